/// How a package stands to an appliance (P2).
public struct PackageVerdict: Sendable, Equatable {
    public let package: PackageID
    public let standing: Standing

    public enum Standing: Sendable, Equatable {
        case installed
        case installable
        /// What is missing first: current and required, for programs (P3). Which packages come first: `PackageVerdicts.chain(to:)`.
        case blocked([Obstacle])
        /// It will never be installed on this appliance as it is.
        case notApplicable(Obstacle)
    }

    /// A word for programs.
    public var code: String {
        switch standing {
        case .installed: "installed"
        case .installable: "installable"
        case .blocked: "blocked"
        case .notApplicable: "not-applicable"
        }
    }
}

/// The verdicts of all packages for one appliance, in the order of the graph, and the chain that leads to each.
public struct PackageVerdicts: Sendable {
    public let all: [PackageVerdict]
    private let graph: ReleaseGraph
    private let installed: InstalledVersions
    private let tree: PathTree

    init(
        _ graph: ReleaseGraph, _ installed: InstalledVersions, at position: Position, holding: Set<PackageID>,
        limit: Int
    ) {
        (self.graph, self.installed) = (graph, installed)
        all = graph.index.moves.map { move in
            let id = graph.package(of: move).id
            return PackageVerdict(package: id, standing: graph.standing(of: move, at: position, holding.contains(id)))
        }
        var tree = PathTree(graph.index, graph.index.moves.filter(graph.isLive), from: position, limit: limit)
        tree.grow()
        self.tree = tree
    }

    public subscript(id: PackageID) -> PackageVerdict? { graph.place(of: id).map { all[$0] } }

    /// Which packages come before one, in their order: none where it can be installed now; nil where no way leads to it (P2).
    ///
    /// All chains are branches of one tree of best paths, so this only follows a branch. Where the graph has so many combinations of base
    /// and product that the tree was cut, it looks for what is missing by itself.
    public func chain(to id: PackageID) -> [PackageID]? {
        guard let move = graph.move(id), graph.isLive(move) else { return nil }
        if let node = source(of: move) { return tree.moves(to: node).map { graph.package(of: $0).id } }
        return tree.isCut ? graph.chain(to: id, from: installed) : nil
    }

    private func source(of move: Move) -> Int? {
        if move.packageClass != .licence { return tree.sources[move.package] }
        return tree.order.first { move.isPossible(at: tree.nodes[$0].position) }
    }
}

extension ReleaseGraph {
    /// How every package stands to what is installed (P2, P4: asked anew after each hop, it needs no refreshing).
    ///
    /// - Parameters:
    ///   - holding: licences that are installed.
    ///   - limit: how many combinations of base and product the tree of chains has at most.
    /// - Returns: nil for an unknown inventory (P6); `path` says what is unknown.
    public func verdicts(
        from installed: InstalledVersions, holding: Set<PackageID> = [], limit: Int = 100_000
    ) -> PackageVerdicts? {
        index.position(installed).map {
            PackageVerdicts(self, installed, at: $0, holding: holding, limit: limit)
        }
    }

    /// Why one package can't be installed now (P3): the same answer as among all verdicts; nil for an unknown inventory or package.
    public func verdict(
        of id: PackageID, from installed: InstalledVersions, holding: Set<PackageID> = []
    ) -> PackageVerdict? {
        guard let position = index.position(installed), let move = move(id) else { return nil }
        return PackageVerdict(package: id, standing: standing(of: move, at: position, holding.contains(id)))
    }

    /// Which packages come before one, in their order (P2, P3): for one alone, which is found sooner than the tree of all chains.
    ///
    /// - Returns: none where it can be installed now; nil where no way leads to it.
    public func chain(to id: PackageID, from installed: InstalledVersions) -> [PackageID]? {
        guard case .path(let path) = path(from: installed, to: .package(id)), !path.hops.isEmpty else { return nil }
        return path.hops.dropLast().map(\.package.id)
    }

    func standing(of move: Move, at position: Position, _ isHeld: Bool) -> PackageVerdict.Standing {
        let isThere = move.packageClass == .licence ? isHeld : position[move.packageClass] == move.arrival
        if isThere { return .installed }
        let obstacles = obstacles(of: move, at: position)
        let lasting = obstacles.first { obstacle in
            switch obstacle {
            case .withdrawn, .older, .deadEnd: true
            case .requiresBase, .requiresProduct, .floor, .notProvided: false
            }
        }
        if let lasting { return .notApplicable(lasting) }
        return obstacles.isEmpty ? .installable : .blocked(obstacles)
    }
}
