import ArgumentParser
import CrashTest
import Foundation

/// `ratchet-crash-test`: kills a server again and again and looks whether it keeps its word.
@main
struct CrashTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratchet-crash-test",
        abstract: "Kill a server at random moments, and see that nothing it answered for is lost.",
        discussion: """
            Starts the real server beside a simulated fleet, ends it with `kill -9` at moments that the seed decides, starts it \
            again on the same data, and compares what it serves with what it had answered and served before. \
            docs/crash-tests.md tells what is compared.

            Examples:
              make crash-test
              make crash-test SEED=7 KILLS=20 PG_KILLS=0 DISK=no

            Exit code 0: nothing was lost; 1: something was, and it is named.
            """)

    @Option(help: "How often the server is killed on SQLite.")
    var kills = 100

    @Option(
        help: "How often the server is killed on PostgreSQL; for every four kills the database is stopped once too.")
    var pgKills = 20

    @Flag(inversion: .prefixedNo, help: "Try a full disk and a read-only file system too.")
    var disk = true

    @Option(help: "Decides everything random; each run takes the next one.")
    var seed: UInt64 = 1

    @Option(help: "How many devices, 2 to 500.")
    var devices = 40

    @Option(help: "Which `ratchet` is tried. Default: the one beside this program.", completion: .file())
    var program: String?

    @Option(help: "Where the runs' folders are made. Default: the folder for temporary files.", completion: .directory)
    var directory: String?

    @Option(
        help:
            "Damage the SQLite file in the middle of each run, to see that it is found: \(CrashTestCommand.sabotages).")
    var sabotage: String?

    @Flag(help: "Print one JSON object for each run, and nothing else, on standard output.")
    var json = false

    func validate() throws {
        guard kills >= 0, pgKills >= 0 else { throw ValidationError("--kills and --pg-kills are 0 or more.") }
        guard (2...500).contains(devices) else { throw ValidationError("--devices takes 2 to 500.") }
        guard seed <= UInt64(Int64.max) else { throw ValidationError("--seed takes up to \(Int64.max).") }
        if let sabotage, Sabotage(rawValue: sabotage) == nil {
            throw ValidationError("--sabotage is one of \(CrashTestCommand.sabotages).")
        }
    }

    func run() async throws {
        if disk { Namespace.enter() }
        var plan = try CrashTest.Plan(program: program)
        guard FileManager.default.isExecutableFile(atPath: plan.program.path) else {
            throw ValidationError(
                "\(plan.program.path) is no program; build it (make crash-test does), or name it with --program.")
        }
        plan.folder = directory.map { URL(fileURLWithPath: $0, isDirectory: true) }
        (plan.devices, plan.kills, plan.postgresKills, plan.triesDisk) = (devices, kills, pgKills, disk)
        (plan.seed, plan.sabotage) = (seed, sabotage.flatMap(Sabotage.init))
        plan.isStrict = ProcessInfo.processInfo.environment["CI"] == "true"
        let printer = CrashTestPrinter(isJSON: json)
        let results = try await CrashTest(plan) { printer.tell($0) }.run { printer.say($0) }
        printer.end(results)
        if !results.allSatisfy(\.isGood) { throw ExitCode(1) }
    }

    private static var sabotages: String { Sabotage.allCases.map(\.rawValue).joined(separator: ", ") }
}
