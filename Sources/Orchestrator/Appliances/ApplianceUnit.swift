import Ports
import RatchetCore
import Storage

/// One appliance inside one unit of work: loaded, told what happened, looked at, saved.
///
/// Every step about an appliance goes through here, so that there is one order: what was heard changes the facts and the upgrade; `look`
/// does what is to be done next; `save` writes it all.
struct ApplianceUnit {
    let context: StepContext
    var record: ApplianceRecord
    /// The open one.
    var upgrade: Upgrade?
    private let recordAsLoaded: ApplianceRecord
    private(set) var events: [TimelineEvent] = []
    private(set) var wakes: Set<String> = []

    init?(_ id: ApplianceID, _ store: inout StoreTransaction, _ context: StepContext) throws {
        guard let record = try store.lockAppliance(id) else { return nil }
        try self.init(reading: record, &store, context)
    }

    /// To look at it only: its row is not locked, so that nothing of it may be saved.
    init(reading record: ApplianceRecord, _ store: inout StoreTransaction, _ context: StepContext) throws {
        (self.context, self.record, recordAsLoaded) = (context, record, record)
        upgrade = try store.openUpgrade(of: record.id)?.upgrade
    }

    var facts: ApplianceFacts { record.facts }

    /// Lets one event happen to the open upgrade, where there is one, and does what it asks for.
    @discardableResult
    mutating func advance(
        _ store: inout StoreTransaction, _ event: (inout Upgrade) -> [UpgradeEffect]
    ) throws -> [UpgradeEffect] {
        guard var current = upgrade else { return [] }
        let effects = event(&current)
        if current != upgrade { try store.saveUpgrade(current) }
        upgrade = current
        for effect in effects { try perform(effect, current, &store) }
        return effects
    }

    /// A new upgrade, planned by a person.
    mutating func begin(_ planned: Upgrade, _ store: inout StoreTransaction) throws -> UpgradeRecord {
        let added = try store.addUpgrade(planned)
        upgrade = planned
        note(
            "upgrade.planned",
            [
                "upgrade": "\(added.number)", "hops": "\(planned.hops.count)", "target": planned.targetWords,
                "by": planned.plannedBy,
            ], actor: "admin")
        return added
    }

    /// Records something in the appliance's timeline.
    mutating func note(_ type: String, _ body: [String: String?], actor: String = "service") {
        events.append(
            TimelineEvent(
                id: context.ids.next(), device: nil, appliance: record.id, at: context.now, type: type, actor: actor,
                body: EventBody.json(body)))
    }

    /// Has people told, once this unit is committed: in the timeline, and by mail.
    mutating func tell(_ alarm: UpgradeAlarm, _ store: inout StoreTransaction) throws {
        note("appliance.alarm", alarm.fields)
        let letter = AlarmLetter(alarm, appliance: record.facts.name, to: record.mail)
        let now = context.now.microseconds
        try store.enqueue(
            subject: context.ids.next(), kind: WorkKind.mail, dueAt: now, body: letter.body, now: now)
        wakes.insert(WorkKind.mail)
    }

    /// Asks for another look at that time.
    mutating func schedule(at due: Instant, _ store: inout StoreTransaction) throws {
        try store.enqueue(
            subject: record.id.text, kind: WorkKind.appliance, dueAt: due.microseconds, body: "",
            now: context.now.microseconds)
        wakes.insert(WorkKind.appliance)
    }

    /// Has the driver called, once this unit is committed.
    mutating func call(_ verb: DriverVerb, package: PackageID? = nil, _ store: inout StoreTransaction) throws {
        let call = OpenCall(key: context.ids.next(), verb: verb, package: package, startedAt: context.now)
        try open(call, &store)
    }

    mutating func open(_ call: OpenCall, _ store: inout StoreTransaction) throws {
        record.call = call
        let now = context.now.microseconds
        try store.enqueue(
            subject: record.id.text, kind: WorkKind.driverCall, dueAt: now, body: call.key, now: now)
        wakes.insert(WorkKind.driverCall)
    }

    mutating func save(_ store: inout StoreTransaction) throws {
        if record != recordAsLoaded { try store.saveAppliance(record) }
        try store.record(events)
        events = []
    }
}
