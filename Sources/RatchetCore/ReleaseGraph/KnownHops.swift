/// Bases at one product.
struct Stretch {
    let product: Int
    var bases: Span
}

/// From which bases at which products a goal is reached, and by which hop first.
struct KnownHops {
    private struct Entry {
        let stretch: Stretch
        /// The package's place in the graph's list; nil at the goal.
        let package: Int?
        /// Another entry of the same product; -1 for none.
        let other: Int
    }

    private var entries: [Entry] = []
    /// By product: its latest entry; -1 for none.
    private var latest: [Int]
    /// By product: the bases that have no hop yet, the oldest first.
    private var gaps: [[Span]]
    /// By product: from the first to the last of those.
    private(set) var missing: SpanTree
    private let start: Position
    /// Whether where one starts has a hop.
    private(set) var isFound = false

    /// - Parameter bases: by product, those that are asked for.
    init(_ bases: [Span], from start: Position) {
        self.start = start
        latest = Array(repeating: -1, count: bases.count)
        gaps = bases.map { $0.isEmpty ? [] : [$0] }
        missing = SpanTree(bases)
    }

    var count: Int { entries.count }

    /// The products where a base of some positions may have no hop yet.
    func products(missing positions: Positions) -> [Int] {
        missing.places(in: positions.products, touching: positions.bases)
    }

    /// Asks for no hop from a product any more.
    mutating func leaveOut(_ product: Int) {
        gaps[product] = []
        missing[product] = .none
    }

    /// Notes a hop for those bases that have none yet.
    mutating func note(_ bases: Span, at product: Int, _ move: Move?) {
        guard !bases.isEmpty, var place = gaps[product].firstIndex(where: { $0.high >= bases.low }) else { return }
        let count = entries.count
        while place < gaps[product].count, gaps[product][place].touches(bases) {
            let gap = gaps[product][place]
            add(gap.common(bases), at: product, move)
            let (below, above) = (Span(low: gap.low, high: bases.low - 1), Span(low: bases.high + 1, high: gap.high))
            switch (below.isEmpty, above.isEmpty) {
            case (true, true): gaps[product].remove(at: place)
            case (false, true): gaps[product][place] = below
            case (true, false): gaps[product][place] = above
            case (false, false):
                gaps[product][place] = below
                gaps[product].insert(above, at: place + 1)
            }
            if !below.isEmpty { place += 1 }
        }
        if entries.count == count { return }
        missing[product] = (gaps[product].first ?? .none).hull(gaps[product].last ?? .none)
    }

    private mutating func add(_ bases: Span, at product: Int, _ move: Move?) {
        let stretch = Stretch(product: product, bases: bases)
        entries.append(Entry(stretch: stretch, package: move?.package, other: latest[product]))
        latest[product] = entries.count - 1
        if product == start.product && bases.contains(start.base) { isFound = true }
    }

    /// What was noted from an entry on, neighbours as one, from the newest product and base down.
    func stretches(from first: Int) -> [Stretch] {
        let sorted = entries[first...].map(\.stretch)
            .sorted { ($0.product, $0.bases.high) > ($1.product, $1.bases.high) }
        var stretches: [Stretch] = []
        for stretch in sorted {
            if let last = stretches.last, last.product == stretch.product, last.bases.low == stretch.bases.high + 1 {
                stretches[stretches.count - 1].bases.low = stretch.bases.low
            } else {
                stretches.append(stretch)
            }
        }
        return stretches
    }

    /// The hops from where one starts to the goal.
    func path(_ moves: [Move]) -> [Move] {
        var (path, position) = ([Move](), start)
        while let package = entry(position)?.package {
            path.append(moves[package])
            position = moves[package].position(after: position)
        }
        return path
    }

    private func entry(_ position: Position) -> Entry? {
        var place = latest[position.product]
        while place >= 0, !entries[place].stretch.bases.contains(position.base) { place = entries[place].other }
        return place < 0 ? nil : entries[place]
    }
}
