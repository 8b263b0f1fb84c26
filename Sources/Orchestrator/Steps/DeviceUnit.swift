import AppleManagement
import Ports
import RatchetCore
import Storage

/// One device inside one unit of work: loaded, told what happened, settled, saved.
///
/// Every step about a device goes through here, so that there is one order: what was heard changes the facts and the
/// enforcement; `settle` lets the planner decide and makes the manifest follow; `save` writes it all.
struct DeviceUnit {
    let context: StepContext
    let device: DeviceRow
    /// The device channel as loaded; nil for a device that never finished Authenticate.
    private(set) var channel: EnrolmentRow?
    var facts: DeviceFacts
    private(set) var enforcement: Enforcement?
    /// When the enforcement's timer was due as loaded.
    private let timerAsLoaded: Instant?
    /// The server token of our enforcement in the manifest that the device should have.
    private var declared = Declared.unread
    /// What was read together with the device.
    let basis: PlanningBasis?
    /// Whether that the device was heard of is still to be noted, with whatever else is saved.
    private var hasContact = false
    private var hasPushes = false
    private var events: [TimelineEvent] = []

    init(_ device: DeviceRow, _ store: inout StoreTransaction, _ context: StepContext) throws {
        let channel = try store.deviceChannel(of: device.id)
        self.init(device, channel, try store.openEnforcement(of: device.id), nil, context)
    }

    /// The unit of a device that has been heard of, which may be news to its enforcement.
    init(_ contact: Contact, _ store: inout StoreTransaction, _ context: StepContext) throws {
        let found = try store.deviceAtWork(
            of: contact.channel, configuration: DeclarationIdentifier.enforcement)
        guard let found else { throw StoreError.corrupt("the device of an enrolment is gone") }
        try self.init(contact.channel, found, &store, context)
    }

    /// The unit of a device of which there is news: the contact is noted when it is saved.
    init(_ news: News, _ store: inout StoreTransaction, _ context: StepContext) throws {
        try self.init(news.contact.channel, news.work, &store, context)
        hasContact = true
    }

    private init(
        _ channel: EnrolmentRow, _ found: DeviceAtWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        self.init(found.device, channel, found.enforcement, found.basis, context)
        declared = .read(found.serverToken)
        try advance(&store) { $0.contacted(Evidence(.checkIn, at: context.now, ref: "contact")) }
    }

    private init(
        _ device: DeviceRow, _ channel: EnrolmentRow?, _ enforcement: Enforcement?, _ basis: PlanningBasis?,
        _ context: StepContext
    ) {
        (self.context, self.device, facts, self.basis) = (context, device, device.facts, basis)
        (self.channel, self.enforcement) = (channel, enforcement)
        timerAsLoaded = enforcement?.dueTime(context.settings.limits)
    }

    /// Takes in what a message of the device says.
    mutating func hear(_ observations: [Observation], _ evidence: Evidence, _ store: inout StoreTransaction) throws {
        try hear(observations, evidence, since: facts, &store)
    }

    /// Takes in a full report: what it leaves out of the update's status is no longer known; what it says in a way that
    /// could not be read (`kept`) is known as before.
    mutating func hearFully(
        _ observations: [Observation], keeping kept: Set<UpdateStatusPart>, _ evidence: Evidence,
        _ store: inout StoreTransaction
    ) throws {
        let before = facts
        facts.forgetUpdateStatus(except: kept)
        try hear(observations, evidence, since: before, &store)
    }

    private mutating func hear(
        _ observations: [Observation], _ evidence: Evidence, since before: DeviceFacts,
        _ store: inout StoreTransaction
    ) throws {
        for observation in observations { facts.observe(observation, evidence) }
        if let was = before.installed?.value, let now = facts.installed?.value, was.name != now.name {
            note("device.os-changed", ["from": was.name, "to": now.name, "evidence": evidence.ref], actor: "device")
        }
        let message = DeviceMessage(observations: observations, before: before, after: facts, evidence: evidence)
        let ours = try declaration(&store)
        let limits = context.settings.limits
        try advance(&store) { $0.take(message, ours: ours, limits) }
    }

    /// Lets one event happen to the enforcement, where there is one, and does what it asks for.
    mutating func advance(
        _ store: inout StoreTransaction, _ event: (inout Enforcement) -> [EnforcementEffect]
    ) throws {
        guard var current = enforcement else { return }
        let effects = event(&current)
        for effect in effects { try perform(effect, current, &store) }
        if current != enforcement { try store.save(current) }
        enforcement = current.state == .closed ? nil : current
    }

