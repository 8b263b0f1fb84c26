import Foundation
import RatchetCore
import Synchronization

/// What the demo says, in lines for people.
final class DemoPrinter: Sendable {
    private let output: FileHandle
    private let said = Mutex(Said())

    /// What is not said again.
    private struct Said {
        /// The newest line of counts; empty before the first.
        var counts = ""
        var isSilent = false
        var hasEnded = false
    }

    /// - Parameter toStandardError: keeps standard output free for the result.
    init(toStandardError: Bool) { output = toStandardError ? .standardError : .standardOutput }

    func say(_ line: String) { output.write(Data((line + "\n").utf8)) }

    func introduce(_ folder: DemoFolder, _ pid: Int32, _ adminPort: Int) {
        say("server         pid \(pid), API at http://127.0.0.1:\(adminPort)")
        say("configuration  \(folder.configuration.path)")
        say("simulator      \(folder.fleetState.path)")
        say("server's log   \(folder.serverLog.path)")
    }

    /// One line whenever something has changed: how many devices are in each of the seven phases.
    func progress(_ outcome: DemoOutcome, after elapsed: Duration) {
        let phases = Phase.allCases.map { phase in
            outcome.standings.count { !$0.isFinal && ($0.phase ?? .discovery) == phase }
        }
        let ended = outcome.standings.count(where: \.isFinal)
        let columns = DemoPrinter.columns((phases + [ended]).map(String.init))
        let before = said.withLock { said in
            defer { said.counts = columns }
            return said.counts
        }
        guard before != columns else { return }
        if before.isEmpty { say(DemoPrinter.heading) }
        say("\(elapsed.components.seconds)s".leftPadded(5) + columns)
    }

    /// The server is silent though it runs, or answers again.
    func answers(_ isAnswering: Bool) {
        let wasSilent = said.withLock { said in
            defer { said.isSilent = !isAnswering }
            return said.isSilent
        }
        if !isAnswering, !wasSilent { say("The server does not answer.") }
        if isAnswering, wasSilent { say("The server answers again.") }
    }

    /// Once.
    func serverEnded(_ folder: DemoFolder, _ pid: Int32) {
        let isNews = said.withLock { said in
            defer { said.hasEnded = true }
            if !said.hasEnded { said.isSilent = true }
            return !said.hasEnded
        }
        guard isNews else { return }
        say("The server (pid \(pid)) has ended; the devices go on without it. Start it again with:")
        say("  \(Program.name) serve --config \(folder.configuration.path)")
    }

    func summarise(_ outcome: DemoOutcome) {
        say("")
        for (word, count) in outcome.counts.sorted(by: { $0.key < $1.key }) {
            say(String(count).leftPadded(6) + "  " + (DemoPrinter.meanings[word].map { "\(word): \($0)" } ?? word))
        }
        say(
            outcome.hasEnded
                ? "Every device that could finish did; every other one says why not."
                : "Not every device has ended as it could.")
        if outcome.alarms > 0 {
            let breaches = Output.count(outcome.alarms, "breach", "breaches")
            say(
                "The devices saw \(breaches) of the protocol by the server, the last: \(outcome.lastAlarm ?? "unknown")"
            )
        }
    }

    /// What to type next.
    ///
    /// - Parameter hasServer: whether there is a server to ask.
    func suggest(_ folder: DemoFolder, _ troubled: DemoStanding?, hasServer: Bool) {
        let (call, config) = (Program.name, "--config \(folder.configuration.path)")
        say(hasServer ? "\nLook around, in another terminal:" : "\nTo look around, start the server again:")
        if !hasServer { say("  \(call) serve \(config)\nand ask it, in another terminal:") }
        say("  \(call) watch \(config)")
        say("  \(call) devices \(config)")
        guard let troubled, let trouble = troubled.trouble else { return say("  \(call) explain 1 \(config)") }
        say("  \(call) explain \(trouble.number) \(config)")
        say("The latter says why \(Terminal.printable(trouble.title)) is not current (\(troubled.word)).\n")
    }

    private static let meanings = [
        "done": "taken to the newest release", "current": "ran the newest release for it already",
    ]
    private static let titles = Phase.allCases.map(\.name) + ["ended"]
    static let heading = "time".leftPadded(5) + columns(titles)

    /// Each as wide as its title: all of them in 100 columns.
    private static func columns(_ cells: [String]) -> String {
        zip(titles, cells).map { title, cell in cell.leftPadded(title.count + 2) }.joined()
    }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
