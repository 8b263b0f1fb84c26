import ArgumentParser
import FleetSimulator
import Foundation
import Logging
import UnixSignals

/// `ratchet simulate`: a fleet of simulated Apple devices against a server, until Ctrl-C.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run simulated Apple devices against a server.",
        discussion: """
            The devices enrol, take pushes, declarations and commands, and install the updates that they are told to, \
            over the same messages as real ones. A lookup service and a push service stand in for Apple's on the \
            loopback; the server's configuration needs their URLs. With --state a run can be stopped and continued. \
            Ctrl-C stops.

            Examples:
              ratchet simulate --devices 10 --state fleet.json
              ratchet simulate --state fleet.json --server http://127.0.0.1:8443
              ratchet simulate --push-listen 127.0.0.1:9000 \\
                --lookup-listen 127.0.0.1:9001
            """)

    @Option(help: "The server's device listener. Default: that of the state file, or http://127.0.0.1:8443.")
    var server: String?

    @Option(help: "How many devices, 1 to 10000. Default: those of the state file, or 30.")
    var devices: Int?

    @Option(help: "Decides everything random; a state file brings its own.")
    var seed: UInt64 = 1

    @Option(help: "The file that the devices live in.", completion: .file())
    var state: String?

    @Option(help: "Where the stand-in push service listens, HOST:PORT; port 0: any free one.")
    var pushListen = "127.0.0.1:0"

    @Option(help: "Where the stand-in lookup service listens, HOST:PORT; port 0: any free one.")
    var lookupListen = "127.0.0.1:0"

    @Flag(help: "Start no stand-ins; devices then only poll.")
    var noStandIns = false

    @Flag(help: "Let everything take as long as on real devices.")
    var realistic = false

    @Option(help: "So many times as fast.")
    var speed = 1.0

    @Option(help: "About so many seconds for each phase of an update.")
    var phaseSeconds: Double?

    @Flag(help: "Every device does what it is told; otherwise a few of each kind do not.")
    var obedient = false

    @Option(
        help: """
            What the users do: eager (install early), willing (early or tonight), mixed (some put it off until the deadline, \
            some never answer, some are on leave).
            """)
    var users = Users.willing

    @Flag(help: "One JSON object a line.")
    var json = false

    enum Users: String, ExpressibleByArgument, CaseIterable {
        case eager, willing, mixed

        var habits: HabitMix {
            switch self {
            case .eager: .eager
            case .willing: .willing
            case .mixed: .mixed
            }
        }
    }

    func validate() throws {
        if let devices, !(1...10_000).contains(devices) { throw ValidationError("--devices takes 1 to 10000.") }
        guard speed > 0, speed.isFinite else { throw ValidationError("--speed must be more than 0.") }
        if let phaseSeconds, phaseSeconds <= 0 { throw ValidationError("--phase-seconds must be more than 0.") }
        for text in [pushListen, lookupListen] where ListenAddress(text) == nil {
            throw ValidationError("\(text) is no HOST:PORT.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "simulate") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let fleet = try SimulatedFleet(fleetConfiguration, logger: logger)
        let printer = FleetPrinter(json: json)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fleet.run() }
            group.addTask { await SimulateCommand.untilStopped() }
            group.addTask {
                guard let endpoints = try? await fleet.endpoints() else { return }
                printer.begin(fleet, endpoints)
                await printer.follow(fleet)
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
        printer.end(fleet)
    }

    private var fleetConfiguration: FleetConfiguration {
        var durations = (realistic ? PhaseDurations.realistic : .demo).faster(by: speed)
        if let phaseSeconds { durations = durations.withPhases(of: phaseSeconds) }
        return FleetConfiguration(
            server: server, devices: devices, seed: seed, durations: durations, moods: obedient ? .obedient : .mixed,
            habits: users.habits, stateFile: state, push: noStandIns ? nil : ListenAddress(pushListen),
            lookup: noStandIns ? nil : ListenAddress(lookupListen))
    }

    /// Ctrl-C, or the end that a supervisor asks for.
    private static func untilStopped() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }
}

