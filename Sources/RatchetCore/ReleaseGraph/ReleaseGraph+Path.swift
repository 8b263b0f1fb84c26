extension ReleaseGraph {
    /// The best path from what is installed to a target (P1), chosen by P8: fewest product hops, then fewest hops, then the newest
    /// versions, compared from the first hop on, where a base package waits until it is needed (P5).
    ///
    /// The same graph, in whatever order its file has it, gives the same answer (P8).
    public func path(from installed: InstalledVersions, to target: PathTarget = .newest) -> PathAnswer {
        guard let start = index.position(installed) else { return .unknownInventory(unknown(installed)) }
        guard let goal = goal(of: target) else {
            if case .package(let id) = target { return .unknownPackage(id) }
            return .path(Path(start: installed, hops: []))
        }
        let moves = index.moves.filter { isLive($0) && !goal.isPassed(by: $0) }
        if let path = self.moves(to: goal, moves, from: start) { return .path(self.path(installed, path)) }
        let nearest = nearest(to: goal, moves, from: start)
        let package = goal.licence ?? goal.wanted.last?.move
        return .noPath(
            NoPath(
                nearest: path(installed, nearest), package: package.map { self.package(of: $0).id },
                obstacles: obstacles(to: goal, at: nearest.reduce(start) { $1.position(after: $0) })))
    }

    /// The bases that an appliance with a product may have, where nobody told its base (P6): those on which the product can be
    /// installed, and those that can be installed on the product.
    public func bases(with product: PackageVersion) -> [PackageVersion] {
        guard !index.base.isSilent, let place = index.product.place(of: product) else { return [] }
        let own = index.product.isSilent ? nil : index.product.packages[place].map { index.moves[$0] }
        return index.base.versions.indices.filter { base in
            let takesProduct = own?.base.contains(base) ?? true
            guard let package = index.base.packages[base] else { return takesProduct }
            let span = index.moves[package].product
            return span.contains(place) || takesProduct && span.low < place
        }.map { index.base.versions[$0] }
    }

    func unknown(_ installed: InstalledVersions) -> UnknownInventory {
        var unknown: [PackageClass] = []
        if index.base.place(of: installed.base) == nil { unknown.append(.base) }
        if index.product.place(of: installed.product) == nil { unknown.append(.product) }
        return UnknownInventory(installed: installed, unknown: unknown)
    }

    private func moves(to goal: PathGoal, _ moves: [Move], from start: Position) -> [Move]? {
        if goal.isUnknown || goal.licence.map(isLive) == false { return nil }
        var search = GoalSearch(index, moves, from: start, to: goal.positions)
        return search.path(to: goal.positions).map { $0 + (goal.licence.map { [$0] } ?? []) }
    }

    private func path(_ start: InstalledVersions, _ moves: [Move]) -> Path {
        Path(start: start, hops: HopPurposes(moves.map(package), from: start, floors).hops)
    }
}
