import Foundation
import RatchetCore
import Synchronization

/// What the demo says, in lines for people.
final class DemoPrinter: Sendable {
    private let output: FileHandle
    /// The newest line of counts; empty before the first.
    private let last = Mutex("")

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
        let columns = (phases + [ended]).map { DemoPrinter.pad(String($0)) }.joined()
        let before = last.withLock { last in
            defer { last = columns }
            return last
        }
        guard before != columns else { return }
        if before.isEmpty { header() }
        say(String(elapsed.components.seconds).leftPadded(6) + "s" + columns)
    }

    func lostServer(_ folder: DemoFolder, isRunning: Bool) {
        say(isRunning ? "The server does not answer." : "The server has ended. The devices go on without it.")
        say("Start it again with: ratchet serve --config \(folder.configuration.path)")
    }

    func summarise(_ outcome: DemoOutcome) {
        say("")
        for (word, count) in outcome.counts.sorted(by: { $0.key < $1.key }) {
            say(String(count).leftPadded(6) + "  " + word)
        }
        say(
            outcome.isGood
                ? "Every device that could finish did; every other one says why not."
                : "Not every device has ended as it could.")
    }

    private func header() {
        let titles = Phase.allCases.map { "\($0.rawValue) \($0.name)" } + ["ended"]
        say("   time" + titles.map(DemoPrinter.pad).joined())
    }

    private static func pad(_ text: String) -> String { text.leftPadded(15) }
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
