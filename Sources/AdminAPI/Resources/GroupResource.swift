import Orchestrator
import RatchetCore

/// A static group.
public struct GroupResource: Codable, Sendable, Equatable {
    public var id: String
    public var number: Int64
    public var name: String
    public var createdAt: String
    public var memberCount: Int
    /// By number; null in lists and in answers to changes.
    @OrNull public var members: [DeviceResource]? = nil
}

extension GroupResource {
    init(_ group: GroupSummary, members: [JudgedDevice]? = nil) {
        self.init(
            id: group.id.text, number: group.number, name: group.name, createdAt: group.createdAt.description,
            memberCount: group.memberCount, members: members?.map(DeviceResource.init))
    }
}

public struct GroupListResource: Codable, Sendable, Equatable {
    public var groups: [GroupResource]
}

/// A group to be made.
public struct GroupBody: Codable, Sendable, Equatable {
    public var name: String

    public init(name: String) { self.name = name }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name }
}

/// Devices to be added to a group.
public struct MembersBody: Codable, Sendable, Equatable {
    /// Ids, numbers, serial numbers or UDIDs.
    public var devices: [String]

    public init(devices: [String]) { self.devices = devices }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        devices = try decoder.container(keyedBy: CodingKeys.self).decode([String].self, forKey: .devices)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case devices }
}
