extension ReleaseGraph {
    /// How far one comes without reaching a goal (P7): of what is reached, to the newest that is not beyond the target, where least is
    /// missing, by the best path.
    ///
    /// - Parameter moves: the packages that may be installed on the way.
    func nearest(to goal: PathGoal, _ moves: [Move], from start: Position) -> [Move] {
        var search = GoalSearch(index, moves, from: start)
        let goals = goal.licence.map(goals) ?? goals(near: goal, search, from: start)
        for positions in goals {
            if let path = search.path(to: positions) { return path }
        }
        return []
    }

    /// Where a licence could be installed, then where one thing keeps it from that.
    private func goals(of licence: Move) -> [[Positions]] {
        [
            [Positions(bases: licence.base, products: licence.product)],
            [
                Positions(bases: licence.base, products: index.product.all),
                Positions(bases: index.base.all, products: licence.product),
            ],
        ]
    }

    /// All positions at the newest version that is reached, those first where least is missing.
    private func goals(near goal: PathGoal, _ search: GoalSearch, from start: Position) -> [[Positions]] {
        let newest = newest(near: goal, search, from: start)
        let positions =
            goal.leading == .base
            ? (start.product..<index.product.count).map { Position(base: newest, product: $0) }
            : (start.base..<index.base.count).map { Position(base: $0, product: newest) }
        let byMissing = Dictionary(grouping: positions) { obstacles(to: goal, at: $0).count }
        return byMissing.sorted { $0.key < $1.key }.map { $0.value.map(Positions.init) }
    }

    private func newest(near goal: PathGoal, _ search: GoalSearch, from start: Position) -> Int {
        let oldest = start[goal.leading]
        var (search, place) = (search, max(goal.positions[goal.leading].high, oldest))
        while place > oldest, search.path(to: [everything(at: place, of: goal.leading)]) == nil { place -= 1 }
        return place
    }

    private func everything(at place: Int, of packageClass: PackageClass) -> Positions {
        let span = Span(low: place, high: place)
        return packageClass == .base
            ? Positions(bases: span, products: index.product.all) : Positions(bases: index.base.all, products: span)
    }
}
