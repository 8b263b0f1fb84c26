/// (D4) Nothing that is done once begins beside an earlier call of the kind that is neither ended nor abandoned: two installations at once
/// would be the end of most appliances, whoever waits for the first.
public struct EarlierCallGate: HopGate {
    public let rule: Rule? = .D4
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        situation.appliance.atWork?.verdict
    }
}

extension CallAtWork {
    var verdict: Verdict {
        let details: [String: String?] = [
            "verb": verb.rawValue, "call": key, "process": process.map { "\($0)" }, "folder": folder,
        ]
        return Verdict(
            .notYet, .callAtWork, since: since, evidence: [Evidence(.driverCall, at: since, ref: words)],
            next: Expectation(.endCall), details: details.compactMapValues { $0 })
    }
}

/// The driver can begin an installation, as far as the last try tells. It is tried again after a while, and more and more seldom.
public struct DriverGate: HopGate {
    public let rule: Rule? = nil
    public init() {}

    public func judge(_ situation: HopSituation, _ hop: PlannedHop) -> Verdict? {
        guard let trouble = situation.appliance.installTrouble else { return nil }
        let retryAt = trouble.retryAt(situation.policy)
        guard situation.now < retryAt else { return nil }
        return Verdict(
            .no, .installNotBegun, since: trouble.at,
            evidence: [Evidence(.driverCall, at: trouble.at, ref: DriverVerb.install.rawValue)],
            next: Expectation(.beginHop, by: retryAt),
            details: ["package": hop.package.text, "why": trouble.reason])
    }
}
