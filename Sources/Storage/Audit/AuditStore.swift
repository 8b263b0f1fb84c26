import Foundation
public import RatchetCore

/// What was done, by whom: rows are added and never changed but for their place and link, which are given once.
public protocol AuditStore {
    func keep(_ line: AuditLine) throws(StoreError)
    /// Whether a line waits for its place.
    func hasUnplacedLines() throws(StoreError) -> Bool
    /// Gives the next places and links to at most `limit` lines that have none, by id.
    ///
    /// - Parameter link: the link of a line at a place, of the link before; nil before the first.
    func placeLines(
        limit: Int, _ link: (_ before: [UInt8]?, _ position: Int64, _ line: AuditLine) -> [UInt8]
    ) throws(StoreError)
    /// The lines after a place, in order.
    func auditLines(after position: Int64, limit: Int) throws(StoreError) -> [ChainedLine]
    /// The newest line that has a place.
    func auditHead() throws(StoreError) -> ChainedLine?
}

enum AuditSQL {
    private static let columns = "id, at, actor_kind, actor, address, action, subject, before, after"
    static let lines = PlacedTable("audit_line", counter: "audit-position")
    static let insert = SQLStatement(
        "INSERT INTO audit_line (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    static let unplaced = SQLStatement(
        "SELECT \(columns) FROM audit_line WHERE position IS NULL ORDER BY id LIMIT $1")
    static let place = SQLStatement(
        "UPDATE audit_line SET position = $2, link = $3 WHERE id = $1 AND position IS NULL")
    static let page = SQLStatement(
        "SELECT \(columns), position, link FROM audit_line WHERE position > $1 ORDER BY position LIMIT $2")
    static let head = SQLStatement(
        """
        SELECT \(columns), position, link FROM audit_line WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1
        """)
    static let all = [insert, unplaced, place, page, head] + lines.all
}

extension StoreTransaction: AuditStore {
    public func keep(_ line: AuditLine) throws(StoreError) {
        try write(
            AuditSQL.insert,
            [
                .text(line.id), .int(line.at.microseconds), .text(line.actor.kind.rawValue), .text(line.actor.name),
                .optional(line.actor.address), .text(line.action), .text(line.subject),
                .optional(line.before.map(AuditFields.text)), .optional(line.after.map(AuditFields.text)),
            ])
    }

    public func hasUnplacedLines() throws(StoreError) -> Bool { try hasUnplaced(in: AuditSQL.lines) }

    public func placeLines(
        limit: Int, _ link: (_ before: [UInt8]?, _ position: Int64, _ line: AuditLine) -> [UInt8]
    ) throws(StoreError) {
        _ = try place(in: AuditSQL.lines, AuditSQL.unplaced, limit: limit) { rows, last throws(StoreError) in
            var (newest, places) = (try auditHead()?.link, [[SQLValue]]())
            for (index, row) in rows.enumerated() {
                let (line, position) = (try AuditLine(row), last + Int64(index) + 1)
                let next = link(newest, position, line)
                places.append([.text(line.id), .int(position), .bytes(Data(next))])
                newest = next
            }
            try runEach(AuditSQL.place, places)
        }
    }

    public func auditLines(after position: Int64, limit: Int) throws(StoreError) -> [ChainedLine] {
        try run(AuditSQL.page, [.int(position), .int(Int64(limit))]).map(ChainedLine.init)
    }

    public func auditHead() throws(StoreError) -> ChainedLine? { try run(AuditSQL.head).first.map(ChainedLine.init) }
}

extension AuditLine {
    /// What can't be read was changed by somebody, and must not hide the lines beside it: it reads as something that does not fit
    /// its link, so that whoever verifies the chain is told where it breaks.
    init(_ row: SQLRow) throws(StoreError) {
        let kind = AuditActor.Kind(rawValue: try row.text(2)) ?? .nobody
        self.init(
            id: try row.text(0), at: Instant(microseconds: try row.int(1)),
            actor: AuditActor(kind, name: try row.text(3), address: try row.optionalText(4)), action: try row.text(5),
            subject: try row.text(6), before: AuditFields.read(try row.optionalText(7)),
            after: AuditFields.read(try row.optionalText(8)))
    }
}

extension ChainedLine {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(position: try row.int(9), link: [UInt8](try row.bytes(10)), line: try AuditLine(row))
    }
}

/// Before and after as they are kept: a JSON object with sorted keys.
private enum AuditFields {
    static func text(_ fields: [String: String]) -> String {
        var writer = DocumentWriter()
        writer.object { writer in
            for (name, text) in fields.sorted(by: { $0.key < $1.key }) { writer.member(name, text) }
        }
        return writer.text
    }

    static func read(_ text: String?) -> [String: String]? {
        guard let text else { return nil }
        let fields = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        return fields ?? ["unreadable": text]
    }
}
