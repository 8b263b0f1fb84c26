import RatchetCore
import Storage

/// One appliance, looked at: nothing is locked and nothing changed.
struct ApplianceView {
    let unit: ApplianceUnit
    /// The open one, else the newest.
    let upgrade: UpgradeRecord?
    let gates: [HopGateVerdict]
    let checkpoints: [CheckpointRecord]
    let standstill: Standstill?
    private let newest: NewestReachable

    var facts: ApplianceFacts { unit.facts }

    init(
        _ record: ApplianceRecord, _ newest: inout NewestVersions, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws {
        unit = try ApplianceUnit(reading: record, &store, context)
        upgrade = try store.upgrades(of: record.id, limit: 1).first
        gates = unit.upgrade == nil ? [] : HopGates.judge(try unit.situation(&store))
        checkpoints = try store.openCheckpoints(of: record.id)
        standstill = try store.standstill()
        self.newest = unit.upgrade == nil ? try newest.reachable(unit, &store) : .noGraph
    }

    init(_ record: ApplianceRecord, _ store: inout StoreTransaction, _ context: StepContext) throws {
        var newest = NewestVersions()
        try self.init(record, &newest, &store, context)
    }

    var summary: ApplianceSummary {
        let situation = ApplianceSituation(
            appliance: facts, upgrade: upgrade?.upgrade, gates: gates, newest: newest,
            checkpoint: checkpoints.first?.checkpoint)
        var verdict = situation.verdict
        // The ways out name it in what is to be typed.
        verdict.details["appliance"] = facts.name
        return ApplianceSummary(
            appliance: ApplianceEntry(unit.record), upgrade: upgrade.map(UpgradeEntry.init), verdict: verdict)
    }

    func details(_ store: inout StoreTransaction) throws -> ApplianceDetails {
        let (policy, label) = (unit.context.settings.upgrades, ApplianceLabel(unit.record))
        return ApplianceDetails(
            at: unit.context.now, summary: summary, gates: gates,
            impacts: upgrade?.upgrade.hops.map { Impact(of: $0, on: facts, policy) } ?? [],
            checkpoints: checkpoints.map { CheckpointView($0, label) }, standings: try standings(&store),
            soak: Soak(of: facts, length: policy.soak), standstill: standstill)
    }

    private func standings(_ store: inout StoreTransaction) throws -> [PackageStanding: Int]? {
        guard let inventory = facts.inventory.good?.value, let graph = try unit.graph(&store) else { return nil }
        var counts: [PackageStanding: Int] = [:]
        for package in graph.packages {
            guard
                let verdict = graph.verdict(
                    of: package.id, from: inventory.installed, holding: inventory.installedPackages)
            else { return nil }
            counts[PackageStanding(verdict.standing), default: 0] += 1
        }
        return counts
    }
}

/// The newest that can be reached, looked for once for all appliances that run the same.
struct NewestVersions {
    private struct Key: Hashable {
        let product: String
        let base: String?
        let version: String?
    }

    private var known: [Key: NewestReachable] = [:]

    mutating func reachable(_ unit: ApplianceUnit, _ store: inout StoreTransaction) throws -> NewestReachable {
        guard let graph = try unit.graph(&store) else { return .noGraph }
        guard let runs = unit.facts.inventory.good?.value.installed else { return .unknownInventory }
        let key = Key(product: unit.facts.product, base: runs.base?.text, version: runs.product?.text)
        if let known = known[key] { return known }
        let found = graph.newestReachable(from: runs)
        known[key] = found
        return found
    }
}

extension ReleaseGraph {
    /// The newest that an appliance can come to, or how near (P7).
    fileprivate func newestReachable(from installed: InstalledVersions) -> NewestReachable {
        switch path(from: installed, to: .newest) {
        case .path(let path): .versions(path.end)
        case .noPath(let none): .versions(none.nearest.end)
        case .unknownInventory, .unknownPackage: .unknownInventory
        }
    }
}
