import Ports
import RatchetCore
import Storage

/// What is done next about an appliance.
extension ApplianceUnit {
    /// Lets the clock speak, does what is to be done next, and says when to look again.
    mutating func look(_ store: inout StoreTransaction) throws {
        let (facts, now) = (facts, context.now)
        try advance(&store) { $0.reported(facts.inventory, facts.health, at: now) }
        let lastWord = upgrade?.attempt.flatMap { record.lastWord(of: $0.key) }
        try advance(&store) { $0.timePassed(now, facts, lastWord: lastWord) }
        if upgrade?.state.isOpen != true { upgrade = nil }
        guard upgrade != nil else { return try watch(&store) }
        // What is heard while a driver's call is under way changes nothing about the next step before its answer.
        guard record.call == nil else { return try schedule(at: nextDue(nil), &store) }
        let situation = try situation(&store)
        if let turn = situation.turnToTell { try advance(&store) { $0.turnHasCome(turn) } }
        try take(situation.next, situation, &store)
    }

    private mutating func take(
        _ step: NextStep, _ situation: HopSituation, _ store: inout StoreTransaction
    ) throws {
        var checkpoints: Set<DriverVerb> = upgrade?.isByHand == true ? [.install] : []
        switch step {
        case .call(let verb): try call(verb, package: verb == .stage ? upgrade?.nextHop?.package : nil, &store)
        case .beginHop: try beginHop(situation, &store)
        case .checkpoint(let verb):
            checkpoints.insert(verb)
            try open(verb, &store)
        case .wait: break
        }
        try takeBack(except: checkpoints, &store)
        if case .wait(let until) = step { return try schedule(at: nextDue(until), &store) }
        try schedule(at: nextDue(nil), &store)
    }

    /// The intent first: state, call and its work are one commit (design rule 2).
    private mutating func beginHop(_ situation: HopSituation, _ store: inout StoreTransaction) throws {
        guard let hop = upgrade?.nextHop else { return }
        let now = context.now
        let call = OpenCall(key: context.ids.next(), verb: .install, package: hop.package, startedAt: now)
        let silentAt = now + HopEstimate(hop, on: facts, situation.policy).silenceLimit
        try advance(&store) {
            $0.beginHop(key: call.key, silentAt: silentAt, windowEndsAt: situation.window.end, at: now)
        }
        if upgrade?.state == .installing { try open(call, &store) }
    }

    /// Asks a person for what the driver can't do.
    private mutating func open(_ verb: DriverVerb, _ store: inout StoreTransaction) throws {
        guard let upgrade else { return }
        let id = CheckpointID(context.ids.next())
        let isOfPackage = verb == .stage || verb == .install
        let opened = try store.openCheckpoint(
            Checkpoint(
                id: id, appliance: record.id, upgrade: upgrade.id, verb: verb,
                package: isOfPackage ? upgrade.nextHop?.package : nil, openedAt: context.now))
        guard opened.checkpoint.id == id else { return }
        note("checkpoint.opened", ["checkpoint": "\(opened.number)", "verb": verb.rawValue])
        if verb == .install { try beginByHand(id, &store) }
    }

    /// What nobody has to do any more is not asked for.
    private mutating func takeBack(except verbs: Set<DriverVerb>, _ store: inout StoreTransaction) throws {
        for open in try store.openCheckpoints(of: record.id) where !verbs.contains(open.checkpoint.verb) {
            try store.takeBack(open.checkpoint.id, at: context.now)
            note("checkpoint.taken-back", ["checkpoint": "\(open.number)", "verb": open.checkpoint.verb.rawValue])
        }
    }

    /// The person may act from now on.
    private mutating func beginByHand(_ id: CheckpointID, _ store: inout StoreTransaction) throws {
        let situation = try situation(&store)
        guard let hop = upgrade?.nextHop else { return }
        let (now, limit) = (context.now, HopEstimate(hop, on: facts, situation.policy).silenceLimit)
        try advance(&store) {
            $0.beginHop(
                key: id.text, isByHand: true, silentAt: now + limit, windowEndsAt: situation.window.end, at: now)
        }
    }

    /// An appliance without an upgrade is read now and then: what it runs, and how it is.
    private mutating func watch(_ store: inout StoreTransaction) throws {
        try takeBack(except: [], &store)
        if record.call == nil, let verb = facts.readingDue(context.settings.upgrades, at: context.now) {
            try call(verb, &store)
        }
        try schedule(at: nextDue(nil), &store)
    }

    /// The next moment at which something can be different, at the latest when the appliance is to be read again.
    private func nextDue(_ until: Instant?) -> Instant {
        let soonest = context.now + context.settings.upgrades.inventoryInterval
        let times = [until, soonest].compactMap { $0 } + (upgrade?.dueTimes ?? [])
        return times.filter { $0 > context.now }.min() ?? soonest
    }
}

extension Upgrade {
    /// A person installs at the moment.
    fileprivate var isByHand: Bool { state == .installing && attempt?.isByHand == true }
}

extension WindowSituation {
    /// When the window that is open closes.
    var end: Instant? { if case .open(let until) = self { until } else { nil } }
}
