/// (P6) What the appliance runs must be known, and be what the path goes out from.
public struct KnownInventoryGate: HopGate {
    public let rule: Rule? = .P6
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        let inventory = situation.appliance.inventory
        guard let good = inventory.good else {
            return Verdict(.notYet, .inventoryUnread, since: inventory.trouble?.at, details: inventory.words)
        }
        let evidence = [Evidence(.inventory, at: good.at, ref: good.ref)]
        if situation.prerequisite == .unknownInventory || good.value.installed != hop.from {
            return Verdict(
                .no, .unknownInventory, since: good.at, evidence: evidence, details: good.value.installed.details)
        }
        if !inventory.isNewer(than: situation.now - situation.policy.readingAge) {
            return Verdict(
                .notYet, .inventoryUnread, since: good.at, evidence: evidence,
                next: Expectation(.readInventory, by: situation.now + situation.policy.pollInterval),
                details: inventory.words)
        }
        return nil
    }
}

/// (P3) A blocked package is never begun, whoever asks, as the graph sees it and as the appliance does.
public struct PrerequisiteGate: HopGate {
    public let rule: Rule? = .P3
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        switch situation.prerequisite {
        // The inventory's own gate speaks of that.
        case .met, .unknownInventory: refusal(by: situation.appliance, hop)
        case .missing(let missing, let chain):
            Verdict(
                .no, .packageBlocked,
                details: [
                    "package": hop.package.text, "missing": missing, "chain": chain.map(\.text).joined(separator: ", "),
                ])
        case .gone(let why): Verdict(.no, .packageGone, details: ["package": hop.package.text, "why": why])
        }
    }

    /// The appliance itself greys it out, which the graph may not know of.
    private func refusal(by appliance: ApplianceFacts, _ hop: PlannedHop) -> Verdict? {
        guard let inventory = appliance.inventory.good,
            let offered = inventory.value.offered.first(where: { $0.id == hop.package }), offered.isBlocked
        else { return nil }
        return Verdict(
            .no, .packageBlocked, since: inventory.at,
            evidence: [Evidence(.inventory, at: inventory.at, ref: inventory.ref)],
            details: [
                "package": hop.package.text, "missing": offered.reason ?? "the appliance says so", "chain": "-",
            ])
    }
}

extension Reading {
    /// The trouble with asking, for a sentence.
    var words: [String: String] { ["why": trouble?.reason ?? "-"] }
}
