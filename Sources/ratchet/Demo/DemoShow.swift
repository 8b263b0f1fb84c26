import AdminAPI
import ArgumentParser
import Foundation
import RatchetCore
import Synchronization

/// Shows the demo: at a terminal a picture with lines above it that stay, elsewhere lines only.
final class DemoShow: Sendable {
    private let output: FileHandle
    private let isLive: Bool
    private let state = Mutex(State())

    private struct State {
        var screen = Screen()
        /// The newest line in place of a picture; empty before the first.
        var newest = ""
        var countedAt: Duration = .zero
    }

    /// Between two lines of counts.
    private static let calm: Duration = .seconds(2)

    private let closing = AsyncStream<Never>.makeStream()

    /// - Parameter toStandardError: keeps standard output free for the result.
    init(toStandardError: Bool) {
        // Whoever stops reading is noticed when a line can't be written, so that the server is ended in good order.
        signal(SIGPIPE, SIG_IGN)
        output = toStandardError ? .standardError : .standardOutput
        isLive = !toStandardError && Screen.isThere
    }

    /// A line that stays.
    func say(_ text: String = "") {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            Terminal.printable(String($0))
        }
        write(state.withLock { isLive ? $0.screen.say(lines) : lines.map { "\($0)\n" }.joined() })
    }

    /// A line that stays, broken between words.
    func tell(_ text: String, after elapsed: Duration) {
        say(Terminal.wrapped("\(DemoShow.clock(elapsed))  \(text)", width: min(Terminal.width, 100), indent: 6))
    }

    /// How the fleet is now.
    func show(_ view: FleetView, after elapsed: Duration) {
        let time = DemoShow.clock(elapsed)
        let text = state.withLock { state in
            isLive
                ? FleetWatch.draw(FleetPicture(view: view, title: "Ratchet demo, \(time)"), on: &state.screen)
                : DemoShow.line(DemoCounts(view), elapsed, &state)
        }
        write(text)
    }

    /// A picture of one's own, or where there is no terminal a line, when it is another than the one before.
    func show(_ picture: [Line], orElse line: String, after elapsed: Duration) {
        let text = state.withLock { state in
            if isLive { return state.screen.draw(picture) }
            guard line != state.newest else { return "" }
            state.newest = line
            return Terminal.printable("\(DemoShow.clock(elapsed))  \(line)") + "\n"
        }
        write(text)
    }

    /// Says that somebody stopped it, and what it left.
    func stopped(_ folder: DemoFolder) -> ExitCode {
        endPicture()
        say("\nStopped. What it left is in \(folder.url.path).")
        return ExitCode(DemoCommand.stopped)
    }

    /// The picture stays as it is, and what is said comes below it.
    func endPicture() { state.withLock { $0.screen = Screen() } }

    /// A line where something has changed, but not too often.
    private static func line(_ counts: DemoCounts, _ elapsed: Duration, _ state: inout State) -> String {
        let columns = counts.columns
        let isFirst = state.newest.isEmpty
        guard columns != state.newest, isFirst || elapsed - state.countedAt >= calm else { return "" }
        (state.newest, state.countedAt) = (columns, elapsed)
        return (isFirst ? "\(counts.legend)\n" : "") + "\(clock(elapsed))\(columns)\n"
    }

    /// `1:07`
    static func clock(_ elapsed: Duration) -> String {
        let seconds = elapsed.components.seconds % 60
        return "\(elapsed.components.seconds / 60):\(seconds < 10 ? "0" : "")\(seconds)"
    }

    private func write(_ text: String) {
        do {
            try output.write(contentsOf: Data(text.utf8))
        } catch {
            closing.continuation.finish()
        }
    }

    /// Returns when nobody reads any more, as `| head` does after some lines, or when the task is cancelled.
    func untilClosed() async { for await _ in closing.stream {} }
}

/// The picture in one line of numbers.
struct DemoCounts {
    private let cells: [(title: String, devices: Int)]

    init(_ view: FleetView) {
        let places = FleetPicture(view: view).places.enumerated().map { index, place in
            (title: index < Phase.allCases.count ? String(index + 1) : place.name, devices: place.devices)
        }
        cells = places + view.overview.attention.map { (title: $0.kind, devices: $0.devices) }
    }

    /// What the phases are, and the title of each number.
    var legend: String {
        let phases = Phase.allCases.map { "\($0.rawValue) \($0.name)" }.joined(separator: ", ")
        return Terminal.wrapped("Devices in each phase: \(phases).", width: 80) + "\n\ntime"
            + cells.map { pad($0.title, $0) }.joined()
    }

    /// Each number below its title.
    var columns: String { cells.map { pad(String($0.devices), $0) }.joined() }

    private func pad(_ text: String, _ cell: (title: String, devices: Int)) -> String {
        let width = max(cell.title.count, DemoCounts.digits) + 2
        return " " + text.leftPadded(to: width - 1)
    }

    /// Of the largest fleet that the demo has.
    private static let digits = 3
}
