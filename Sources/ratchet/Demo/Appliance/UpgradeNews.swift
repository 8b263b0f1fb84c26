import AdminAPI
import RatchetCore

/// What has happened to an upgrade since somebody looked, in lines that stay.
struct UpgradeNews {
    private var told = 0
    private var attempt: String?
    private var soak: String?

    mutating func lines(of explanation: ApplianceExplanationResource) -> [String] {
        ended(explanation.history) + soaking(explanation) + begun(explanation.details.upgrade)
    }

    private mutating func ended(_ history: [ApplianceExplanationResource.Past]) -> [String] {
        defer { told = max(told, history.count) }
        return history.prefix(max(0, history.count - told)).reversed().map { hop in
            let package = hop.package ?? "a change by somebody else"
            guard hop.outcome == "verified" else { return "\(package): \(hop.outcome). \(hop.reason ?? "")" }
            return "\(package) is done: the appliance itself says that it runs \(hop.after.words) and is well (D3)."
        }
    }

    private mutating func soaking(_ explanation: ApplianceExplanationResource) -> [String] {
        guard let gate = explanation.details.gates.first(where: { $0.rule == "S1" }), !gate.isOpen,
            explanation.details.upgrade?.state == UpgradeState.waiting.rawValue,
            soak != explanation.details.soak.startedAt
        else { return [] }
        soak = explanation.details.soak.startedAt
        guard explanation.details.soak.origin == "hop" else {
            return ["Nobody knows when its last product package came, so that clients get the soak from now on (S1)."]
        }
        return ["The soak begins: clients follow before anything else changes for them (S1)."]
    }

    private mutating func begun(_ upgrade: UpgradeResource?) -> [String] {
        guard let upgrade, let key = upgrade.attempt?.key, key != attempt,
            let hop = upgrade.hops.first(where: { $0.package == upgrade.attempt?.package })
        else { return [] }
        attempt = key
        return ["Hop \(hop.number) of \(upgrade.hops.count) begins: all gates of \(hop.package) are open."]
    }
}
