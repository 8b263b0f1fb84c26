import Orchestrator
import RatchetCore

/// A status report that a device sent; its body is at `/api/v1/devices/{id}/reports/{reportId}`.
public struct ReportResource: Codable, Sendable, Equatable {
    public var id: String
    public var time: String
    /// SHA-256 of the report, lower-case hexadecimal.
    public var sha256: String
    /// SHA-256 of the whole HTTP body that it came in.
    public var requestSHA256: String
    public var full: Bool
    /// Octets.
    public var size: Int
    /// Why it could not be applied; null if it was.
    @OrNull public var error: String? = nil
}

extension ReportResource {
    init(_ report: ReportSummary) {
        self.init(
            id: report.id, time: report.receivedAt.description, sha256: report.sha256,
            requestSHA256: report.requestSHA256, full: report.isFull, size: report.size, error: report.error)
    }
}

/// One page of reports, newest first.
public struct ReportListResource: Codable, Sendable, Equatable {
    public var reports: [ReportResource]
    /// What to give as `before` for the next page; null on the last.
    @OrNull public var next: String? = nil
}
