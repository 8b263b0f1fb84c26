public import RatchetCore

/// An upgrade with its number.
public struct UpgradeRecord: Sendable, Equatable {
    public let number: Int64
    public var upgrade: Upgrade

    public init(number: Int64, upgrade: Upgrade) { (self.number, self.upgrade) = (number, upgrade) }
}

/// Upgrades of appliances; an appliance has at most one that is open.
public protocol UpgradeStore {
    /// - Throws: `StoreError.conflict` if the appliance has an open one.
    func addUpgrade(_ upgrade: Upgrade) throws(StoreError) -> UpgradeRecord
    func saveUpgrade(_ upgrade: Upgrade) throws(StoreError)
    func openUpgrade(of appliance: ApplianceID) throws(StoreError) -> UpgradeRecord?
    /// Newest first.
    func upgrades(of appliance: ApplianceID, limit: Int) throws(StoreError) -> [UpgradeRecord]
}

enum UpgradeSQL {
    static let insert = SQLStatement(
        """
        INSERT INTO upgrade (id, number, appliance_id, state, is_open, planned_at, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)
    static let save = SQLStatement("UPDATE upgrade SET state = $2, is_open = $3, document = $4 WHERE id = $1")
    static let open = SQLStatement("SELECT number, document FROM upgrade WHERE appliance_id = $1 AND is_open = 1")
    static let list = SQLStatement(
        "SELECT number, document FROM upgrade WHERE appliance_id = $1 ORDER BY number DESC LIMIT $2")
    static let all = [insert, save, open, list]
}

extension StoreTransaction: UpgradeStore {
    public func addUpgrade(_ upgrade: Upgrade) throws(StoreError) -> UpgradeRecord {
        let number = try nextNumber("upgrade")
        try run(
            UpgradeSQL.insert,
            [
                .text(upgrade.id.text), .int(number), .text(upgrade.appliance.text), .text(upgrade.state.rawValue),
                .bool(upgrade.state.isOpen), .int(upgrade.plannedAt.microseconds),
                .text(try UpgradeDocument(upgrade).text()),
            ])
        return UpgradeRecord(number: number, upgrade: upgrade)
    }

    public func saveUpgrade(_ upgrade: Upgrade) throws(StoreError) {
        try write(
            UpgradeSQL.save,
            [
                .text(upgrade.id.text), .text(upgrade.state.rawValue), .bool(upgrade.state.isOpen),
                .text(try UpgradeDocument(upgrade).text()),
            ])
    }

    public func openUpgrade(of appliance: ApplianceID) throws(StoreError) -> UpgradeRecord? {
        try run(UpgradeSQL.open, [.text(appliance.text)]).first.map(UpgradeRecord.init)
    }

    public func upgrades(of appliance: ApplianceID, limit: Int) throws(StoreError) -> [UpgradeRecord] {
        try run(UpgradeSQL.list, [.text(appliance.text), .int(Int64(limit))]).map(UpgradeRecord.init)
    }
}

extension UpgradeRecord {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(number: try row.int(0), upgrade: try UpgradeDocument(text: try row.text(1)).upgrade())
    }
}
