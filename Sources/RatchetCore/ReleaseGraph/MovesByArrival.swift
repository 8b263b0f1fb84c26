/// Packages by where they lead; at most one leads to a place.
struct MovesByArrival {
    private(set) var products: [Move?]
    private(set) var bases: [Move?]
    /// By base: the first dead end from there on.
    private(set) var deadBases: [Int]

    init(_ index: GraphIndex, _ moves: [Move]) {
        products = Array(repeating: nil, count: index.product.count)
        bases = Array(repeating: nil, count: index.base.count)
        for move in moves {
            switch move.packageClass {
            case .base: bases[move.arrival] = move
            case .product: products[move.arrival] = move
            case .licence: break
            }
        }
        deadBases = Array(repeating: bases.count, count: bases.count + 1)
        for base in bases.indices.reversed() {
            deadBases[base] = index.base.deadEnd(base) == nil ? deadBases[base + 1] : base
        }
    }

    /// By product: the first of some base packages that can be installed on it.
    func firstBases(_ inOrder: [Move?]) -> [Move?] {
        var first = [Move?](repeating: nil, count: products.count)
        let any = Span(low: 0, high: 0)
        var without = SpanTree(first.map { _ in any })
        for case let move? in inOrder where !move.base.isEmpty {
            for product in without.places(in: move.product, touching: any) {
                first[product] = move
                without[product] = .none
            }
        }
        return first
    }
}
