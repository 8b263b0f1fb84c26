import Storage

/// Makes a fleet of one device: every row about it is copied with other digits, by one statement for each table.
enum SampleCopies {
    private struct Table {
        let name: String
        let texts: [String]
        var others: [String] = []
        /// What a column becomes in the copy number `n.i` of the row `m`.
        var computed: [String: String] = [:]

        var statement: SQLStatement {
            let digits = "'90000' || CAST(1000000 + n.i AS TEXT)"
            let changed = texts.map { "REPLACE(m.\($0), '\(SampleDevice.model.digits)', \(digits))" }
            let columns = texts + others + computed.keys.sorted()
            let values = changed + others.map { "m.\($0)" } + computed.sorted { $0.key < $1.key }.map(\.value)
            return SQLStatement(
                """
                WITH RECURSIVE n(i) AS (
                    SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST($1 AS BIGINT))
                INSERT INTO \(name) (\(columns.joined(separator: ", ")))
                SELECT \(values.joined(separator: ", ")) FROM n CROSS JOIN \(name) m
                """)
        }
    }

    private static let tables = [
        Table(
            name: "device", texts: ["id", "identifier", "serial", "name", "feed_key", "facts"],
            others: ["first_contact", "last_contact", "revision", "lacks_inventory"],
            computed: ["number": "m.number + n.i"]),
        Table(
            name: "enrolment",
            texts: [
                "id", "device_id", "state", "topic", "push_magic", "push_refusal", "wanted_token", "advertised_token",
            ],
            others: ["is_user_channel", "push_token", "token_updated_at", "enrolled_at", "wanted_since"]),
        Table(name: "manifest", texts: ["enrolment_id", "token"], others: ["items", "created_at"]),
        Table(
            name: "manifest_declaration", texts: ["enrolment_id", "token", "kind", "identifier", "server_token"],
            others: ["body"]),
        Table(
            name: "command", texts: ["id", "enrolment_id", "request_type", "arguments", "state", "error"],
            others: ["queued_at", "sent_at", "answered_at"]),
        Table(
            name: "report", texts: ["id", "enrolment_id", "device_id", "sha256", "request_sha256", "error"],
            others: ["received_at", "body", "is_full"]),
        Table(name: "status_item", texts: ["enrolment_id", "name", "value", "report_id", "problem"], others: ["at"]),
        Table(
            name: "event", texts: ["id", "device_id", "type", "actor", "body"], others: ["at", "version"],
            computed: ["position": "m.position + n.i * 1000"]),
        Table(
            name: "enforcement", texts: ["id", "device_id", "plan_id", "state", "outcome", "document", "deadline"],
            others: ["planned_at", "furthest", "done_at"]),
        Table(
            name: "outbox", texts: ["subject", "kind", "body"],
            others: ["generation", "due_at", "lease_until", "fence", "attempts", "created_at"]),
    ]

    /// - Parameter count: how many copies.
    static func make(_ count: Int, _ store: inout StoreTransaction) throws {
        guard count > 0 else { return }
        // What is about no device has no copies, and neither has its plan.
        try store.run("DELETE FROM event WHERE device_id IS NULL")
        for table in tables { try store.run(table.statement, [.int(Int64(count))]) }
        try store.run("UPDATE counter SET value = $1 WHERE name = 'device'", [.int(Int64(count) + 1)])
        try store.run("UPDATE counter SET value = $1 WHERE name = 'event-position'", [.int(Int64(count + 2) * 1000)])
    }
}
