public import RatchetCore

/// Whether everything is paused.
public protocol StandstillStore {
    func standstill() throws(StoreError) -> Standstill?
    /// False if everything is paused already.
    func orderStandstill(_ standstill: Standstill) throws(StoreError) -> Bool
    /// False if nothing was paused.
    func endStandstill() throws(StoreError) -> Bool
}

enum StandstillSQL {
    static let read = SQLStatement("SELECT reason, ordered_by, ordered_at FROM standstill WHERE id = 1")
    static let order = SQLStatement(
        """
        INSERT INTO standstill (id, reason, ordered_by, ordered_at) VALUES (1, $1, $2, $3)
        ON CONFLICT (id) DO NOTHING RETURNING id
        """)
    static let end = SQLStatement("DELETE FROM standstill WHERE id = 1 RETURNING id")
    static let all = [read, order, end]
}

extension StoreTransaction: StandstillStore {
    public func standstill() throws(StoreError) -> Standstill? {
        guard let row = try run(StandstillSQL.read).first else { return nil }
        return Standstill(
            reason: try row.text(0), by: try row.text(1), at: Instant(microseconds: try row.int(2)))
    }

    public func orderStandstill(_ standstill: Standstill) throws(StoreError) -> Bool {
        try !run(
            StandstillSQL.order,
            [.text(standstill.reason), .text(standstill.by), .int(standstill.at.microseconds)]
        ).isEmpty
    }

    public func endStandstill() throws(StoreError) -> Bool { try !run(StandstillSQL.end).isEmpty }
}
