public import Foundation
public import RatchetCore

/// A status report as it came.
public struct ReportRow: Sendable, Equatable {
    public let id: String
    public let receivedAt: Instant
    /// SHA-256 of the report, lower-case hexadecimal: the JSON in the message's `Data`.
    public let sha256: String
    /// SHA-256 of the HTTP request's whole body.
    public let requestSHA256: String
    public let isFull: Bool
    /// Octets of the report.
    public let size: Int
    /// Why it could not be applied; nil if it was.
    public let error: String?
}

/// A report to be kept.
public struct NewReport: Sendable {
    public let id: String
    public let body: Data
    public let sha256: String
    public let requestSHA256: String
    public let isFull: Bool

    public init(id: String, body: Data, sha256: String, requestSHA256: String, isFull: Bool) {
        (self.id, self.body, self.sha256, self.requestSHA256, self.isFull) = (id, body, sha256, requestSHA256, isFull)
    }
}

/// A report that waits to be applied.
public struct UnappliedReport: Sendable, Equatable {
    public let id: String
    public let enrolment: EnrolmentID
    public let body: Data
    public let receivedAt: Instant
}

/// What a channel last said of one status item.
public struct StatusItemRow: Sendable, Equatable {
    /// The dotted name, `softwareupdate.install-state`.
    public let name: String
    /// The last good value as JSON; nil if none was readable so far.
    public let value: String?
    public let at: Instant
    public let reportID: String
    /// What was wrong with the newest value, which was not taken; nil if nothing was.
    public let problem: String?

    public init(name: String, value: String?, at: Instant, reportID: String, problem: String?) {
        (self.name, self.value, self.at, self.reportID, self.problem) = (name, value, at, reportID, problem)
    }
}

/// Raw reports, and the status they add up to.
public protocol ReportStore {
    func keep(_ report: NewReport, from enrolment: EnrolmentID, of device: DeviceID, at now: Instant)
        throws(StoreError)
    /// Marks a kept report as one that could not be applied.
    func markUnapplied(_ reportID: String, error: String) throws(StoreError)
    /// A device's reports, newest first, before the report `before` where one is given.
    func reports(of device: DeviceID, before: String?, limit: Int) throws(StoreError) -> [ReportRow]
    func reportBody(_ reportID: String) throws(StoreError) -> Data?
    /// Nil if the device sent no such report.
    func reportBody(_ reportID: String, of device: DeviceID) throws(StoreError) -> Data?
    /// The newest report of a device that could not be applied.
    func newestUnapplied(of device: DeviceID) throws(StoreError) -> Evidence?
    /// The oldest reports of all devices that could not be applied, after the report `after` where one is given.
    func unappliedReports(after: String?, limit: Int) throws(StoreError) -> [UnappliedReport]
    func markApplied(_ reportID: String) throws(StoreError)
    func statusItems(of enrolment: EnrolmentID) throws(StoreError) -> [StatusItemRow]
    func saveStatusItems(_ items: [StatusItemRow], of enrolment: EnrolmentID) throws(StoreError)
    func removeStatusItems(_ names: [String], of enrolment: EnrolmentID) throws(StoreError)
    func removeReports(receivedBefore: Instant) throws(StoreError)
}

enum ReportSQL {
    static let insert = SQLStatement(
        """
        INSERT INTO report (id, enrolment_id, device_id, received_at, body, sha256, request_sha256, is_full)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """)
    static let markUnapplied = SQLStatement("UPDATE report SET error = $2 WHERE id = $1")
    static let page = SQLStatement(
        """
        SELECT id, received_at, sha256, request_sha256, is_full, LENGTH(body) AS size, error FROM report
        WHERE device_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
        """)
    static let body = SQLStatement("SELECT body FROM report WHERE id = $1")
    static let bodyOfDevice = SQLStatement("SELECT body FROM report WHERE id = $1 AND device_id = $2")
    static let newestUnapplied = SQLStatement(
        """
        SELECT id, received_at FROM report WHERE device_id = $1 AND error IS NOT NULL ORDER BY id DESC LIMIT 1
        """)
    static let allUnapplied = SQLStatement(
        "SELECT id, enrolment_id, body, received_at FROM report WHERE error IS NOT NULL AND id > $1 ORDER BY id LIMIT $2"
    )
    static let markApplied = SQLStatement("UPDATE report SET error = NULL WHERE id = $1")
    static let items = SQLStatement(
        "SELECT name, value, at, report_id, problem FROM status_item WHERE enrolment_id = $1 ORDER BY name")
    static let saveItem = SQLStatement(
        """
        INSERT INTO status_item (enrolment_id, name, value, at, report_id, problem) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (enrolment_id, name) DO UPDATE SET value = excluded.value, at = excluded.at,
            report_id = excluded.report_id, problem = excluded.problem
        """)
    static let removeItem = SQLStatement("DELETE FROM status_item WHERE enrolment_id = $1 AND name = $2")
    static let prune = SQLStatement("DELETE FROM report WHERE received_at < $1")
    static let all = [
        insert, markUnapplied, page, body, bodyOfDevice, newestUnapplied, allUnapplied, markApplied, items, saveItem,
        removeItem, prune,
    ]
}

