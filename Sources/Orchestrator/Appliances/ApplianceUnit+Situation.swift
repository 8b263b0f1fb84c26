import RatchetCore
import Storage

/// What the gates look at, gathered from the store.
extension ApplianceUnit {
    /// - Throws: `StoreError`, and nothing else: what is missing is part of the situation.
    func situation(_ store: inout StoreTransaction) throws -> HopSituation {
        guard let upgrade else { throw StoreError.corrupt("an appliance without an upgrade has no hop") }
        let policy = context.settings.upgrades
        let needed = upgrade.nextHop.map { HopEstimate($0, on: facts, policy).needed } ?? .zero
        let calendar = try calendar(&store)
        return HopSituation(
            now: context.now, appliance: facts, upgrade: upgrade, policy: policy,
            prerequisite: try prerequisite(&store), window: .init(calendar, needed, at: context.now),
            turn: TurnSituation(record, calendar?.zone ?? .utc),
            testRuns: facts.role == .production ? try store.testRuns(of: facts.product) : [],
            standstill: try store.standstill())
    }

    func calendar(_ store: inout StoreTransaction) throws -> WindowCalendar? {
        try record.calendar.flatMap { name in try store.calendar(name)?.calendar }
    }

    func graph(_ store: inout StoreTransaction) throws -> ReleaseGraph? {
        try context.caches.graphs.graph(of: facts.product, &store)
    }

    /// Whether the next package can be installed on what the appliance runs now (P3, P4: judged anew each time).
    private func prerequisite(_ store: inout StoreTransaction) throws -> Prerequisite {
        guard let hop = upgrade?.nextHop, let runs = facts.inventory.good?.value else { return .unknownInventory }
        guard let graph = try graph(&store) else { return .gone("the release graph \(facts.product) is gone") }
        return graph.prerequisite(of: hop.package, on: runs)
    }

    /// The hops from what the appliance runs now to where its upgrade is to end.
    func path(
        to target: PathTarget, _ store: inout StoreTransaction
    ) throws -> Result<[PlannedHop], UpgradeNoPath> {
        guard let runs = facts.inventory.good?.value else {
            return .failure(UpgradeNoPath("nobody knows what the appliance runs"))
        }
        guard let graph = try graph(&store) else {
            return .failure(UpgradeNoPath("there is no release graph \(facts.product)"))
        }
        return graph.hops(on: runs, to: target)
    }
}

extension WindowSituation {
    /// When a hop that needs so long may begin, by a calendar (G3).
    init(_ calendar: WindowCalendar?, _ needed: Duration, at now: Instant) {
        guard let calendar else {
            self = .none
            return
        }
        let window = MaintenanceWindow(calendar)
        let next = window.room(for: needed, from: now)
        guard let open = calendar.opening(at: now) else {
            self = .shut(until: next?.start, reason: calendar.freeze(at: now)?.reason)
            return
        }
        self = open.end.since(now) >= needed ? .open(until: open.end) : .tooShort(endsAt: open.end, next: next?.start)
    }
}

extension TurnSituation {
    /// What the rollout calendar and the contract say, by the days of a zone (G6).
    init(_ record: ApplianceRecord, _ zone: ZoneID) {
        self.init(
            turn: record.turn.map { Turn(on: $0, in: zone).begins },
            contract: record.contractUntil.flatMap { MaintenanceContract(from: record.contractFrom, until: $0) },
            zone: zone)
    }
}