/// Prints how a fleet is doing: a line for people or programs whenever something has changed.
struct FleetPrinter: Sendable {
    let json: Bool

    private static let columns: [(title: String, count: @Sendable (FleetProgress) -> Int)] = [
        ("enrolled", { $0.stages[.enrolled, default: 0] + $0.stages[.managed, default: 0] }),
        ("managed", { $0.stages[.managed, default: 0] }),
        ("waiting", { $0.installStates["waiting", default: 0] }),
        ("downloading", { $0.installStates["downloading", default: 0] }),
        ("prepared", { $0.installStates["prepared", default: 0] }),
        ("installing", { $0.installStates["installing", default: 0] }),
        ("failed", { $0.installStates["failed", default: 0] }),
        ("updated", { $0.updated }),
        ("alarms", { $0.alarms }),
    ]

    static let heading = "   time" + columns.map { "  \($0.title)" }.joined()

    func begin(_ fleet: SimulatedFleet, _ endpoints: FleetEndpoints) {
        let count = fleet.progress().devices.count
        if json {
            return line(
                Start(server: fleet.server, devices: count, push: endpoints.push ?? "", lookup: endpoints.lookup ?? ""))
        }
        print("\(count) devices for \(fleet.server)")
        if let push = endpoints.push { print("push service    \(push)") }
        if let lookup = endpoints.lookup { print("lookup service  \(lookup)") }
        print("")
        print(FleetPrinter.heading)
    }

    /// Until the task is cancelled; at most a line every two seconds.
    func follow(_ fleet: SimulatedFleet) async {
        let clock = ContinuousClock()
        let start = clock.now
        var last = ""
        while !Task.isCancelled {
            let progress = fleet.progress()
            let counts = FleetPrinter.columns.map { pad("\($0.count(progress))", $0.title.count + 2) }.joined()
            if counts != last {
                last = counts
                let seconds = Int((clock.now - start) / .seconds(1))
                if json { line(progress) } else { print(pad("\(seconds)s", 7) + counts) }
            }
            try? await clock.sleep(for: .seconds(2))
        }
    }

    func end(_ fleet: SimulatedFleet) {
        let progress = fleet.progress()
        guard !json else { return line(Final(fleet: progress)) }
        print("")
        for device in progress.devices where FleetPrinter.isWorthALine(device) {
            let alarm = device.lastAlarm.map { " (alarm: \($0))" } ?? ""
            print(
                "\(device.name)  \(device.platform) \(device.osVersion)  \(device.reason ?? device.truth.kind.rawValue)\(alarm)"
            )
        }
        print("\(progress.updated) of \(progress.devices.count) devices updated; stopped.")
        let (catalog, cache) = (gigabytes(progress.bytesFromCatalog), gigabytes(progress.bytesFromCache))
        print("They would have fetched \(catalog) GB from Apple and \(cache) GB from content caches.")
    }

    /// Whoever is not where it should be.
    private static func isWorthALine(_ device: DeviceSummary) -> Bool {
        device.reason != nil || device.alarms > 0 || ![.idle, .finished].contains(device.truth.kind)
    }

    private func gigabytes(_ bytes: Int64) -> Int64 { (bytes + 500_000_000) / 1_000_000_000 }

    private struct Start: Encodable {
        let kind = "started"
        let server: String
        let devices: Int
        let push: String
        let lookup: String
    }

    private struct Final: Encodable {
        let kind = "stopped"
        let fleet: FleetProgress
    }

    private func line(_ progress: FleetProgress) {
        var counts: [String: Int] = [:]
        for column in FleetPrinter.columns { counts[column.title] = column.count(progress) }
        struct Counts: Encodable {
            let kind = "progress"
            let counts: [String: Int]
        }
        line(Counts(counts: counts))
    }

    private func line(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return }
        print(String(decoding: data, as: UTF8.self))
    }

    /// Unbuffered, so that a pipe sees each line at once.
    private func print(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
