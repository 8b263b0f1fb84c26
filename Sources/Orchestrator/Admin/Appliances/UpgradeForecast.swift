import RatchetCore
import Storage

/// When hops could be done at the earliest, against the real calendar.
extension ApplianceUnit {
    func forecast(
        of hops: [PlannedHop], soakIsWaived: Bool = false, _ store: inout StoreTransaction
    ) throws -> Forecast {
        try forecast(of: hops, on: facts, soakIsWaived: soakIsWaived, from: context.now, &store)
    }

    /// Of what an upgrade still has to do. A hop that is under way is reckoned to end as estimated, or now where it takes longer.
    func forecast(of upgrade: Upgrade, _ store: inout StoreTransaction) throws -> Forecast? {
        let isWaived = upgrade.waivers.contains { $0.rule == .S1 }
        let hops = Array(upgrade.hopsToDo)
        guard upgrade.state.isHopping, let hop = hops.first, let attempt = upgrade.attempt else {
            return hops.isEmpty ? nil : try forecast(of: hops, soakIsWaived: isWaived, &store)
        }
        let policy = context.settings.upgrades
        let ends = max(context.now, attempt.startedAt + HopEstimate(hop, on: facts, policy).unavailable)
        var afterwards = facts
        if hop.packageClass == .product {
            afterwards.lastProductHop = ProductHop(version: hop.to.product?.text ?? "-", at: ends, origin: .upgrade)
        }
        let rest = Array(hops.dropFirst())
        return rest.isEmpty ? nil : try forecast(of: rest, on: afterwards, soakIsWaived: isWaived, from: ends, &store)
    }

    private func forecast(
        of hops: [PlannedHop], on facts: ApplianceFacts, soakIsWaived: Bool, from moment: Instant,
        _ store: inout StoreTransaction
    ) throws -> Forecast {
        let calendar = try calendar(&store)
        let window = calendar.map(MaintenanceWindow.init)
        return Forecast(
            of: hops, on: facts, context.settings.upgrades,
            turn: TurnSituation(record, calendar?.zone ?? .utc), soakIsWaived: soakIsWaived, from: moment
        ) { earliest, needed in
            window?.room(for: needed, from: earliest).map { Forecast.Span(start: $0.start, end: $0.end) }
        }
    }
}
