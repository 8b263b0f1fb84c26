/// Which packages a path to one goal may need. A graph of thousands has few of them: of versions that are installed and left under
/// the same conditions only the newest is ever an intermediate (P8), so the others need not be looked at.
///
/// A package is left out for a newer one that can be installed wherever it can and leads wherever it leads: its spans are as wide,
/// and no constraint, of any package or of the goal, ends between the two. Whatever path has the older one, a path with the newer one
/// is as short, and better from there on.
struct PathCandidates {
    private let index: GraphIndex
    private let goal: PathGoal

    init(_ index: GraphIndex, _ goal: PathGoal) { (self.index, self.goal) = (index, goal) }

    /// - Parameter live: the moves that may be made at all.
    func moves(of live: [Move]) -> [Move] {
        let near = live.filter { move in
            switch move.packageClass {
            case .base: move.arrival <= goal.base.high
            case .product: move.arrival <= goal.product.high
            case .licence: false
            }
        }
        return kept(.base, goal.base, near) + kept(.product, goal.product, near)
    }

    private func kept(_ packageClass: PackageClass, _ goal: Span, _ moves: [Move]) -> [Move] {
        let own = moves.filter { $0.packageClass == packageClass }.sorted { $0.arrival > $1.arrival }
        if own.isEmpty { return [] }
        let axis = index.axis(packageClass)
        let ends = endsBefore(axis.count, moves.map { end(of: $0, packageClass) } + [goal.high])
        var kept: [Move] = []
        for move in own {
            let isSpared = kept.suffix(PathCandidates.compared).contains { newer in
                ends[newer.arrival] == ends[move.arrival] && axis.deadEnd(newer.arrival) == nil
                    && newer.base.contains(move.base) && newer.product.contains(move.product)
            }
            if !isSpared { kept.append(move) }
        }
        return kept
    }

    /// With how many newer packages each is compared: what is kept without need costs a little time and changes nothing.
    private static let compared = 8

    /// Where a package's constraint ends: newer versions do not meet it. That it never leads backwards is no such end.
    private func end(of move: Move, _ packageClass: PackageClass) -> Int {
        let high = move[packageClass].high
        return move.packageClass == packageClass && high == move.arrival - 1 ? Int.max : high
    }

    /// By place: how many ends lie before it. Two places with as many have none between them.
    private func endsBefore(_ count: Int, _ ends: [Int]) -> [Int] {
        var before = Array(repeating: 0, count: count)
        for end in ends where end >= 0 && end < count - 1 { before[end + 1] += 1 }
        for place in before.indices.dropFirst() { before[place] += before[place - 1] }
        return before
    }
}
