import Ports
public import RatchetCore
import Storage

/// Steps about upgrades: what people decide about them.
public enum AdminUpgrades {
    /// The hops from what an appliance runs to what is wanted, with what keeps it from getting there (P1, P7).
    public static func path(
        _ word: String, to request: UpgradeRequest
    ) -> AdminReading<(installed: InstalledVersions, answer: PathAnswer)> {
        { store, context in
            let target = try request.target()
            let unit = try ApplianceUnit(reading: try store.requireAppliance(word), &store, context)
            let (runs, graph) = try unit.known(&store)
            return (runs.installed, graph.path(on: runs, to: target))
        }
    }

    /// What `plan` would plan now: hops with their impact, soaks, windows and the earliest finish; nothing is changed.
    public static func preview(_ word: String, _ request: UpgradeRequest) -> AdminReading<UpgradePreview> {
        { store, context in
            var unit = try ApplianceUnit(reading: try store.requireAppliance(word), &store, context)
            let upgrade = try unit.upgrade(request, &store)
            unit.upgrade = upgrade
            let policy = context.settings.upgrades
            return UpgradePreview(
                appliance: ApplianceLabel(unit.record), upgrade: upgrade,
                impacts: upgrade.hops.map { Impact(of: $0, on: unit.facts, policy) },
                forecast: try unit.forecast(of: upgrade.hops, &store),
                gates: HopGates.judge(try unit.situation(&store)))
        }
    }

    /// Plans the whole way (P1). Nothing begins before it is started.
    public static func plan(_ word: String, _ request: UpgradeRequest) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let planned = try unit.begin(try unit.upgrade(request, &store), &store)
            unit.tryAgain()
            let upgrade = planned.upgrade
            return Audited(
                "upgrade.planned",
                after: [
                    "upgrade": "\(planned.number)", "target": upgrade.targetWords,
                    "hops": upgrade.hops.map(\.package.text).joined(separator: " "),
                ])
        }
    }

    /// (G4) Somebody has seen the impact and wants this path.
    ///
    /// - Parameter shown: the hops to do as they were shown; nil for whatever is planned.
    public static func approve(_ word: String, shown: [String]? = nil) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let (upgrade, person, now) = (try unit.openUpgrade(), unit.context.actor.person, unit.context.now)
            if let shown, shown != upgrade.hopsToDo.map(\.package.text) {
                throw AdminProblem.otherPath(unit.facts)
            }
            let needsSecond = unit.context.settings.upgrades.needsSecondPerson && unit.facts.role == .production
            if needsSecond, person == upgrade.plannedBy { throw AdminProblem.secondPersonNeeded(unit.facts, person) }
            try unit.order("approved", &store) { $0.approve(by: person, at: now) }
            return Audited(
                "upgrade.approved",
                after: ["hops": upgrade.hopsToDo.map(\.package.text).joined(separator: " ")])
        }
    }

    /// From here on it goes on by itself, whenever all gates of a hop are open.
    public static func start(_ word: String) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let (person, now) = (unit.context.actor.person, unit.context.now)
            try unit.order("started", &store) { $0.start(by: person, at: now) }
            try unit.refuseBlockedHop(&store)
            return Audited("upgrade.started", after: [:])
        }
    }

    /// Nothing new starts; a hop that is under way goes on.
    public static func pause(_ word: String, because why: String?) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let reason = try AdminUpgrades.reason(why, "pause", "Say why nothing may go on.")
            let (person, now) = (unit.context.actor.person, unit.context.now)
            try unit.order("paused", &store) { $0.pause(by: person, because: reason, at: now) }
            return Audited("upgrade.paused", after: ["because": reason])
        }
    }

    /// Lets it go on, over a path computed anew from what the appliance runs now.
    public static func resume(_ word: String) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let (upgrade, person, now) = (try unit.openUpgrade(), unit.context.actor.person, unit.context.now)
            let hops = try unit.wayOn(for: upgrade, &store)
            try unit.order("resumed", &store) { $0.resume(by: person, over: hops, at: now) }
            unit.tryAgain()
            return Audited("upgrade.resumed", after: ["hops": hops.map(\.package.text).joined(separator: " ")])
        }
    }

    /// Gives it up.
    public static func cancel(_ word: String) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let (upgrade, person, now) = (try unit.openUpgrade(), unit.context.actor.person, unit.context.now)
            try unit.order("cancelled", &store) { $0.cancel(by: person, at: now) }
            return Audited(
                "upgrade.cancelled", before: ["state": upgrade.state.rawValue], after: ["state": "cancelled"])
        }
    }

    /// Sets a rule aside for this upgrade: G2, G5 or S1, and no other.
    public static func waive(_ word: String, rule: String?, because why: String?) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let waiver = try AdminUpgrades.waiver(rule, why, unit.context)
            try unit.order("given a waiver", &store) { $0.waive(waiver) }
            return Audited("upgrade.waived", after: ["rule": waiver.rule.rawValue, "because": waiver.reason])
        }
    }

    /// (D1) A person, and nobody else, says that a frozen appliance may be touched again.
    public static func unfreeze(_ word: String, because why: String?) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let reason = try AdminUpgrades.reason(why, "unfreezing", "Say why it may be touched again.")
            let (person, now, freeze) = (unit.context.actor.person, unit.context.now, unit.facts.freeze)
            try unit.order("unfrozen", &store) { $0.unfreeze(by: person, because: reason, at: now) }
            return Audited(
                "appliance.unfrozen", before: ["package": freeze?.package.text, "reason": freeze?.reason],
                after: ["because": reason])
        }
    }

    /// (D2) Has the driver put the backup back, once.
    public static func restore(_ word: String, because why: String?) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let reason = try AdminUpgrades.reason(why, "restoring", "Say why the backup is to be put back.")
            let (upgrade, person, now) = (try unit.openUpgrade(), unit.context.actor.person, unit.context.now)
            let call = OpenCall(
                key: unit.context.ids.next(), verb: .restore, package: upgrade.attempt?.package, startedAt: now)
            try unit.order("restored", &store) {
                $0.restore(key: call.key, by: person, limit: AdminUpgrades.restoreLimit, at: now)
            }
            if let open = unit.record.call { throw AdminProblem.callUnderWay(unit.facts, open) }
            if let atWork = unit.facts.atWork { throw AdminProblem.callAtWork(unit.facts, atWork) }
            let backup = try unit.restorableBackup()
            try unit.open(call, &store)
            return Audited(
                "appliance.restored", after: ["backup": backup.reference, "sha256": backup.sha256, "because": reason])
        }
    }

    /// After so long it counts as ended, whatever came of it: the appliance's own word decides.
    static let restoreLimit: Duration = .hours(3)

    private static func waiver(_ rule: String?, _ why: String?, _ context: StepContext) throws -> Waiver {
        var reader = RequestReader()
        let reason = reader.reason(why, why: "Say why the rule is set aside; the audit log keeps it.")
        let wanted = Rule(rawValue: (rule ?? "").uppercased()).flatMap { $0.isWaivable ? $0 : nil }
        if wanted == nil {
            let waivable = Rule.allCases.filter(\.isWaivable).map(\.rawValue).joined(separator: ", ")
            reader.fault("rule", "\(AdminProblem.quoted(rule ?? "")) can't be waived. Rules that can: \(waivable).")
        }
        guard let wanted, reader.faults.isEmpty else { throw AdminProblem.invalid("waiver", reader.faults) }
        return Waiver(wanted, reason: reason, by: context.actor.person, at: context.now)
    }

    private static func reason(_ text: String?, _ what: String, _ why: String) throws -> String {
        var reader = RequestReader()
        let reason = reader.reason(text, why: why)
        try reader.finish(what)
        return reason
    }
}

