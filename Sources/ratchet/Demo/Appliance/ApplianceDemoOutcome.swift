import AdminAPI
import FleetSimulator
import RatchetCore

/// How the appliance's demo ended: what the server says, beside what the appliance has seen.
struct ApplianceDemoOutcome: Sendable {
    /// What `--json` prints.
    struct Resource: Codable, Sendable, Equatable {
        /// Of the upgrade.
        var state: String
        /// How many hops are done.
        var hops: Int
        /// What the appliance runs.
        var base: String
        var version: String
        /// How many installations the appliance has seen begun.
        var installs: Int
        /// How often the server was killed.
        var kills: Int
    }

    let resource: Resource
    /// Where the appliance's own word is another than the server's; empty where they agree.
    let disagreements: [String]

    var isGood: Bool { resource.state == UpgradeState.done.rawValue && disagreements.isEmpty }

    /// - Parameters:
    ///   - last: what the server said last.
    ///   - path: the packages that were approved, in their order.
    init(of last: ApplianceExplanationResource, path: [String], _ appliance: SimulatedAppliance, kills: Int) {
        let upgrade = last.details.upgrade
        resource = Resource(
            state: upgrade?.state ?? "none", hops: upgrade?.done ?? 0, base: appliance.base, version: appliance.product,
            installs: appliance.witness.installs.count, kills: kills)
        let verified = last.history.reversed().filter { $0.outcome == "verified" }.compactMap(\.package)
        let runs = last.details.appliance.installed
        disagreements = ApplianceDemoOutcome.disagreements(
            path: path, verified: verified, runs: (runs?.base, runs?.product), appliance)
    }

    /// - Parameters:
    ///   - verified: the packages that the server says it has installed, oldest first.
    ///   - runs: the versions that the server says it runs.
    static func disagreements(
        path: [String], verified: [String], runs: (base: String?, product: String?), _ appliance: SimulatedAppliance
    ) -> [String] {
        var faults: [String] = []
        let seen = appliance.witness.installs.map(\.package)
        if seen != path { faults.append("The appliance saw \(words(seen)) installed; the path was \(words(path)).") }
        if verified != seen { faults.append("The server says that it installed \(words(verified)).") }
        if runs.base != appliance.base || runs.product != appliance.product {
            faults.append(
                "The server says that it runs product \(runs.product ?? "-") on base \(runs.base ?? "-"); it runs "
                    + "\(appliance.product) on \(appliance.base).")
        }
        return faults
            + appliance.witness.misdeeds.map { "The appliance saw what must not be: \($0.kind.rawValue), \($0.call)." }
    }

    private static func words(_ packages: [String]) -> String { packages.isEmpty ? "nothing" : Output.list(packages) }

    /// For people.
    var lines: [String] {
        let state =
            resource.state == UpgradeState.done.rawValue ? "The newest is reached" : "It ended as \(resource.state)"
        let end =
            "\(state): product \(resource.version) on base \(resource.base), \(Output.count(resource.hops, "hop")) done."
        guard disagreements.isEmpty else { return [end] + disagreements }
        let kills = resource.kills == 0 ? "" : ", although the server was killed on the way"
        return [
            end,
            "The appliance saw \(Output.count(resource.installs, "installation")), each package once and in the path's order"
                + "\(kills). The server says the same.",
        ]
    }
}