    /// A new enforcement takes the place of whatever was open.
    mutating func begin(_ planned: PlannedTarget, _ store: inout StoreTransaction) throws {
        let evidence = Evidence(.plan, at: context.now, ref: planned.plan.id.text)
        try advance(&store) { $0.replaced(evidence) }
        enforcement = Enforcement(
            id: EnforcementID(context.ids.next()), device: device.id, plan: planned.plan.id, target: planned.target,
            deadline: planned.deadline, detailsURL: planned.plan.detailsURL, at: context.now)
        note(
            "enforcement.planned",
            [
                "enforcement": enforcement?.id.text, "plan": planned.plan.id.text, "target": planned.target.name,
                "deadline": planned.deadline.description,
            ])
        try advance(&store) { $0.offered(evidence) }
    }

    /// Our enforcement declaration in the manifest that the device should have.
    mutating func declaration(_ store: inout StoreTransaction) throws -> DeclarationReference? {
        guard let channel, enforcement != nil else { return nil }
        let identifier = DeclarationIdentifier.enforcement
        if case .unread = declared {
            declared = .read(
                try store.wantedServerToken(channel.id, kind: "configuration", identifier: identifier))
        }
        guard case .read(let token?) = declared else { return nil }
        return DeclarationReference(identifier: identifier, serverToken: token)
    }

    private enum Declared {
        case unread
        /// Nil: it is not in the manifest.
        case read(String?)
    }

    /// Records something in the device's timeline.
    mutating func note(_ type: String, _ body: [String: String?] = [:], actor: String = "service") {
        events.append(
            TimelineEvent(
                id: context.ids.next(), device: device.id, at: context.now, type: type, actor: actor,
                body: EventBody.json(body)))
    }

    /// Queues a command for the device channel and a push for it.
    mutating func queue(_ type: String, arguments: [String] = [], _ store: inout StoreTransaction) throws {
        guard let channel else { return }
        try store.queueCommand(
            type, arguments: EventBody.json(arguments), id: context.ids.next(), for: channel.id, at: context.now)
        try push(&store)
    }

    /// Asks for a push now.
    mutating func push(_ store: inout StoreTransaction) throws {
        guard let channel, channel.pushMagic != nil else { return }
        try store.wake(channel.id, at: context.now)
        hasPushes = true
    }

    /// Reads the device channel again after a step changed it.
    mutating func reloadChannel(_ store: inout StoreTransaction) throws {
        channel = try store.deviceChannel(of: device.id)
        declared = .unread
    }

    /// Writes what has changed.
    func save(_ store: inout StoreTransaction) throws {
        try scheduleTimer(&store)
        if hasContact || facts != device.facts {
            try store.save(facts, of: device.id, contact: hasContact ? context.now : nil)
        }
        try store.record(events)
    }

    /// Who has something to do after the commit. Nobody is woken for a time that is far away: the worker looks by itself.
    var wakes: Set<String> {
        let due = enforcement?.dueTime(context.settings.limits)
        let isSoon = due != timerAsLoaded && due.map { $0 < context.now + DeviceUnit.soon } ?? false
        return Set((hasPushes ? [WorkKind.push] : []) + (isSoon ? [WorkKind.timer] : []))
    }

    private static let soon: Duration = .minutes(1)

    /// The time that the enforcement waits for is a row of the outbox; it is written only when it is another one.
    private func scheduleTimer(_ store: inout StoreTransaction) throws {
        let due = enforcement?.dueTime(context.settings.limits)
        if due == timerAsLoaded { return }
        guard let due else {
            _ = try store.cancel(subject: device.id.text, kind: WorkKind.timer)
            return
        }
        try store.enqueue(
            subject: device.id.text, kind: WorkKind.timer, dueAt: due.microseconds, body: "",
            now: context.now.microseconds)
    }

    private mutating func perform(
        _ effect: EnforcementEffect, _ enforcement: Enforcement, _ store: inout StoreTransaction
    ) throws {
        let about = ["enforcement": enforcement.id.text, "target": enforcement.target.name]
        switch effect {
        case .moved(let from, let to, let evidence):
            note(
                "enforcement.moved",
                about.merging(["from": from.rawValue, "to": to.rawValue]) { $1 }.merging(evidence.body) { $1 },
                actor: evidence.kind.actor)
        case .adopted(let plan, let deadline):
            note("enforcement.adopted", about.merging(["plan": plan.text, "deadline": "\(deadline)"]) { $1 })
        case .failed(let failure, let evidence):
            let details = ["count": String(failure.count), "reason": failure.reason ?? ""]
            note(
                "enforcement.failed", about.merging(details) { $1 }.merging(evidence.body) { $1 },
                actor: evidence.kind.actor)
        case .askForVersion: try queueInventory(&store)
        case .stalled(let state): note("enforcement.stalled", about.merging(["state": state.rawValue]) { $1 })
        case .ignored(let event, let state):
            note("enforcement.ignored", about.merging(["event": event, "state": state.rawValue]) { $1 })
        }
    }
}