extension ApplianceUnit {
    /// The hops over which an upgrade goes on; none while a hop is under way, for where that leads is not known yet.
    fileprivate func wayOn(for upgrade: Upgrade, _ store: inout StoreTransaction) throws -> [PlannedHop] {
        if upgrade.state.isHopping || upgrade.state == .restoring || upgrade.state == .frozen { return [] }
        let path = try wayPath(to: upgrade.wanted, &store)
        return path.hops.map { PlannedHop($0.package, from: $0.before) }
    }

    /// A person wants it tried now: what has failed waits no longer, and a file that was another one is looked at again.
    mutating func tryAgain() { record.facts.tryAgain(with: upgrade?.nextHop) }

    fileprivate func restorableBackup() throws -> ApplianceBackup {
        guard facts.verbs.contains(.restore) else {
            throw AdminProblem.cannotRestore(facts, "Its driver can't restore.")
        }
        guard let backup = facts.backup.good?.value else {
            throw AdminProblem.cannotRestore(facts, "There is no backup of it that Ratchet knows of.")
        }
        return backup
    }
}

extension AdminProblem {
    fileprivate static func secondPersonNeeded(_ facts: ApplianceFacts, _ person: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "second-person-needed", title: "Somebody else has to approve",
            detail: """
                \(quoted(person)) has planned the upgrade of \(quoted(facts.name)), a production appliance, and the policy asks \
                for a second person (G4). Somebody else with the role approver or administrator approves it, under their \
                own name.
                """)
    }

    fileprivate static func otherPath(_ facts: ApplianceFacts) -> AdminProblem {
        AdminProblem(
            .conflict, code: "path-changed", title: "The path is another by now",
            detail: """
                The hops of the upgrade of \(quoted(facts.name)) are not those that were shown. Look at it again with \
                `ratchet appliance show`, and approve what is there.
                """)
    }

    fileprivate static func cannotRestore(_ facts: ApplianceFacts, _ why: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "cannot-restore", title: "The backup can't be put back from here",
            detail: """
                \(why) Put \(quoted(facts.name)) right by hand, as its package's recovery or the vendor says; then take a \
                snapshot with `ratchet appliance snapshot` and resume the upgrade.
                """)
    }
}