extension StoreTransaction: ReportStore {
    public func keep(
        _ report: NewReport, from enrolment: EnrolmentID, of device: DeviceID, at now: Instant
    ) throws(StoreError) {
        try write(
            ReportSQL.insert,
            [
                .text(report.id), .text(enrolment.text), .text(device.text), .int(now.microseconds),
                .bytes(report.body), .text(report.sha256), .text(report.requestSHA256), .bool(report.isFull),
            ])
    }

    public func markUnapplied(_ reportID: String, error: String) throws(StoreError) {
        try write(ReportSQL.markUnapplied, [.text(reportID), .text(error)])
    }

    public func reports(of device: DeviceID, before: String?, limit: Int) throws(StoreError) -> [ReportRow] {
        // Ids are hexadecimal, so `~` comes after every one of them.
        let page: [SQLValue] = [.text(device.text), .text(before ?? "~"), .int(Int64(limit))]
        return try run(ReportSQL.page, page).map(ReportRow.init)
    }

    public func reportBody(_ reportID: String) throws(StoreError) -> Data? {
        try run(ReportSQL.body, [.text(reportID)]).first?.bytes(0)
    }

    public func reportBody(_ reportID: String, of device: DeviceID) throws(StoreError) -> Data? {
        try run(ReportSQL.bodyOfDevice, [.text(reportID), .text(device.text)]).first?.bytes(0)
    }

    public func newestUnapplied(of device: DeviceID) throws(StoreError) -> Evidence? {
        try run(ReportSQL.newestUnapplied, [.text(device.text)]).first.map { row throws(StoreError) in
            Evidence(.statusReport, at: Instant(microseconds: try row.int(1)), ref: try row.text(0))
        }
    }

    public func unappliedReports(after: String?, limit: Int) throws(StoreError) -> [UnappliedReport] {
        try run(ReportSQL.allUnapplied, [.text(after ?? ""), .int(Int64(limit))]).map { row throws(StoreError) in
            UnappliedReport(
                id: try row.text(0), enrolment: EnrolmentID(stored: try row.text(1)), body: try row.bytes(2),
                receivedAt: Instant(microseconds: try row.int(3)))
        }
    }

    public func markApplied(_ reportID: String) throws(StoreError) {
        try run(ReportSQL.markApplied, [.text(reportID)])
    }

    public func statusItems(of enrolment: EnrolmentID) throws(StoreError) -> [StatusItemRow] {
        try run(ReportSQL.items, [.text(enrolment.text)]).map(StatusItemRow.init)
    }

    public func saveStatusItems(_ items: [StatusItemRow], of enrolment: EnrolmentID) throws(StoreError) {
        try writeEach(
            ReportSQL.saveItem,
            items.map {
                [
                    .text(enrolment.text), .text($0.name), .optional($0.value), .int($0.at.microseconds),
                    .text($0.reportID), .optional($0.problem),
                ]
            })
    }

    public func removeStatusItems(_ names: [String], of enrolment: EnrolmentID) throws(StoreError) {
        try writeEach(ReportSQL.removeItem, names.map { [.text(enrolment.text), .text($0)] })
    }

    public func removeReports(receivedBefore: Instant) throws(StoreError) {
        try run(ReportSQL.prune, [.int(receivedBefore.microseconds)])
    }
}

extension ReportRow {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: try row.text(0), receivedAt: Instant(microseconds: try row.int(1)), sha256: try row.text(2),
            requestSHA256: try row.text(3), isFull: try row.bool(4), size: Int(try row.int(5)),
            error: try row.optionalText(6))
    }
}

extension StatusItemRow {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            name: try row.text(0), value: try row.optionalText(1), at: Instant(microseconds: try row.int(2)),
            reportID: try row.text(3), problem: try row.optionalText(4))
    }
}
