public import RatchetCore
import Storage

/// Steps about release graphs and their packages.
public enum AdminPackages {
    /// Puts a graph in the place of the one before. Every appliance is looked at anew (P4).
    public static func importGraph(_ graph: ReleaseGraph) -> AdminStep<GraphDetails> {
        { store, context in
            let before = try store.graphSummary(of: graph.product)
            let revision = try store.importGraph(graph, by: context.actor.person, at: context.now)
            try store.lookAtAllAppliances(at: context.now)
            let after = ["revision": "\(revision)", "packages": "\(graph.packages.count)"]
            try store.recordAdmin(
                "graph.imported", after.merging(["product": graph.product]) { own, _ in own }, context)
            try store.audit(
                "graph.imported", of: "graph:\(graph.product)", before: before.map { ["revision": "\($0.revision)"] },
                after: after, context)
            return StepOutcome(try store.graphDetails(of: graph.product, context), wakes: [WorkKind.appliance])
        }
    }

    /// What importing a graph would change now; nothing is changed.
    public static func preview(_ graph: ReleaseGraph) -> AdminReading<GraphPreview> {
        { store, context in
            let before = try context.caches.graphs.graph(of: graph.product, &store)
            return GraphPreview(
                product: graph.product, revision: try store.graphSummary(of: graph.product)?.revision,
                change: GraphChange(from: before, to: graph))
        }
    }

    public static func graphs() -> AdminReading<[GraphDetails]> {
        { store, context in try store.graphs().map { try store.graphDetails(of: $0.product, context) } }
    }

    public static func graph(_ product: String) -> AdminReading<GraphDetails> {
        { store, context in try store.graphDetails(of: product, context) }
    }

    /// The packages of a graph, by id.
    public static func packages(of product: String, after: String?, limit: Int) -> AdminReading<PackagePage<Package>> {
        { store, context in
            let graph = try store.requireGraph(product, context)
            return PackagePage(graph.packages.sorted { $0.id < $1.id }, after: after, limit: limit, id: \.id)
        }
    }

    /// The way from some versions to others, for no appliance in particular (P1).
    public static func path(
        in product: String, from installed: UpgradeRequest, to wanted: UpgradeRequest
    ) -> AdminReading<(installed: InstalledVersions, answer: PathAnswer)> {
        { store, context in
            let graph = try store.requireGraph(product, context)
            var reader = RequestReader()
            let told = InstalledVersions(
                base: reader.version(installed.base, "fromBase"), product: reader.version(installed.product, "from"))
            if told.base == nil, told.product == nil { reader.fault("from", "Say what is installed.") }
            try reader.finish("path")
            let from = InstalledVersions(base: told.base ?? graph.onlyBase(with: told.product), product: told.product)
            return (from, graph.path(from: from, to: try wanted.target()))
        }
    }
}

/// (P2) How packages stand to an appliance.
extension AdminPackages {
    /// Every package of its graph, by id.
    ///
    /// - Parameter standings: only these; empty for all.
    public static func packages(
        on word: String, standings: Set<PackageStanding>, after: String?, limit: Int
    ) -> AdminReading<PackagePage<PackageView>> {
        { store, context in
            let judged = try JudgedPackages(word, &store, context)
            let ids = judged.verdicts.all.filter { verdict in
                standings.isEmpty || standings.contains(PackageStanding(verdict.standing))
            }.map(\.package).sorted()
            let page = PackagePage(ids, after: after, limit: limit, id: \.self)
            return PackagePage(entries: page.entries.compactMap { judged.view(of: $0) }, next: page.next)
        }
    }

    /// One package, with the whole chain to it.
    public static func package(_ id: String, on word: String) -> AdminReading<PackageView> {
        { store, context in
            let judged = try JudgedPackages(word, &store, context)
            guard let view = PackageID(id).flatMap({ judged.view(of: $0) }) else {
                let near = NearMatch.of(id, among: judged.graph.packages.lazy.map(\.id.text))
                throw AdminProblem.noPackage(id, judged.graph.product, AdminProblem.didYouMean(near))
            }
            return view
        }
    }
}

/// The packages of an appliance's graph with their verdicts.
private struct JudgedPackages {
    let graph: ReleaseGraph
    let verdicts: PackageVerdicts
    private let inventory: ApplianceInventory

    init(_ word: String, _ store: inout StoreTransaction, _ context: StepContext) throws {
        let unit = try ApplianceUnit(reading: try store.requireAppliance(word), &store, context)
        (inventory, graph) = try unit.known(&store)
        guard let verdicts = graph.verdicts(from: inventory.installed, holding: inventory.installedPackages) else {
            // The path tells what it is that the graph does not know (P6).
            _ = try unit.wayPath(to: .newest, &store)
            throw AdminProblem.unknownInventory(unit.facts, "Its release graph does not know what it runs.")
        }
        self.verdicts = verdicts
    }

    func view(of id: PackageID) -> PackageView? {
        guard let package = graph[id], let verdict = verdicts[id] else { return nil }
        let obstacles: [Obstacle] =
            switch verdict.standing {
            case .blocked(let missing): missing
            case .notApplicable(let obstacle): [obstacle]
            case .installed, .installable: []
            }
        return PackageView(
            package: package, standing: PackageStanding(verdict.standing), obstacles: obstacles,
            chain: verdicts.chain(to: id), offered: inventory.offered.first { $0.id == id })
    }
}

extension PackagePage {
    /// - Parameter sorted: by id.
    fileprivate init(_ sorted: [Entry], after: String?, limit: Int, id: (Entry) -> PackageID) {
        let limit = min(max(limit, 1), AdminLimits.page)
        let rest = after.map { after in sorted.drop { id($0).text <= after } } ?? sorted[...]
        self.init(
            entries: Array(rest.prefix(limit)), next: rest.count > limit ? rest.prefix(limit).last.map(id) : nil)
    }
}

extension StoreTransaction {
    fileprivate mutating func requireGraph(_ product: String, _ context: StepContext) throws -> ReleaseGraph {
        guard product.isWord, let graph = try context.caches.graphs.graph(of: product, &self) else {
            throw AdminProblem.noGraph(product, try nearGraphs(product))
        }
        return graph
    }

    fileprivate mutating func graphDetails(of product: String, _ context: StepContext) throws -> GraphDetails {
        let graph = try requireGraph(product, context)
        guard let summary = try graphSummary(of: product) else { throw AdminProblem.noGraph(product, "") }
        return GraphDetails(
            product: product, revision: summary.revision, importedAt: summary.importedAt,
            importedBy: summary.importedBy, packages: graph.packages.count, floors: graph.floors.count,
            withdrawn: graph.packages.count { $0.withdrawn != nil })
    }
}

extension ReleaseGraph {
    /// The base that goes with a product, where only one does; never guessed (P6).
    fileprivate func onlyBase(with product: PackageVersion?) -> PackageVersion? {
        let bases = product.map(bases(with:)) ?? []
        return bases.count == 1 ? bases.first : nil
    }
}
