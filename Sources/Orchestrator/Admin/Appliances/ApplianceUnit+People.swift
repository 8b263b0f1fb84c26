import RatchetCore
import Storage

/// What a line of the audit log tells of a change.
struct Audited {
    let action: String
    var before: [String: String?]?
    var after: [String: String?]?

    init(_ action: String, before: [String: String?]? = nil, after: [String: String?]? = nil) {
        (self.action, self.before, self.after) = (action, before, after)
    }
}

/// What people do to an appliance.
extension ApplianceUnit {
    /// A step that does one thing to an appliance, looks at what is next, and shows it.
    static func step(
        _ word: String,
        _ change: @escaping @Sendable (inout ApplianceUnit, inout StoreTransaction) throws -> Audited
    ) -> AdminStep<ApplianceDetails> {
        { store, context in
            var unit = try store.requireApplianceUnit(word, context)
            let audited = try change(&unit, &store)
            return try unit.finish(audited, &store)
        }
    }

    /// What a person has changed is looked at, saved, and kept in the audit log.
    mutating func finish(
        _ audited: Audited, _ store: inout StoreTransaction
    ) throws -> StepOutcome<ApplianceDetails> {
        try look(&store)
        try save(&store)
        try store.audit(
            audited.action, of: "appliance:\(record.number)", before: audited.before, after: audited.after, context)
        return StepOutcome(try ApplianceView(record, &store, context).details(&store), wakes: wakes)
    }

    /// Lets a person's event happen to the open upgrade.
    ///
    /// - Parameter what: what was wanted, as it ends "so that it can't be".
    /// - Throws: `AdminProblem` where there is none, and where the event means nothing in its state.
    mutating func order(
        _ what: String, _ store: inout StoreTransaction, _ event: (inout Upgrade) -> [UpgradeEffect]
    ) throws {
        guard let upgrade else { throw AdminProblem.noOpenUpgrade(facts) }
        for effect in try advance(&store, event) {
            if case .ignored = effect { throw AdminProblem.notNow(what, facts, upgrade) }
        }
    }

    func openUpgrade() throws -> Upgrade {
        guard let upgrade else { throw AdminProblem.noOpenUpgrade(facts) }
        return upgrade
    }
}

extension StoreTransaction {
    func requireAppliance(_ word: String) throws -> ApplianceRecord {
        guard word.isWord, let record = try findAppliance(word) else {
            throw AdminProblem.noAppliance(word, try nearAppliances(word))
        }
        return record
    }

    /// The appliance with its row locked.
    mutating func requireApplianceUnit(_ word: String, _ context: StepContext) throws -> ApplianceUnit {
        let id = try requireAppliance(word).id
        guard let unit = try ApplianceUnit(id, &self, context) else { throw AdminProblem.noAppliance(word, "") }
        return unit
    }
}
