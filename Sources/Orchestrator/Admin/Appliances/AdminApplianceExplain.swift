import RatchetCore
import Storage

/// The step that explains an appliance.
extension AdminAppliances {
    /// Why is it not current, what happens next, and by when (design rule 10)?
    public static func explain(_ word: String) -> AdminReading<ApplianceExplanation> {
        { store, context in
            let view = try ApplianceView(try store.requireAppliance(word), &store, context)
            let unit = view.unit
            let path = try unit.upgrade == nil ? unit.pathToNewest(&store) : nil
            return ApplianceExplanation(
                details: try view.details(&store), path: path, forecast: try unit.forecast(along: path, &store),
                history: try store.hops(of: unit.record.id, limit: AdminLimits.history).map(PastHop.init),
                events: try store.timeline(of: unit.record.id, before: nil, limit: AdminLimits.history)
                    .map(DeviceEvent.init))
        }
    }
}

extension ApplianceUnit {
    /// Nil while nobody knows what it runs, and without a graph.
    fileprivate func pathToNewest(_ store: inout StoreTransaction) throws -> PathAnswer? {
        guard let runs = facts.inventory.good?.value.installed else { return nil }
        return try graph(&store)?.path(from: runs, to: .newest)
    }

    fileprivate func forecast(along path: PathAnswer?, _ store: inout StoreTransaction) throws -> Forecast? {
        if let upgrade { return try forecast(of: upgrade, &store) }
        guard case .path(let path) = path, !path.hops.isEmpty else { return nil }
        return try forecast(of: path.hops.map { PlannedHop($0.package, from: $0.before) }, &store)
    }
}
