import Ports
import RatchetCore
import Storage

/// Finds the way that a person asks for, or says why there is none.
extension ApplianceUnit {
    /// The whole way, every package that has to come between included (P1); never empty.
    func upgrade(_ request: UpgradeRequest, _ store: inout StoreTransaction) throws -> Upgrade {
        if let upgrade { throw AdminProblem.upgradeOpen(facts, upgrade.state) }
        let target = try request.target()
        let path = try wayPath(to: target, &store)
        guard !path.hops.isEmpty else { throw AdminProblem.nothingToDo(facts, path.start) }
        if request.isAlone, path.hops.count > 1, let wanted = path.hops.last {
            throw AdminProblem.packageBlocked(facts, try blockage(of: wanted.package.id, &store))
        }
        let last = path.hops.last?.package
        return Upgrade(
            id: UpgradeID(context.ids.next()), appliance: record.id, target: path.end,
            licence: last?.packageClass == .licence ? last?.id : nil,
            hops: path.hops.map { PlannedHop($0.package, from: $0.before) }, by: context.actor.person, at: context.now)
    }

    /// The path from what it runs now.
    /// - Throws: `AdminProblem` where there is none (P6, P7).
    func wayPath(to target: PathTarget, _ store: inout StoreTransaction) throws -> Path {
        let (runs, graph) = try known(&store)
        switch graph.path(on: runs, to: target) {
        case .path(let path): return path
        case .noPath(let none):
            throw AdminProblem.noPath(
                facts,
                Blockage(
                    package: none.package, installed: runs.installed, obstacles: none.obstacles,
                    chain: none.nearest.hops.map(\.package.id), nearest: none.nearest.end))
        case .unknownInventory(let unknown): throw AdminProblem.unknown(unknown, facts, graph)
        case .unknownPackage(let id):
            let near = NearMatch.of(id.text, among: graph.packages.lazy.map(\.id.text))
            throw AdminProblem.noPackage(id.text, facts.product, AdminProblem.didYouMean(near))
        }
    }

    /// What it runs, and the graph of its packages.
    func known(_ store: inout StoreTransaction) throws -> (ApplianceInventory, ReleaseGraph) {
        guard let graph = try graph(&store) else {
            throw AdminProblem.noGraph(facts.product, try store.nearGraphs(facts.product))
        }
        guard let runs = facts.inventory.good?.value else {
            let trouble = facts.inventory.trouble.map { ": \($0.reason)" } ?? ""
            throw AdminProblem.unknownInventory(facts, "Nobody has said yet what it runs\(trouble).")
        }
        return (runs, graph)
    }

    /// (P3) What a package is missing on what the appliance runs.
    func blockage(of id: PackageID, _ store: inout StoreTransaction) throws -> Blockage {
        let (runs, graph) = try known(&store)
        let verdict = graph.verdict(of: id, from: runs.installed, holding: runs.installedPackages)
        let obstacles: [Obstacle] =
            switch verdict?.standing {
            case .blocked(let missing): missing
            case .notApplicable(let obstacle): [obstacle]
            case .installed, .installable, nil: []
            }
        let chain = graph.chain(to: id, from: runs.installed)
        return Blockage(package: id, installed: runs.installed, obstacles: obstacles, chain: chain ?? [])
    }

    /// (P3) The upgrade's next package is not begun while another has to come first, and a person is told at once.
    func refuseBlockedHop(_ store: inout StoreTransaction) throws {
        guard let hop = upgrade?.nextHop, case .missing = try situation(&store).prerequisite else { return }
        throw AdminProblem.packageBlocked(facts, try blockage(of: hop.package, &store))
    }
}

extension UpgradeRequest {
    /// - Throws: `AdminProblem` with every fault.
    func target() throws -> PathTarget {
        var reader = RequestReader()
        let (base, product) = (reader.version(base, "base"), reader.version(product, "product"))
        let id = package.flatMap { PackageID($0) }
        if let package, id == nil { reader.fault("package", "\(AdminProblem.quoted(package)) is no package's id.") }
        if package != nil, self.base != nil || self.product != nil {
            reader.fault("package", "Name a package or versions, not both.")
        }
        if isAlone, package == nil { reader.fault("alone", "Only a package that is named can be planned alone.") }
        try reader.finish("upgrade")
        if let id { return .package(id) }
        return base == nil && product == nil ? .newest : .versions(base: base, product: product)
    }
}

extension AdminProblem {
    /// (P6) The graph does not know what it runs.
    static func unknown(
        _ unknown: UnknownInventory, _ facts: ApplianceFacts, _ graph: ReleaseGraph
    ) -> AdminProblem {
        let classes = unknown.unknown.map(\.rawValue).joined(separator: " and ")
        var why = "It runs \(unknown.installed.words), and its release graph does not know that \(classes)."
        if unknown.installed.base == nil, let product = unknown.installed.product {
            let bases = graph.bases(with: product).prefix(10).map(\.text).joined(separator: ", ")
            if !bases.isEmpty { why += " With product \(product) the base can be \(bases)." }
        }
        return unknownInventory(facts, why)
    }
}
