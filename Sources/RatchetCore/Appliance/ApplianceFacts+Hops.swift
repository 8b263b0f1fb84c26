extension ApplianceFacts {
    /// (S1, S7) A hop that failed may have changed the product all the same, seen while it was verified: clients follow it then, and the
    /// soak counts from the failure.
    public mutating func hopFailed(_ hop: PlannedHop, at now: Instant) {
        guard let runs = inventory.good?.value.installed.product, runs != hop.from.product else { return }
        lastProductHop = ProductHop(version: runs.text, at: now, origin: .observed)
    }
}
