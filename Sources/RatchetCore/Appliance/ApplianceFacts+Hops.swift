extension ApplianceFacts {
    /// (S1, S7) A hop that failed may have changed what runs all the same, seen while it was verified: clients follow the product then,
    /// and the soak counts from the failure. Nor is the backup from before it enough any more (G1).
    public mutating func hopFailed(_ hop: PlannedHop, at now: Instant) {
        guard let runs = inventory.good?.value.installed, runs != hop.from else { return }
        changedAt = now
        guard let product = runs.product, product != hop.from.product else { return }
        lastProductHop = ProductHop(version: product.text, at: now, origin: .observed)
    }
}
