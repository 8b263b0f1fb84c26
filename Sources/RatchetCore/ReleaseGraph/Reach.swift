/// Which bases an appliance may have at each product on a path: spans that have all of them and perhaps more, from a walk up the
/// products and another one down. A path leads through nothing else, so nothing else is looked at.
struct Reach {
    /// By product; empty where no path leads through it.
    private(set) var bases: [Span]
    /// By product: with how few product hops it can be reached, were there no bases in the way.
    private(set) var productHops: [Int]
    private let index: GraphIndex
    private let moves: MovesByArrival

    /// What an appliance may come to have.
    init(_ index: GraphIndex, _ moves: MovesByArrival, from start: Position) {
        (self.index, self.moves) = (index, moves)
        bases = Array(repeating: .none, count: moves.products.count)
        productHops = Array(repeating: 0, count: bases.count)
        let newest = moves.firstBases(moves.bases.reversed()).map { $0?.arrival ?? -1 }
        // Those of the products that can be left.
        var left = SpanTree(bases)
        var hopsTo = SpanTree(bases)
        for product in start.product..<bases.count {
            var here = Span(low: start.base, high: start.base)
            if product > start.product {
                guard let move = moves.products[product], !move.product.isEmpty else { continue }
                here = left.hull(at: move.product).common(move.base)
                if !here.isEmpty { productHops[product] = hopsTo.hull(at: move.product).low + 1 }
            }
            if here.isEmpty { continue }
            bases[product] = Span(low: here.low, high: max(here.high, newest[product]))
            if index.product.deadEnd(product) != nil { continue }
            left[product] = bases[product]
            hopsTo[product] = Span(low: productHops[product], high: productHops[product])
        }
    }

    /// Leaves only those from which a goal may be reached.
    mutating func narrow(to goal: Positions) {
        let byOldest = moves.bases.sorted { ($0?.base.low ?? .max) < ($1?.base.low ?? .max) }
        let oldest = moves.firstBases(byOldest).map { $0?.base.low ?? .max }
        var useful = SpanCover(bases.count)
        for product in bases.indices.reversed() where !bases[product].isEmpty {
            var here = index.product.deadEnd(product) == nil ? useful.hull(at: product) : .none
            if goal.products.contains(product) { here = here.hull(goal.bases) }
            if !here.isEmpty { here.low = min(here.low, oldest[product]) }
            here = here.common(bases[product])
            bases[product] = here.isEmpty ? .none : here
            if let move = moves.products[product], !here.common(move.base).isEmpty {
                useful.add(here.common(move.base), at: move.product)
            }
        }
    }
}
