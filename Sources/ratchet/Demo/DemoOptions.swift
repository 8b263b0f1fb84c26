import ArgumentParser

/// What every demo can be told.
struct DemoOptions: ParsableArguments {
    @Option(help: "Decides everything random.")
    var seed: UInt64 = 1

    @Option(help: "Where the demo's folder is made. Default: the folder for temporary files.", completion: .directory)
    var directory: String?

    @Flag(help: "End by itself when all is done.")
    var exit = false

    @Flag(help: "Print how it ended as one JSON object on standard output, and everything else elsewhere.")
    var json = false

    @Option(help: "Give up after so many seconds.")
    var timeout = 600

    func validate() throws {
        guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout takes 1 to 86400 seconds.") }
    }
}
