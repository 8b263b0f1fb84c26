import RatchetCore
import Storage

/// What an appliance runs and how it is: asked anew, or told by a person.
extension AdminAppliances {
    /// Asks for inventory, health and support bundle, as soon as its driver is free; or takes in what a person has read where the driver
    /// can't (P6).
    public static func snapshot(_ word: String, _ request: SnapshotRequest) -> AdminStep<ApplianceDetails> {
        ApplianceUnit.step(word) { unit, store in
            guard request.tellsVersions || request.tellsHealth else {
                (unit.record.facts.snapshotAskedAt, unit.record.facts.verbsReadAt) = (unit.context.now, nil)
                unit.tryAgain()
                unit.note("appliance.snapshot-asked", [:], actor: "admin")
                return Audited("appliance.snapshot-asked", after: [:])
            }
            var reader = RequestReader()
            let note = reader.reason(request.note, "note", why: "Say how you know.")
            let told = reader.told(request)
            try reader.finish("snapshot")
            if told.inventory != nil { try unit.refuseTelling(.inventory, unit.facts.inventory) }
            if told.health != nil { try unit.refuseTelling(.health, unit.facts.health) }
            let said = try unit.take(told, ref: unit.context.actor.person, &store)
            let body = said.merging(["note": note]) { own, _ in own }
            unit.note("appliance.told", body, actor: "admin")
            return Audited("appliance.told", after: body)
        }
    }
}

/// What a person has read.
struct ToldFacts {
    var inventory: ApplianceInventory?
    var health: ApplianceHealth?
}

extension RequestReader {
    /// What a person says of an appliance.
    mutating func told(_ request: SnapshotRequest) -> ToldFacts {
        var told = ToldFacts()
        let (base, product) = (version(request.base, "base"), version(request.product, "product"))
        let licences = (request.licences ?? []).prefix(AdminLimits.told).compactMap { text in
            let id = PackageID(text)
            if id == nil { fault("licences", "\(AdminProblem.quoted(text)) is no package's id.") }
            return id
        }
        if max(request.licences?.count ?? 0, request.alarms.count) > AdminLimits.told {
            fault("", "At most \(AdminLimits.told) licences and alarms are taken at once.")
        }
        if request.tellsVersions {
            told.inventory = ApplianceInventory(
                installed: InstalledVersions(base: base, product: product), installedPackages: Set(licences))
        }
        if request.isWell, !request.alarms.isEmpty { fault("well", "It is well, or it has alarms; not both.") }
        let alarms = request.alarms.prefix(AdminLimits.told).map { line($0, "alarms") }
        if request.tellsHealth { told.health = ApplianceHealth(alarms: alarms) }
        return told
    }
}

extension ApplianceUnit {
    /// Takes in what a person has read, and returns it for the timeline and the audit log.
    mutating func take(
        _ told: ToldFacts, ref: String, _ store: inout StoreTransaction
    ) throws -> [String: String?] {
        var said: [String: String?] = [:]
        if let inventory = told.inventory {
            said["runs"] = inventory.installed.words
            said["licences"] = inventory.installedPackages.map(\.text).sorted().joined(separator: " ")
            try take(inventory, ref: ref, &store)
        }
        if let health = told.health {
            said["alarms"] = health.alarms.isEmpty ? "none" : health.alarms.joined(separator: "; ")
            record.facts.health.take(health, at: context.now, ref: ref)
        }
        return said
    }

    /// (D3) What the appliance itself says is not outdone by a person, as long as it can be asked.
    fileprivate func refuseTelling<Value>(_ verb: DriverVerb, _ reading: Reading<Value>) throws {
        guard facts.verbs.contains(verb), reading.trouble == nil else { return }
        throw AdminProblem(
            .conflict, code: "driver-reads-it", title: "The appliance can be asked itself",
            detail: """
                The driver of \(AdminProblem.quoted(facts.name)) reads its \(verb.rawValue), and that is what counts. \
                Leave it out, and a snapshot asks for it.
                """)
    }
}
