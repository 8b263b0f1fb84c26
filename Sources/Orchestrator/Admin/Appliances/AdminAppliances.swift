public import RatchetCore
import Storage

/// Steps about appliances.
public enum AdminAppliances {
    /// (G4, G5) A test appliance needs neither a second person nor a test run, so that it takes an approver to have one.
    ///
    /// - Parameters:
    ///   - drivers: those that the configuration names.
    ///   - rights: of whoever asks.
    /// - Throws: `AdminProblem` with everything that is wrong with the request.
    public static func add(
        _ request: ApplianceRequest, drivers: [String], by rights: Rights
    ) -> AdminStep<ApplianceDetails> {
        { store, context in
            let new = try ApplianceCheck.appliance(request, drivers: drivers, &store, context)
            if new.facts.role == .test, !rights.setSafeguardsAside {
                throw AdminProblem.testNeedsApprover(new.facts.name)
            }
            if let holder = try store.holdAddress(of: new) { throw AdminProblem.addressTaken(new, by: holder) }
            guard let added = try store.addAppliance(new) else { throw AdminProblem.applianceExists(new.facts.name) }
            var unit = try store.requireApplianceUnit(added.id.text, context)
            unit.note("appliance.added", ["name": added.facts.name, "product": added.facts.product], actor: "admin")
            return try unit.finish(Audited("appliance.added", after: unit.record.audited), &store)
        }
    }

    /// Appliances by number, each with its verdict.
    public static func list(after: Int64, limit: Int) -> AdminReading<AppliancePage> {
        { store, context in
            let limit = min(max(limit, 1), AdminLimits.page)
            var newest = NewestVersions()
            // One more than asked for: only then is there a next page.
            let records = try store.appliances(after: after, limit: limit + 1)
            let shown = try records.prefix(limit).map { record in
                try ApplianceView(record, &newest, &store, context).summary
            }
            return AppliancePage(
                appliances: shown, next: records.count > limit ? shown.last?.appliance.number : nil,
                standstill: try store.standstill())
        }
    }

    /// One appliance, by id, number or name.
    public static func show(_ word: String) -> AdminReading<ApplianceDetails> {
        { store, context in
            try ApplianceView(try store.requireAppliance(word), &store, context).details(&store)
        }
    }

    /// What happened to an appliance, newest first, before the event `before` where one is given.
    public static func timeline(_ word: String, before: String?, limit: Int) -> AdminReading<[DeviceEvent]> {
        { store, context in
            let id = try store.requireAppliance(word).id
            let limit = min(max(limit, 1), AdminLimits.page)
            return try store.timeline(of: id, before: before, limit: limit).map(DeviceEvent.init)
        }
    }

    /// - Parameters:
    ///   - drivers: those that the configuration names.
    ///   - rights: of whoever asks.
    public static func change(
        _ word: String, _ changes: ApplianceChanges, drivers: [String], by rights: Rights
    ) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            let before = unit.record
            try ApplianceCheck.apply(changes, to: &unit.record, drivers: drivers, &store)
            if (unit.record.driver, unit.record.address) != (before.driver, before.address) {
                try unit.moved(from: before, by: rights, &store)
            }
            unit.note("appliance.changed", unit.record.audited, actor: "admin")
            return Audited("appliance.changed", before: before.audited, after: unit.record.audited)
        }
    }

    /// Gives it another role. A test appliance needs neither a second person (G4) nor a test run (G5), so that nothing may be under way.
    public static func setRole(_ word: String, _ role: String) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, _ in
            var reader = RequestReader()
            let wanted = ApplianceRole(rawValue: role)
            if wanted == nil {
                reader.fault("role", "\(AdminProblem.quoted(role)) is no role. Give production or test.")
            }
            try reader.finish("appliance")
            if let upgrade = unit.upgrade { throw AdminProblem.upgradeOpen(unit.facts, upgrade.state) }
            let before = unit.facts.role
            unit.record.facts.role = wanted ?? before
            unit.note("appliance.role-set", ["role": role], actor: "admin")
            return Audited("appliance.role-set", before: ["role": before.rawValue], after: ["role": role])
        }
    }

    /// (G6) From which day on major packages may come, in its calendar's zone; nil takes its turn away.
    public static func setTurn(_ word: String, on date: String?) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, _ in
            var reader = RequestReader()
            let turn = reader.date(date, "on")
            try reader.finish("turn")
            let before = unit.record.turn
            unit.record.turn = turn
            unit.note("appliance.turn-set", ["on": turn?.description], actor: "admin")
            return Audited(
                "appliance.turn-set", before: ["on": before?.description], after: ["on": turn?.description])
        }
    }

    /// (G6) When its maintenance contract is valid, both days included; without a last day there is none.
    public static func setContract(
        _ word: String, from: String?, until: String?
    ) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, _ in
            var reader = RequestReader()
            let (first, last) = (reader.date(from, "from"), reader.date(until, "until"))
            if from != nil, until == nil { reader.fault("until", "Say until which day the contract is valid.") }
            if let first, let last, last < first { reader.fault("until", "It ends before it begins.") }
            try reader.finish("contract")
            let before = unit.record
            (unit.record.contractFrom, unit.record.contractUntil) = (first, last)
            let after = ["from": first?.description, "until": last?.description]
            unit.note("appliance.contract-set", after, actor: "admin")
            return Audited(
                "appliance.contract-set",
                before: ["from": before.contractFrom?.description, "until": before.contractUntil?.description],
                after: after)
        }
    }
}

extension ApplianceUnit {
    /// Its driver finds another machine from now on: one that is nobody else's, and, where it is a test appliance, one that an approver
    /// means (G4, G5). Nothing that is known of the old one counts for it: no inventory (D3), no backup (G1), no health (G7), no soak (S1).
    fileprivate mutating func moved(
        from before: ApplianceRecord, by rights: Rights, _ store: inout StoreTransaction
    ) throws {
        // Whoever is being called has to be the one who answers.
        if let call = before.call, call.verb.isOneShot { throw AdminProblem.callUnderWay(before.facts, call) }
        if let upgrade { throw AdminProblem.upgradeOpen(facts, upgrade.state) }
        if facts.role == .test, !rights.setSafeguardsAside { throw AdminProblem.moveNeedsApprover(facts) }
        if let holder = try store.holdAddress(of: record) { throw AdminProblem.addressTaken(record, by: holder) }
        record.facts = facts.begunAnew(at: context.now)
        // What the old one is being asked is no news of the new one.
        record.call = nil
    }
}

extension Rights {
    /// What every way to make an appliance a test one asks for, as the route of its role does.
    fileprivate var setSafeguardsAside: Bool { allow(.approve, in: .appliances) }
}

extension ApplianceRecord {
    /// What a person has set, for the audit log.
    fileprivate var audited: [String: String?] {
        [
            "name": facts.name, "product": facts.product, "role": facts.role.rawValue, "driver": driver,
            "address": address, "calendar": calendar, "mail": mail,
            "runs": facts.inventory.good.map(\.value.installed.words),
        ]
    }
}
