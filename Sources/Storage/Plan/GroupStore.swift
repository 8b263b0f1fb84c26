public import RatchetCore

/// A static group of devices.
public struct GroupRow: Sendable, Equatable {
    public let id: GroupID
    public let number: Int64
    public let name: String
    public let createdAt: Instant
    public let memberCount: Int
}

/// Static groups. Whoever changes one asks for new decisions about the devices concerned.
public protocol GroupStore {
    /// Nil if a group of that name is there already.
    func createGroup(_ id: GroupID, name: String, at now: Instant) throws(StoreError) -> GroupRow?
    /// By id, number or name.
    func findGroup(_ word: String) throws(StoreError) -> GroupRow?
    func groups() throws(StoreError) -> [GroupRow]
    func members(of group: GroupID) throws(StoreError) -> [DeviceID]
    func addMembers(_ devices: [DeviceID], to group: GroupID) throws(StoreError)
    func removeMembers(_ devices: [DeviceID], from group: GroupID) throws(StoreError)
}

enum GroupSQL {
    static let columns = """
        id, number, name, created_at, (SELECT COUNT(*) FROM group_member m WHERE m.group_id = device_group.id)
            AS member_count
        """
    static let insert = SQLStatement(
        """
        INSERT INTO device_group (id, number, name, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name) DO NOTHING RETURNING id
        """)
    static let find = SQLStatement(
        """
        SELECT \(columns) FROM device_group WHERE id = $1 OR name = $1 OR number = $2
        ORDER BY CASE WHEN name = $1 THEN 0 ELSE 1 END, number LIMIT 1
        """)
    static let list = SQLStatement("SELECT \(columns) FROM device_group ORDER BY number")
    static let members = SQLStatement("SELECT device_id FROM group_member WHERE group_id = $1 ORDER BY device_id")
    static let addMember = SQLStatement(
        "INSERT INTO group_member (group_id, device_id) VALUES ($1, $2) ON CONFLICT (group_id, device_id) DO NOTHING")
    static let removeMember = SQLStatement("DELETE FROM group_member WHERE group_id = $1 AND device_id = $2")
    static let all = [insert, find, list, members, addMember, removeMember]
}

extension StoreTransaction: GroupStore {
    public func createGroup(_ id: GroupID, name: String, at now: Instant) throws(StoreError) -> GroupRow? {
        let number = try nextNumber("group")
        let group: [SQLValue] = [.text(id.text), .int(number), .text(name), .int(now.microseconds)]
        if try run(GroupSQL.insert, group).isEmpty { return nil }
        return GroupRow(id: id, number: number, name: name, createdAt: now, memberCount: 0)
    }

    public func findGroup(_ word: String) throws(StoreError) -> GroupRow? {
        try run(GroupSQL.find, [.text(word), .int(Int64(word) ?? -1)]).first.map(GroupRow.init)
    }

    public func groups() throws(StoreError) -> [GroupRow] { try run(GroupSQL.list).map(GroupRow.init) }

    public func members(of group: GroupID) throws(StoreError) -> [DeviceID] {
        try run(GroupSQL.members, [.text(group.text)]).map { row throws(StoreError) in DeviceID(try row.text(0)) }
    }

    public func addMembers(_ devices: [DeviceID], to group: GroupID) throws(StoreError) {
        try runEach(GroupSQL.addMember, devices.map { [.text(group.text), .text($0.text)] })
    }

    public func removeMembers(_ devices: [DeviceID], from group: GroupID) throws(StoreError) {
        try runEach(GroupSQL.removeMember, devices.map { [.text(group.text), .text($0.text)] })
    }
}

extension GroupRow {
    init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: GroupID(try row.text(0)), number: try row.int(1), name: try row.text(2),
            createdAt: Instant(microseconds: try row.int(3)), memberCount: Int(try row.int(4)))
    }
}
