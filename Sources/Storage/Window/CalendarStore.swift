public import RatchetCore

/// A calendar with its history.
public struct CalendarRecord: Sendable, Equatable {
    public let calendar: WindowCalendar
    /// Rises with each import.
    public let revision: Int64
    public let changedAt: Instant
    public let changedBy: String

    public init(calendar: WindowCalendar, revision: Int64, changedAt: Instant, changedBy: String) {
        (self.calendar, self.revision) = (calendar, revision)
        (self.changedAt, self.changedBy) = (changedAt, changedBy)
    }
}

/// Calendars by their names.
public protocol CalendarStore {
    /// Puts a calendar in the place of the one of its name. Returns its revision.
    func importCalendar(_ calendar: WindowCalendar, by person: String, at now: Instant) throws(StoreError) -> Int64
    func calendar(_ name: String) throws(StoreError) -> CalendarRecord?
    /// By name.
    func calendars() throws(StoreError) -> [CalendarRecord]
}

enum CalendarSQL {
    static let insert = SQLStatement(
        """
        INSERT INTO calendar (name, revision, changed_at, changed_by, document) VALUES ($1, 1, $2, $3, $4)
        ON CONFLICT (name) DO UPDATE SET revision = calendar.revision + 1, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by, document = excluded.document
        RETURNING revision
        """)
    static let find = SQLStatement(
        "SELECT name, revision, changed_at, changed_by, document FROM calendar WHERE name = $1")
    static let list = SQLStatement(
        "SELECT name, revision, changed_at, changed_by, document FROM calendar ORDER BY name")
    static let all = [insert, find, list]
}

extension StoreTransaction: CalendarStore {
    public func importCalendar(
        _ calendar: WindowCalendar, by person: String, at now: Instant
    ) throws(StoreError) -> Int64 {
        let rows = try run(
            CalendarSQL.insert,
            [.text(calendar.name), .int(now.microseconds), .text(person), .text(try CalendarDocument(calendar).text())])
        guard let revision = try rows.first?.int(0) else { throw StoreError.corrupt("a calendar has no revision") }
        return revision
    }

    public func calendar(_ name: String) throws(StoreError) -> CalendarRecord? {
        try run(CalendarSQL.find, [.text(name)]).first.map(CalendarRecord.init)
    }

    public func calendars() throws(StoreError) -> [CalendarRecord] {
        try run(CalendarSQL.list).map(CalendarRecord.init)
    }
}

extension CalendarRecord {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(
            calendar: try CalendarDocument(text: try row.text(4)).calendar(try row.text(0)), revision: try row.int(1),
            changedAt: Instant(microseconds: try row.int(2)), changedBy: try row.text(3))
    }
}
