/// The moves of one class that a search has not taken yet, row by row: a product package is looked for along the products, once
/// for each base; a base package along the bases, once for each product.
struct MovesLeft {
    private typealias Row = (moves: [Move], spans: SpanSet)

    private let moves: [Move]
    private let packageClass: PackageClass
    private var rows: [Int: Row] = [:]

    init(_ moves: [Move], _ packageClass: PackageClass) {
        self.packageClass = packageClass
        self.moves = moves.filter { $0.packageClass == packageClass }
            .sorted { $0[packageClass].low < $1[packageClass].low }
    }

    /// Takes out the moves that are possible at a place of a row, the newest first.
    mutating func take(at place: Int, row: Int) -> [Move] {
        if moves.isEmpty { return [] }
        // Out of the table while it changes, so that nothing is copied.
        var left = rows.removeValue(forKey: row) ?? prepared(row)
        var taken: [Int] = []
        left.spans.take(containing: place, into: &taken)
        rows[row] = left
        return taken.map { left.moves[$0] }.sorted { $0.arrival > $1.arrival }
    }

    private func prepared(_ row: Int) -> Row {
        let across: PackageClass = packageClass == .base ? .product : .base
        let possible = moves.filter { $0[across].contains(row) }
        return (possible, SpanSet(possible.map { $0[packageClass] }))
    }
}
