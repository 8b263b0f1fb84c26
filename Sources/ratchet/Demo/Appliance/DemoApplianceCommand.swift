import ArgumentParser
import LocalServer

/// `ratchet demo appliance`: a simulated appliance and the real server on this machine.
struct DemoApplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appliance", abstract: "Watch an appliance being taken over five product versions to the newest.",
        discussion: """
            Starts the real server as a child process on a free port with a new data folder, and lets it drive a simulated \
            appliance through a driver's executables. The appliance is five product versions behind, with base packages \
            and required stops in between. One person plans, another one approves, and while you watch, every hop passes its \
            gates, clients get their soak, and the server is killed in the middle of an installation and started again. It takes about \
            two minutes: the clock is the real one, and the soak is twelve seconds by its configuration. The server stays up until Ctrl-C.

            Examples:
              ratchet demo appliance
              ratchet demo appliance --exit --json

            The latter ends by itself and prints one JSON object: the upgrade's state, how many hops are done, the versions that run, \
            and how many installations the appliance has seen begun.

            Exit code 0: the newest is reached, and the appliance saw each package of the path installed once, in its order, \
            as the server says; 1: not so; 130: Ctrl-C came before the end.
            """)

    @Option(help: "About so many seconds for an installation, 1 to 600.")
    var hopSeconds = 6.0

    @Option(help: "So many seconds for clients after a product package, 1 to 600.")
    var soakSeconds = 12

    @OptionGroup var options: DemoOptions

    func validate() throws {
        guard (1...600).contains(hopSeconds) else { throw ValidationError("--hop-seconds takes 1 to 600.") }
        guard (1...600).contains(soakSeconds) else { throw ValidationError("--soak-seconds takes 1 to 600.") }
    }

    func run() async throws {
        let folder = try DemoFolder(in: options.directory)
        let show = DemoShow(toStandardError: options.json)
        try folder.writeDriver(hop: hopSeconds, seed: options.seed)
        let port = FreePort.take()
        try folder.writeConfiguration(admin: port, soak: soakSeconds)
        let demo = try ApplianceDemo(folder: folder, port: port, show: show)
        let outcome = try await DemoRun.play(show) {
            try await demo.play(timeout: .seconds(options.timeout), staysUp: !options.exit)
        }
        guard let outcome else { throw show.stopped(folder) }
        if options.json { print(try Output.jsonLine(outcome.resource)) }
        if !outcome.isGood { throw ExitCode(1) }
    }
}
