import AppleDDM
import AppleManagement
import Foundation
import RatchetCore
import Storage

/// What a channel has said so far, item by item, and what one more report changes of it.
struct StatusLedger {
    private var rows: [String: StatusItemRow]
    private(set) var changed: [StatusItemRow] = []
    private(set) var removed: [String] = []

    init(_ rows: [StatusItemRow]) {
        self.rows = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Takes a report in: merges arrays with what was known, keeps the last good value of an item that can't be read,
    /// and forgets what a full report leaves out. Returns what the report says.
    mutating func take(_ report: StatusReport, reportID: String, at now: Instant) -> ReadStatus {
        var merged = report
        for (name, value) in report.items {
            guard StatusMerge.looksBack(at: name, for: value) else { continue }
            merged.items[name] = StatusMerge.apply(value, onto: known(name, in: report), item: name)
        }
        let read = ReadStatus(merged)
        let problems = Dictionary(read.unreadable.map { ($0.name, $0.problem) }) { first, _ in first }
        for (name, value) in merged.items.sorted(by: { $0.key < $1.key }) {
            let problem = problems[name]
            let kept = problem == nil ? String(decoding: value.json(), as: UTF8.self) : rows[name]?.value
            set(StatusItemRow(name: name, value: kept, at: now, reportID: reportID, problem: problem))
        }
        for error in report.errors {
            let codes = error.reasons.map(\.code).joined(separator: ", ")
            set(
                StatusItemRow(
                    name: error.statusItem, value: rows[error.statusItem]?.value, at: now, reportID: reportID,
                    problem: "not available: \(codes)"))
        }
        if report.isFullReport {
            let named = Set(report.items.keys).union(report.errors.map(\.statusItem))
            removed = rows.keys.filter { !named.contains($0) }.sorted()
        }
        return read
    }

    /// A full report replaces; nothing is merged into it.
    private func known(_ name: String, in report: StatusReport) -> JSONValue? {
        guard !report.isFullReport, let text = rows[name]?.value else { return nil }
        return try? JSONValue(json: Data(text.utf8))
    }

    private mutating func set(_ row: StatusItemRow) {
        let before = rows[row.name]
        rows[row.name] = row
        if before?.value != row.value || before?.problem != row.problem { changed.append(row) }
    }
}
