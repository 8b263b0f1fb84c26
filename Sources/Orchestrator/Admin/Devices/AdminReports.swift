public import Foundation
public import RatchetCore
import Storage

/// A status report that a device sent, without its body.
public struct ReportSummary: Sendable, Equatable {
    public let id: String
    public let receivedAt: Instant
    /// SHA-256 of the report, lower-case hexadecimal.
    public let sha256: String
    /// SHA-256 of the whole HTTP body that it came in.
    public let requestSHA256: String
    public let isFull: Bool
    /// Octets.
    public let size: Int
    /// Why it could not be applied; nil if it was.
    public let error: String?
}

/// Steps about the reports that devices sent.
public enum AdminReports {
    /// A device's reports, newest first, before the report `before` where one is given.
    public static func list(_ word: String, before: String?, limit: Int) -> AdminReading<[ReportSummary]> {
        { store, context in
            let device = try store.requireDevice(word)
            let limit = min(max(limit, 1), AdminLimits.page)
            return try store.reports(of: device.id, before: before, limit: limit).map(ReportSummary.init)
        }
    }

    /// A report as it came.
    public static func body(_ word: String, report: String) -> AdminReading<Data> {
        { store, context in
            let device = try store.requireDevice(word)
            guard report.isWord, let body = try store.reportBody(report, of: device.id) else {
                throw AdminProblem.noReport(report)
            }
            return body
        }
    }
}

extension ReportSummary {
    fileprivate init(_ row: ReportRow) {
        self.init(
            id: row.id, receivedAt: row.receivedAt, sha256: row.sha256, requestSHA256: row.requestSHA256,
            isFull: row.isFull, size: row.size, error: row.error)
    }
}
