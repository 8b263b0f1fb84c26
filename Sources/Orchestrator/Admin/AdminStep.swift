import Ports
import RatchetCore
public import Storage

/// A step that may write: one unit of work, run by `StepRunner.perform`.
public typealias AdminStep<Reply: Sendable> =
    @Sendable (inout StoreTransaction, StepContext) throws -> StepOutcome<Reply>

/// A step that only reads, on one snapshot, run by `StepRunner.read`.
public typealias AdminReading<Reply: Sendable> = @Sendable (inout StoreTransaction, StepContext) throws -> Reply

/// Bounds of what a person or a program may ask for at once.
public enum AdminLimits {
    /// Devices named in one request.
    public static let devices = 10_000
    /// Entries on one page.
    public static let page = 1000
    /// Entries on a page when nobody says how many.
    public static let usualPage = 100
    /// Devices that are shown of those that somebody should look at.
    public static let attention = 20
    /// Characters of a plan's or a group's name.
    public static let name = 128
    /// Devices of one name or serial number that are told apart in an answer.
    public static let namesakes = 20
    /// Unknown devices of one request for which the names of all others are searched.
    public static let nearNames = 5
    /// Valid tokens of one person.
    public static let tokens = 100
    /// Octets of a web address, of a word that stands for a device, and of a reason.
    public static let text = 2048
    /// Hops that have ended, and events, that an appliance's explanation shows.
    public static let history = 20
    /// Openings of a calendar that are shown.
    public static let openings = 10
    /// Licence packages, and alarms, that a person tells at once.
    public static let told = 100
}

extension String {
    /// True when the store can keep it and a person can read it: no control characters.
    var isPlain: Bool { !unicodeScalars.contains { $0.properties.generalCategory == .control } }

    /// True when it could be the id, number, name, serial number or UDID of something, or say why.
    var isWord: Bool { !isEmpty && utf8.count <= AdminLimits.text && isPlain }
}

extension StoreTransaction {
    /// The one device that a word stands for.
    func requireDevice(_ word: String) throws -> DeviceRow {
        let found = try candidates(word)
        guard let device = found.first else { throw AdminProblem.noDevice(word, try nearDevices(word)) }
        if found.count > 1 { throw AdminProblem.ambiguousDevice(word, found.map(\.number)) }
        return device
    }

    private func candidates(_ word: String) throws -> [DeviceRow] {
        word.isWord ? try findDevices(word, limit: AdminLimits.namesakes) : []
    }

    func requireGroup(_ word: String) throws -> GroupRow {
        guard word.isWord, let group = try findGroup(word) else {
            throw AdminProblem.noGroup(word, try nearGroups(word))
        }
        return group
    }

    func requirePlan(_ word: String) throws -> Plan {
        guard word.isWord, let plan = try findPlan(word) else {
            throw AdminProblem.noPlan(word, try nearPlans(word))
        }
        return plan
    }

    /// Whom a scope covers now; nil where that is everybody.
    func members(of scope: PlanScope) throws -> Set<DeviceID>? {
        switch scope {
        case .everything: nil
        case .group(let group): Set(try members(of: group))
        case .devices(let devices): Set(devices)
        }
    }

    /// The devices that `words` stand for, each once; a fault for every word that does not stand for one.
    func resolveDevices(_ words: [String], field: String) throws -> (devices: [DeviceID], faults: [AdminProblem.Fault])
    {
        if words.count > AdminLimits.devices {
            return ([], [.init(field, "Name at most \(AdminLimits.devices) devices; these are \(words.count).")])
        }
        var (devices, faults, seen): ([DeviceID], [AdminProblem.Fault], Set<DeviceID>) = ([], [], [])
        for word in words {
            let found = try candidates(word)
            if found.count > 1 {
                faults.append(.init(field, AdminProblem.manyDevices(word, found.map(\.number))))
            } else if let device = found.first {
                if seen.insert(device.id).inserted { devices.append(device.id) }
            } else {
                // One who names many wrong ones has another list at hand than ours.
                let near = faults.count < AdminLimits.nearNames ? try nearDevices(word) : ""
                faults.append(.init(field, "There is no device \(AdminProblem.quoted(word)).\(near)"))
            }
        }
        return (devices, faults)
    }

    /// Notes what an administrator did.
    func recordAdmin(
        _ type: String, of device: DeviceID? = nil, _ body: [String: String?], _ context: StepContext
    ) throws {
        try record(type, by: "admin", of: device, body, context)
    }

    /// Notes what happened to the installation or to a device outside a device's own unit of work.
    func record(
        _ type: String, by actor: String, of device: DeviceID? = nil, _ body: [String: String?], _ context: StepContext
    ) throws {
        try record([
            TimelineEvent(
                id: context.ids.next(), device: device, at: context.now, type: type, actor: actor,
                body: EventBody.json(body))
        ])
    }

    /// Asks for new decisions about devices.
    func replan(_ devices: [DeviceID], at now: Instant) throws {
        for device in devices {
            try enqueue(
                subject: device.text, kind: WorkKind.plan, dueAt: now.microseconds, body: "", now: now.microseconds)
        }
    }
}
