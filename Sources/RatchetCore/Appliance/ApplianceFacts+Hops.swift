extension ApplianceFacts {
    /// (G5) Which file a hop has installed, as far as it was looked at: what was found when it was staged, and what the appliance itself
    /// says, before what the graph says. Nil where those two say different things: then it proves nothing for others.
    public func installedDigest(of hop: PlannedHop) -> String? {
        let found = [staged[hop.package]?.sha256, inventory.good?.value.digests[hop.package]].compactMap { $0 }
        guard let digest = found.first else { return hop.sha256 }
        return found.allSatisfy { $0 == digest } ? digest : nil
    }

    /// (S1, S7) A hop that failed may have changed what runs all the same, seen while it was verified: clients follow the product then,
    /// and the soak counts from the failure. Nor is the backup from before it enough any more (G1).
    public mutating func hopFailed(_ hop: PlannedHop, at now: Instant) {
        guard let runs = inventory.good?.value.installed, runs != hop.from else { return }
        changedAt = now
        guard let product = runs.product, product != hop.from.product else { return }
        lastProductHop = ProductHop(version: product.text, at: now, origin: .observed)
    }
}
