/// The best path to a goal (P8), looked for from the goal backwards: first from where it is reached without a product hop, then with
/// one, and so on; with as many product hops, by the number of base hops.
///
/// A package can be installed on a whole span of bases and products, so what leads on is found for spans of bases at once, product by
/// product, and each base at each product is found once. Of the hops that lead on from it with as few hops of each class, the best is
/// tried first and keeps it: a product hop before a base hop, so that a base package comes right before the product package that needs
/// it (P5); a newer version before an older one.
///
/// Where one goal is asked for, only what a path may have that takes as few product hops as there could be is looked at first, then
/// with a few more. Most often there is such a path, and it is found among few; where not, everything is looked at.
struct GoalSearch {
    /// Positions from which the goal is as many product and base hops away, from the newest product and base down.
    private struct Bucket {
        let baseHops: Int
        let stretches: [Stretch]
    }

    private let moves: MovesByArrival
    private let index: GraphIndex
    private let start: Position
    private let reach: Reach
    private var known: KnownHops
    /// How many product hops a path may have, and how many there are from what is looked at now to the goal.
    private var (mostHops, hopsToGoal) = (Int.max, 0)
    /// With how few more a path could lead through something that was left out; nil where nothing was.
    private var nextMostHops: Int?

    /// - Parameters:
    ///   - moves: the packages that may be installed on the way.
    ///   - goal: the only one that is asked for; nil where there will be several.
    init(_ index: GraphIndex, _ moves: [Move], from start: Position, to goal: Positions? = nil) {
        (self.index, self.start) = (index, start)
        self.moves = MovesByArrival(index, moves)
        var reach = Reach(index, self.moves, from: start)
        if let goal { reach.narrow(to: goal) }
        self.reach = reach
        known = KnownHops(reach.bases, from: start)
    }

    /// The best path to the only goal that is asked for; nil where there is none.
    mutating func path(to goal: Positions) -> [Move]? {
        let ends = reach.bases.indices.filter { goal.products.contains($0) && !reach.bases[$0].isEmpty }
        nextMostHops = ends.map { reach.productHops[$0] }.min()
        for attempt in 0...GoalSearch.attempts {
            guard let next = nextMostHops else { return nil }
            mostHops = attempt < GoalSearch.attempts ? next : .max
            nextMostHops = nil
            if attempt > 0 { known = KnownHops(reach.bases, from: start) }
            if let path = path(to: [goal]) { return path }
        }
        return nil
    }

    /// How often it is tried with few product hops before everything is looked at.
    private static let attempts = 3

    /// Looks for the best path to some positions. Several goals may be asked for one after the other, until there is a path: what leads to
    /// an earlier one is out of reach and not looked at again.
    ///
    /// - Returns: nil where there is none.
    mutating func path(to goal: [Positions]) -> [Move]? {
        let before = known.count
        hopsToGoal = 0
        for positions in goal { note(positions, nil) }
        var layer = layer(after: [], beginningWith: Bucket(baseHops: 0, stretches: known.stretches(from: before)))
        while !layer.isEmpty && !known.isFound {
            hopsToGoal += 1
            layer = self.layer(after: layer)
        }
        return known.isFound ? known.path(index.moves) : nil
    }

    /// The buckets with one product hop more.
    private mutating func layer(after before: [Bucket], beginningWith first: Bucket? = nil) -> [Bucket] {
        var (layer, last, before) = (first.map { [$0] } ?? [], first, before[...])
        while !known.isFound, let baseHops = last.map({ $0.baseHops + 1 }) ?? before.first?.baseHops {
            let count = known.count
            if let bucket = before.first, bucket.baseHops == baseHops {
                before.removeFirst()
                noteProductHops(to: bucket)
            }
            if let last { noteBaseHops(to: last) }
            let bucket = Bucket(baseHops: baseHops, stretches: known.stretches(from: count))
            last = bucket.stretches.isEmpty ? nil : bucket
            if let last { layer.append(last) }
        }
        return layer
    }

    private mutating func noteProductHops(to bucket: Bucket) {
        for stretch in bucket.stretches where !known.isFound {
            guard let move = moves.products[stretch.product] else { continue }
            note(Positions(bases: stretch.bases.common(move.base), products: move.product), move)
        }
    }

    private mutating func noteBaseHops(to bucket: Bucket) {
        for stretch in bucket.stretches where !known.isFound {
            var base = stretch.bases.high
            while base >= stretch.bases.low, base > known.missing[stretch.product].low {
                if let move = moves.bases[base], move.product.contains(stretch.product) {
                    noteBases(move, at: stretch.product)
                }
                base -= 1
            }
        }
    }

    private mutating func note(_ positions: Positions, _ move: Move?) {
        for product in known.products(missing: positions) {
            if reach.productHops[product] > mostHops - hopsToGoal {
                // Nor is it any nearer with more hops to the goal.
                known.leaveOut(product)
                nextMostHops = min(nextMostHops ?? .max, reach.productHops[product] + hopsToGoal)
            } else if move == nil || index.product.deadEnd(product) == nil {
                known.note(positions.bases, at: product, move)
            }
        }
    }

    /// The bases between dead ends.
    private mutating func noteBases(_ move: Move, at product: Int) {
        let missing = known.missing[product]
        var low = max(move.base.low, missing.low)
        let high = min(move.base.high, missing.high)
        while low <= high {
            let deadEnd = moves.deadBases[low]
            known.note(Span(low: low, high: min(high, deadEnd - 1)), at: product, move)
            low = deadEnd + 1
        }
    }
}
