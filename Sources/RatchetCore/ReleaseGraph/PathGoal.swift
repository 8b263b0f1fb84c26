/// A target on the axes: the positions that are wanted, and the licence that comes last where one is.
struct PathGoal: Sendable {
    var base: Span
    var product: Span
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

    func contains(_ position: Position) -> Bool {
        base.contains(position.base) && product.contains(position.product) && !isUnknown
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
            return newest.map(goal) ?? PathGoal(base: index.base.all, product: index.product.all)
        case .package(let id): return move(id).map(goal)
        case .versions(let base, let product):
            var goal = PathGoal(base: index.base.all, product: index.product.all)
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
            return PathGoal(base: move.base, product: move.product, licence: move)
        }
        var goal = PathGoal(base: index.base.all, product: index.product.all)
        narrow(&goal, move.packageClass, package(of: move).version)
        return goal
    }

    private func narrow(_ goal: inout PathGoal, _ packageClass: PackageClass, _ version: PackageVersion) {
        let axis = index.axis(packageClass)
        let place = axis.isSilent ? nil : axis.place(of: version)
        let package = place.flatMap { axis.packages[$0] }
        goal.wanted.append(
            PathGoal.Wanted(packageClass: packageClass, version: version, move: package.map { index.moves[$0] }))
        let newest = place ?? axis.firstPlace { $0 > version } - 1
        let span = Span(low: place ?? 0, high: newest)
        if place == nil { goal.isUnknown = true }
        if packageClass == .base { goal.base = span } else { goal.product = span }
    }
}
