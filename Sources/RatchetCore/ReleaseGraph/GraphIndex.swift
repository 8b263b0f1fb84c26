/// Where an appliance stands: a place on each axis.
struct Position: Sendable, Equatable {
    let base: Int
    let product: Int

    /// Of a class; a licence goes with the product.
    subscript(packageClass: PackageClass) -> Int { packageClass == .base ? base : product }
}

/// A package as a move on the two axes: where it can be installed, and where it leads.
struct Move: Sendable {
    /// Its place in the graph's list.
    let package: Int
    let packageClass: PackageClass
    /// The place on its own axis afterwards; -1 for a licence, which leads nowhere.
    let arrival: Int
    /// From which bases and products. It always comes from below its arrival (never backwards), and from no version whose floor it
    /// would skip.
    let base: Span
    let product: Span

    /// Its span on the axis of a class.
    subscript(packageClass: PackageClass) -> Span { packageClass == .base ? base : product }

    func isPossible(at position: Position) -> Bool {
        base.contains(position.base) && product.contains(position.product)
    }

    func position(after position: Position) -> Position {
        switch packageClass {
        case .base: Position(base: arrival, product: position.product)
        case .product: Position(base: position.base, product: arrival)
        case .licence: position
        }
    }
}

/// The graph as a search needs it: versions as places, packages as moves.
struct GraphIndex: Sendable {
    let base: Axis
    let product: Axis
    /// By the package's place in the graph's list.
    let moves: [Move]

    init(_ packages: [Package], _ floors: [Floor], _ origins: [Origin]) {
        let base = Axis(.base, packages, origins, floors)
        let product = Axis(.product, packages, origins, floors)
        (self.base, self.product) = (base, product)
        moves = packages.enumerated().map { GraphIndex.move($0.offset, $0.element, base, product) }
    }

    func position(_ installed: InstalledVersions) -> Position? {
        guard let base = base.place(of: installed.base), let product = product.place(of: installed.product) else {
            return nil
        }
        return Position(base: base, product: product)
    }

    var all: Positions { Positions(bases: base.all, products: product.all) }

    func axis(_ packageClass: PackageClass) -> Axis { packageClass == .base ? base : product }

    private static func move(_ place: Int, _ package: Package, _ base: Axis, _ product: Axis) -> Move {
        var (bases, products) = (base.span(package.requiredBase), product.span(package.requiredProduct))
        var arrival = -1
        switch package.packageClass {
        case .base:
            arrival = base.place(of: package.version) ?? -1
            narrow(&bases, to: arrival, on: base)
        case .product:
            arrival = product.place(of: package.version) ?? -1
            narrow(&products, to: arrival, on: product)
        case .licence: break
        }
        return Move(
            package: place, packageClass: package.packageClass, arrival: arrival, base: bases, product: products)
    }

    private static func narrow(_ span: inout Span, to arrival: Int, on axis: Axis) {
        guard arrival >= 0 else { return }
        span.low = max(span.low, axis.lowest[arrival])
        span.high = min(span.high, arrival - 1)
    }
}
