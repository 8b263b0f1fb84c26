extension ReleaseGraph {
    /// What keeps a package from being installed at a position (P2); none where it can be.
    func obstacles(of move: Move, at position: Position) -> [Obstacle] {
        let package = package(of: move)
        let withdrawn = package.withdrawn.map { [Obstacle.withdrawn(reason: $0)] } ?? []
        return withdrawn + onOwnAxis(package, to: move.arrival, from: position[move.packageClass])
            + unmet(package, .product, position.product).map(Obstacle.requiresProduct)
            + unmet(package, .base, position.base).map(Obstacle.requiresBase)
    }

    /// What is in the way of a goal.
    func obstacles(to goal: PathGoal, at position: Position) -> [Obstacle] {
        if let licence = goal.licence { return obstacles(of: licence, at: position) }
        return goal.wanted.reversed().flatMap { wanted -> [Obstacle] in
            let axis = index.axis(wanted.packageClass)
            let current = axis.version(position[wanted.packageClass])
            if current == wanted.version { return [] }
            if let move = wanted.move { return obstacles(of: move, at: position) }
            if let current, current > wanted.version { return [.older(current: current)] }
            return [.notProvided(wanted.packageClass, wanted.version)]
        }
    }

    private func onOwnAxis(_ package: Package, to arrival: Int, from place: Int) -> [Obstacle] {
        if package.packageClass == .licence { return [] }
        let axis = index.axis(package.packageClass)
        guard let current = axis.version(place) else { return [] }
        if place >= arrival { return [.older(current: current)] }
        if let reason = axis.deadEnd(place) { return [.deadEnd(current: current, reason: reason)] }
        if place >= axis.lowest[arrival] { return [] }
        let floor = axis.floors.first { $0.isSkipped(from: current, to: package.version) }
        return floor.map { [.floor($0, current: current)] } ?? []
    }

    private func unmet(
        _ package: Package, _ packageClass: PackageClass, _ place: Int
    ) -> [(current: PackageVersion?, required: VersionConstraint)] {
        guard let constraint = package.constraint(on: packageClass) else { return [] }
        let current = index.axis(packageClass).version(place)
        return current.map(constraint.isMet) == true ? [] : [(current, constraint)]
    }
}

extension Axis {
    /// Nil where the graph says nothing of the class.
    func version(_ place: Int) -> PackageVersion? { isSilent ? nil : versions[place] }
}
