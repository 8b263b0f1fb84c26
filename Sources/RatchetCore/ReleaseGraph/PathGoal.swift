/// A target on the axes: the positions that are wanted, and the licence that comes last where one is.
struct PathGoal: Sendable {
    var positions: Positions
    /// What is wanted of each class, where something is: a version, and the package that provides it.
    var wanted: [Wanted] = []
    /// The licence that comes last, where one is wanted.
    var licence: Move?
    /// A version is wanted that the graph does not know: nothing reaches the goal, but one may come near it.
    var isUnknown = false

    struct Wanted: Sendable {
        let packageClass: PackageClass
        let version: PackageVersion
        let move: Move?
    }

    /// Whether a package leads beyond it.
    func isPassed(by move: Move) -> Bool {
        move.packageClass != .licence && move.arrival > positions[move.packageClass].high
    }

    /// What a path would come nearer to first.
    var leading: PackageClass { wanted.last?.packageClass ?? .product }
}

extension ReleaseGraph {
    /// Nil for a package that the graph does not have. What is wanted of the product is what the target is about.
    func goal(of target: PathTarget) -> PathGoal? {
        switch target {
        case .newest:
            let newest = newest(.product) ?? newest(.base)
            return newest.map(goal) ?? PathGoal(positions: index.all)
        case .package(let id): return move(id).map(goal)
        case .versions(let base, let product):
            var goal = PathGoal(positions: index.all)
            if let base { narrow(&goal, .base, base) }
            if let product { narrow(&goal, .product, product) }
            return goal
        }
    }

    /// Of a class, the newest that can be installed.
    func newest(_ packageClass: PackageClass) -> Move? {
        index.moves.filter { $0.packageClass == packageClass && packages[$0.package].withdrawn == nil }
            .max { $0.arrival < $1.arrival }
    }

    private func goal(of move: Move) -> PathGoal {
        if move.packageClass == .licence {
            return PathGoal(positions: Positions(bases: move.base, products: move.product), licence: move)
        }
        var goal = PathGoal(positions: index.all)
        narrow(&goal, move.packageClass, package(of: move).version)
        return goal
    }

    private func narrow(_ goal: inout PathGoal, _ packageClass: PackageClass, _ version: PackageVersion) {
        let axis = index.axis(packageClass)
        let place = axis.isSilent ? nil : axis.place(of: version)
        let package = place.flatMap { axis.packages[$0] }
        goal.wanted.append(
            PathGoal.Wanted(packageClass: packageClass, version: version, move: package.map { index.moves[$0] }))
        let newest = place ?? axis.versions.firstPlace { $0 > version } - 1
        let span = Span(low: place ?? 0, high: newest)
        if place == nil { goal.isUnknown = true }
        if packageClass == .base { goal.positions.bases = span } else { goal.positions.products = span }
    }
}
