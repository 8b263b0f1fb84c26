import AdminAPI
import ArgumentParser
import Foundation
import UnixSignals

/// `ratchet watch`: the whole fleet at one look, live.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch the fleet: how far everybody is, what needs a look, what happens.",
        discussion: """
            On a terminal the picture is drawn over and over until Ctrl-C; elsewhere a line is printed when something has \
            changed, and with --json one JSON object a line.

            Examples:
              ratchet watch
              ratchet watch --once
              ratchet watch --json | head -1
            """)

    @Option(help: "Seconds between two looks, 1 to 3600.")
    var interval = 2

    @Flag(help: "Look once.")
    var once = false

    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (1...3600).contains(interval) else { throw ValidationError("--interval takes 1 to 3600 seconds.") }
    }

    func run() async throws {
        try await options.reporting {
            let fleet = try await LiveFleet(try options.client())
            let manner: FleetWatch.Manner = options.json ? .json : Screen.isThere && !once ? .picture : .lines
            let watch = FleetWatch(fleet: fleet, manner: manner)
            if once { return try await watch.once() }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return } }
                group.addTask { await fleet.listen() }
                group.addTask { await watch.follow(every: .seconds(interval)) }
                await group.next()
                group.cancelAll()
            }
        }
    }
}
