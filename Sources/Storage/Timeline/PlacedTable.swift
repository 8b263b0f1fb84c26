/// Rows of a table that get their places after the commit that wrote them, one after the other without gaps.
///
/// Ids are given before the commit, so a reader who had passed one could miss it; of places it misses none. A row without its
/// place has null there. Whoever gives places takes the counter's row first, which is the lock: another one waits there, and
/// then sees what was given.
struct PlacedTable {
    let anyUnplaced: SQLStatement
    let lock: SQLStatement
    let count: SQLStatement
    let last: SQLStatement

    var all: [SQLStatement] { [anyUnplaced, lock, count, last] }

    /// - Parameters:
    ///   - table: has the columns `id` and `position`.
    ///   - counter: the name of its counter.
    init(_ table: String, counter: String) {
        anyUnplaced = SQLStatement("SELECT id FROM \(table) WHERE position IS NULL ORDER BY id LIMIT 1")
        lock = SQLStatement(
            """
            INSERT INTO counter (name, value) VALUES ('\(counter)', 0) ON CONFLICT (name) DO UPDATE SET value = counter.value
            RETURNING value
            """)
        count = SQLStatement("UPDATE counter SET value = $1 WHERE name = '\(counter)'")
        last = SQLStatement("SELECT value FROM counter WHERE name = '\(counter)'")
    }
}

extension StoreTransaction {
    func hasUnplaced(in table: PlacedTable) throws(StoreError) -> Bool { try !run(table.anyUnplaced).isEmpty }

    /// The last place that is taken; 0 before the first.
    func lastPlace(in table: PlacedTable) throws(StoreError) -> Int64 { try run(table.last).first?.int(0) ?? 0 }

    /// Gives the next places to what `unplaced` finds, as `write` writes them. Returns the last place that is taken.
    func place(
        in table: PlacedTable, _ unplaced: SQLStatement, limit: Int,
        _ write: (_ rows: [SQLRow], _ last: Int64) throws(StoreError) -> Void
    ) throws(StoreError) -> Int64 {
        let last = try run(table.lock).first?.int(0) ?? 0
        let rows = try run(unplaced, [.int(Int64(limit))])
        try write(rows, last)
        try run(table.count, [.int(last + Int64(rows.count))])
        return last + Int64(rows.count)
    }
}
