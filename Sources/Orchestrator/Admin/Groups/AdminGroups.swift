import Ports
public import RatchetCore
import Storage

/// A static group as it is shown.
public struct GroupSummary: Sendable, Equatable {
    public let id: GroupID
    public let number: Int64
    public let name: String
    public let createdAt: Instant
    public let memberCount: Int
}

/// A group with its members.
public struct GroupDetails: Sendable, Equatable {
    public let group: GroupSummary
    /// By number.
    public let members: [JudgedDevice]
}

/// Steps about static groups. A membership that changes asks for new decisions about the devices concerned.
public enum AdminGroups {
    public static func create(name: String) -> AdminStep<GroupSummary> {
        { store, context in
            if let fault = GroupName.fault(in: name) { throw AdminProblem.invalid("group", [fault]) }
            let id = GroupID(context.ids.next())
            guard let row = try store.createGroup(id, name: name, at: context.now) else {
                throw AdminProblem.groupExists(name)
            }
            try store.recordAdmin("group.created", ["group": id.text, "name": name], context)
            try store.audit("group.created", of: "group:\(row.number)", after: ["name": name], context)
            return StepOutcome(GroupSummary(row))
        }
    }

    public static func list() -> AdminReading<[GroupSummary]> {
        { store, context in try store.groups().map(GroupSummary.init) }
    }

    /// By id, number or name.
    public static func show(_ word: String) -> AdminReading<GroupDetails> {
        { store, context in
            let group = try store.requireGroup(word)
            let judge = try DeviceJudge(&store, context)
            let members = try store.members(of: group.id).compactMap { id in
                try store.device(id).map { try judge.judged($0, &store) }
            }
            return GroupDetails(
                group: GroupSummary(group), members: members.sorted { $0.device.number < $1.device.number })
        }
    }

    /// Adds devices by id, number, serial number or UDID; none is added if one is unknown.
    public static func add(_ words: [String], to group: String) -> AdminStep<GroupSummary> {
        { store, context in
            let row = try store.requireGroup(group)
            let (devices, faults) = try store.resolveDevices(words, field: "devices")
            guard faults.isEmpty else { throw AdminProblem.unknownDevices(faults) }
            return try change(row, .add, devices, &store, context)
        }
    }

    /// Adds one device.
    public static func add(member word: String, to group: String) -> AdminStep<GroupSummary> {
        { store, context in
            let row = try store.requireGroup(group)
            return try change(row, .add, [try store.requireDevice(word).id], &store, context)
        }
    }

    /// Removes one device; one that is no member is no fault.
    public static func remove(member word: String, from group: String) -> AdminStep<GroupSummary> {
        { store, context in
            let row = try store.requireGroup(group)
            return try change(row, .remove, [try store.requireDevice(word).id], &store, context)
        }
    }

    private enum Change { case add, remove }

    private static func change(
        _ group: GroupRow, _ change: Change, _ devices: [DeviceID], _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<GroupSummary> {
        switch change {
        case .add: try store.addMembers(devices, to: group.id)
        case .remove: try store.removeMembers(devices, from: group.id)
        }
        try store.replan(devices, at: context.now)
        let type = change == .add ? "group.member-added" : "group.member-removed"
        for device in devices {
            try store.recordAdmin(type, of: device, ["group": group.id.text, "name": group.name], context)
        }
        let named = ["group": group.name, "devices": devices.map(\.text).joined(separator: " ")]
        if change == .add {
            try store.audit(type, of: "group:\(group.number)", after: named, context)
        } else {
            try store.audit(type, of: "group:\(group.number)", before: named, context)
        }
        let changed = try store.requireGroup(group.id.text)
        return StepOutcome(GroupSummary(changed), wakes: devices.isEmpty ? [] : [WorkKind.plan])
    }
}

/// What a group may be called.
enum GroupName {
    static func fault(in name: String) -> AdminProblem.Fault? {
        if !(1...AdminLimits.name).contains(name.count) || !name.isPlain {
            return .init("name", "Give a name of 1 to \(AdminLimits.name) characters, without control characters.")
        }
        if name.allSatisfy(\.isWhitespace) || name.first?.isWhitespace == true || name.last?.isWhitespace == true {
            return .init("name", "A name neither begins nor ends with a space.")
        }
        // It would be mistaken for a number.
        return Int64(name) == nil ? nil : .init("name", "A name needs something else than digits.")
    }
}

extension GroupSummary {
    init(_ row: GroupRow) {
        self.init(
            id: row.id, number: row.number, name: row.name, createdAt: row.createdAt, memberCount: row.memberCount)
    }
}

extension AdminProblem {
    fileprivate static func unknownDevices(_ faults: [Fault]) -> AdminProblem {
        AdminProblem(
            .invalid, code: "unknown-devices", title: "Some of these devices are unknown",
            detail: "Nothing was changed, because \(faults.count) of the names fit no device. "
                + "Correct or leave out what is listed.", faults: faults)
    }
}
