import FleetSimulator

/// Where a running fleet stands, in one line: how many devices have come how far, and what goes over the wire.
struct RunningLine {
    let seconds: Int
    let counts: FleetCounts
    let traffic: TrafficFigures

    private static let columns: [(key: String, title: String, count: @Sendable (FleetCounts) -> Int)] = [
        ("enrolled", "enrolled", { $0.stages[.enrolled, default: 0] + $0.stages[.managed, default: 0] }),
        ("managed", "managed", { $0.stages[.managed, default: 0] }),
        ("waiting", "waiting", { $0.installStates["waiting", default: 0] }),
        ("downloading", "loading", { $0.installStates["downloading", default: 0] }),
        ("prepared", "prepared", { $0.installStates["prepared", default: 0] }),
        ("installing", "install", { $0.installStates["installing", default: 0] }),
        ("failed", "failed", { $0.installStates["failed", default: 0] }),
        ("updated", "updated", { $0.updated }),
        ("alarms", "alarms", { $0.alarms }),
    ]
    private static let wire = ["req/s", "p95ms", "lost"]

    static let heading = "  time" + (columns.map(\.title) + wire).map { " \($0)" }.joined()

    /// The counts by what programs know them by.
    var cells: [(String, Int)] { RunningLine.columns.map { ($0.key, $0.count(counts)) } }

    var text: String {
        let counted = RunningLine.columns.map { "\($0.count(counts))".leftPadded(to: $0.title.count + 1) }
        let measured = [traffic.rateNow, traffic.all.p95, Double(traffic.failures)].map { "\(Int($0.rounded()))" }
        let wire = zip(RunningLine.wire, measured).map { $1.leftPadded(to: $0.count + 1) }
        return "\(seconds)s".leftPadded(to: 6) + (counted + wire).joined()
    }
}
