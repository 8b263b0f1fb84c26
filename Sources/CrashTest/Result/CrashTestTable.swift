/// What all runs came to, for people.
public struct CrashTestTable {
    private let results: [RunResult]

    public init(_ results: [RunResult]) { self.results = results }

    public var lines: [String] {
        table + notes + losses + [verdict]
    }

    private static let titles = [
        "run", "seed", "kills", "in flight", "db stops", "503", "compared", "reports", "histories", "events", "lost",
        "seconds",
    ]

    private var table: [String] {
        let rows = [CrashTestTable.titles] + results.map(cells)
        let widths = CrashTestTable.titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + gap : gap + row[column]
            }.joined(separator: "  ")
        }
    }

    private func cells(_ result: RunResult) -> [String] {
        [
            result.name, "\(result.seed)", "\(result.kills)", "\(result.inFlight)", "\(result.databaseStops)",
            "\(result.refusals)", "\(result.comparisons)", "\(result.reports)", "\(result.histories)",
            "\(result.events)",
            "\(result.losses.count)", "\(Int(result.seconds.rounded()))",
        ]
    }

    private var notes: [String] {
        results.flatMap { result in
            result.notes.map { "\(result.name): \($0)" } + result.untried.map { "\(result.name): NOT TRIED: \($0)" }
        }
    }

    /// The first losses of each run, with how to see them again.
    private var losses: [String] {
        results.filter { !$0.isGood }.flatMap { result -> [String] in
            let shown = result.losses.prefix(CrashTestTable.mostLosses).map { loss in
                let device = loss.device.map { " device \($0)," } ?? ""
                return "  \(loss.kind.rawValue):\(device) \(CrashTestTable.printable(loss.detail))"
            }
            let more = result.losses.count - shown.count
            var lines = ["", "LOST in \(result.name), seed \(result.seed):"] + shown
            if more > 0 { lines.append("  and \(more) more") }
            if let folder = result.folder { lines.append("  kept in \(folder)") }
            if let repeated = result.repeated { lines.append("  again: \(repeated)") }
            return lines
        }
    }

    private var verdict: String {
        func sum(_ count: KeyPath<RunResult, Int>) -> Int { results.reduce(0) { $0 + $1[keyPath: count] } }
        let kills =
            "\(sum(\.kills)) kills, \(sum(\.inFlight)) with requests in flight (\(sum(\.cutOff)) cut off), "
            + "\(sum(\.databaseStops)) stops of the database; \(sum(\.reports)) reports acknowledged"
        let lost = results.reduce(0) { $0 + $1.losses.count }
        return "\n\(kills): " + (lost == 0 ? "nothing was lost" : "\(lost) promises were broken")
    }

    private static let mostLosses = 10

    /// What a server said, without what a terminal would obey.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            [.control, .format].contains(scalar.properties.generalCategory) ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
