extension ReleaseGraph {
    /// The hops from what an appliance runs to where its upgrade is to end, as an upgrade keeps them (P1, P7); none where it is there.
    public func hops(
        on inventory: ApplianceInventory, to target: PathTarget
    ) -> Result<[PlannedHop], UpgradeNoPath> {
        switch path(on: inventory, to: target) {
        case .path(let path): .success(path.hops.map { PlannedHop($0.package, from: $0.before) })
        case .noPath(let none):
            .failure(
                UpgradeNoPath(
                    "the nearest that can be reached is \(none.nearest.end.words): "
                        + none.obstacles.map(\.description).joined(separator: "; ")))
        case .unknownInventory(let unknown):
            .failure(UpgradeNoPath("the release graph does not know \(unknown.installed.words)"))
        case .unknownPackage(let id): .failure(UpgradeNoPath("the release graph has no package \(id)"))
        }
    }

    /// The path for an appliance. A licence is no version: one that the appliance holds is nowhere to go.
    public func path(on inventory: ApplianceInventory, to target: PathTarget) -> PathAnswer {
        if case .package(let id) = target, inventory.installedPackages.contains(id) {
            return .path(Path(start: inventory.installed, hops: []))
        }
        return path(from: inventory.installed, to: target)
    }

    /// Whether a package can be installed on what an appliance runs (P3), judged anew each time it is asked (P4).
    public func prerequisite(of id: PackageID, on inventory: ApplianceInventory) -> Prerequisite {
        guard self[id] != nil else { return .gone("the release graph has no package \(id) any more") }
        let installed = inventory.installed
        guard let verdict = verdict(of: id, from: installed, holding: inventory.installedPackages) else {
            return .unknownInventory
        }
        switch verdict.standing {
        case .installable, .installed: return .met
        case .notApplicable(let obstacle): return .gone("\(obstacle)")
        case .blocked(let obstacles):
            return .missing(
                obstacles.map(\.description).joined(separator: "; "), chain: chain(to: id, from: installed) ?? [])
        }
    }
}
