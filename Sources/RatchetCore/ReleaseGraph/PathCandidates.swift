/// Which packages a path to one goal may need. A graph of thousands has few of them: of versions that are installed and left under
/// the same conditions only the newest is ever an intermediate (P8), so the others need not be looked at.
///
/// A package is left out for a newer one that can be installed wherever it can and leads wherever it leads: its spans are as wide,
/// and no constraint, of any package or of the goal, ends between the two. Whatever path has the older one, a path with the newer one
/// is as short, and better from there on.
struct PathCandidates {
    private(set) var moves: [Move] = []
    private let index: GraphIndex
    private let goal: PathGoal

    /// - Parameter live: the moves that may be made at all.
    init(_ index: GraphIndex, _ goal: PathGoal, of live: [Move]) {
        (self.index, self.goal) = (index, goal)
        let near = live.filter { move in
            switch move.packageClass {
            case .base: move.arrival <= goal.base.high
            case .product: move.arrival <= goal.product.high
            case .licence: false
            }
        }
        moves = mended(near)
    }

    /// What a search for the goal need not look at.
    var outdone: Outdone {
        Outdone(baseEnds: ends(.base, goal.base, moves), productEnds: ends(.product, goal.product, moves))
    }

    /// Whatever is left out takes its constraints with it, so that others can be left out the next time.
    private func mended(_ moves: [Move]) -> [Move] {
        var (kept, before) = (moves, Int.max)
        while kept.count < before {
            before = kept.count
            kept = self.kept(.base, goal.base, kept) + kept.filter { $0.packageClass == .product }
            kept = kept.filter { $0.packageClass == .base } + self.kept(.product, goal.product, kept)
        }
        return kept
    }

    private func kept(_ packageClass: PackageClass, _ goal: Span, _ moves: [Move]) -> [Move] {
        let own = moves.filter { $0.packageClass == packageClass }.sorted { $0.arrival > $1.arrival }
        if own.isEmpty { return [] }
        let axis = index.axis(packageClass)
        let ends = ends(packageClass, goal, moves)
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

    /// By place: how many constraints end before it. Two places with as many have none between them.
    private func ends(_ packageClass: PackageClass, _ goal: Span, _ moves: [Move]) -> [Int] {
        var before = Array(repeating: 0, count: index.axis(packageClass).count)
        for end in moves.map({ end(of: $0, packageClass) }) + [goal.high] where end >= 0 && end < before.count - 1 {
            before[end + 1] += 1
        }
        for place in before.indices.dropFirst() { before[place] += before[place - 1] }
        return before
    }
}
