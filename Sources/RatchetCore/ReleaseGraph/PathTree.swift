/// One tree of best paths from where an appliance stands (P8), grown layer by layer: first everything that is reached without a
/// product hop, then with one, and so on; within a layer by the number of base hops.
///
/// Of two paths with as many hops of each class the better one is that whose first different hop is better: a product hop before a
/// base hop, so that a base package comes right before the product package that needs it (P5); a newer version before an older one.
/// The nodes of a bucket (as many product and base hops) stand in this order, so whoever finds a position first has its best path.
struct PathTree {
    struct Node {
        var parent: Int
        /// What led here from the parent; nil at the root.
        var move: Move?
        let position: Position
    }

    /// Nodes of as many product and base hops, the best first.
    private struct Bucket {
        let baseHops: Int
        let nodes: [Int]
    }

    private(set) var nodes: [Node]
    /// The nodes as they were reached: the cheapest first, and the better one of equals.
    private(set) var order: [Int] = []
    /// By package: the first node at which it can be installed.
    private(set) var sources: [Int: Int] = [:]
    /// Whether it gave up before it had seen everything.
    private(set) var isCut = false

    private let index: GraphIndex
    private let limit: Int
    private var productMoves: MovesLeft
    private var baseMoves: MovesLeft
    /// By base: the node at each product; -1 for none.
    private var found: [[Int32]]

    /// - Parameters:
    ///   - moves: the packages that may be installed on the way.
    ///   - limit: after how many positions it gives up.
    init(_ index: GraphIndex, _ moves: [Move], from start: Position, limit: Int) {
        (self.index, self.limit) = (index, limit)
        (productMoves, baseMoves) = (MovesLeft(moves, .product), MovesLeft(moves, .base))
        nodes = [Node(parent: -1, move: nil, position: start)]
        found = Array(repeating: [], count: index.base.count)
        note(0, at: start)
    }

    /// Grows the tree until it has everything, or is cut.
    mutating func grow() {
        var layer = layer(after: [], beginningWith: Bucket(baseHops: 0, nodes: [0]))
        while !layer.isEmpty && !isCut { layer = self.layer(after: layer) }
    }

    /// The buckets with one product hop more.
    private mutating func layer(after before: [Bucket], beginningWith first: Bucket? = nil) -> [Bucket] {
        var (layer, last, before) = (first.map { [$0] } ?? [], first, before[...])
        order += first?.nodes ?? []
        while !isCut, let baseHops = last.map({ $0.baseHops + 1 }) ?? before.first?.baseHops {
            let seeds = before.first?.baseHops == baseHops ? before.removeFirst().nodes : []
            let bucket = Bucket(baseHops: baseHops, nodes: nodes(after: seeds, last?.nodes ?? []))
            order += bucket.nodes
            isCut = nodes.count > limit
            last = bucket.nodes.isEmpty ? nil : bucket
            if let last { layer.append(last) }
        }
        return layer
    }

    /// The moves that lead to a node, the first one first.
    func moves(to node: Int) -> [Move] {
        var (moves, node) = ([Move](), node)
        while let move = nodes[node].move {
            moves.append(move)
            node = nodes[node].parent
        }
        return moves.reversed()
    }

    /// The nodes that are one product hop after `products` or one base hop after `bases`, the best first.
    private mutating func nodes(after products: [Int], _ bases: [Int]) -> [Int] {
        let known = nodes.count
        var byProduct: [Int] = []
        for node in products where nodes.count <= limit {
            for move in productMovesLeft(at: node) {
                if arrive(by: move, from: node) == nil { byProduct.append(nodes.count - 1) }
            }
        }
        var (byBase, moved) = ([Int](), Set<Int>())
        for node in bases where nodes.count <= limit {
            for move in baseMovesLeft(at: node) {
                guard let other = arrive(by: move, from: node) else {
                    byBase.append(nodes.count - 1)
                    continue
                }
                if other >= known && isBetter((node, move), than: way(to: other)) {
                    (nodes[other].parent, nodes[other].move) = (node, move)
                    moved.insert(other)
                    byBase.append(other)
                }
            }
        }
        return merged(moved.isEmpty ? byProduct : byProduct.filter { !moved.contains($0) }, byBase)
    }

    /// Notes a node where a move leads.
    ///
    /// - Returns: the one that is there already; nil where there was none.
    private mutating func arrive(by move: Move, from node: Int) -> Int? {
        let position = move.position(after: nodes[node].position)
        if !found[position.base].isEmpty, found[position.base][position.product] >= 0 {
            return Int(found[position.base][position.product])
        }
        nodes.append(Node(parent: node, move: move, position: position))
        note(nodes.count - 1, at: position)
        return nil
    }

    private func way(to node: Int) -> (parent: Int, move: Move?) { (nodes[node].parent, nodes[node].move) }

    private mutating func note(_ node: Int, at position: Position) {
        if found[position.base].isEmpty {
            found[position.base] = Array(repeating: -1, count: index.product.count)
        }
        found[position.base][position.product] = Int32(node)
    }
}

extension PathTree {
    private mutating func productMovesLeft(at node: Int) -> [Move] {
        let position = nodes[node].position
        if index.product.deadEnd(position.product) != nil { return [] }
        return noted(productMoves.take(at: position.product, row: position.base), from: node)
    }

    private mutating func baseMovesLeft(at node: Int) -> [Move] {
        let position = nodes[node].position
        if index.base.deadEnd(position.base) != nil { return [] }
        return noted(baseMoves.take(at: position.base, row: position.product), from: node)
    }

    private mutating func noted(_ moves: [Move], from node: Int) -> [Move] {
        for move in moves where sources[move.package] == nil { sources[move.package] = node }
        return moves
    }

    /// Two rows of nodes, each in order, as one.
    private func merged(_ left: [Int], _ right: [Int]) -> [Int] {
        if left.isEmpty || right.isEmpty { return left + right }
        var merged: [Int] = []
        merged.reserveCapacity(left.count + right.count)
        var (left, right) = (left[...], right[...])
        while let first = left.first, let second = right.first {
            let isLeft = isBetter(way(to: first), than: way(to: second))
            merged.append(isLeft ? left.removeFirst() : right.removeFirst())
        }
        return merged + left + right
    }

    /// Whether one way of as many hops is better than another: by the first hop that differs.
    private func isBetter(_ one: (parent: Int, move: Move?), than other: (parent: Int, move: Move?)) -> Bool {
        var (one, other) = (one, other)
        while one.parent != other.parent {
            (one, other) = (way(to: one.parent), way(to: other.parent))
        }
        guard let left = one.move, let right = other.move else { return false }
        if left.packageClass != right.packageClass { return left.packageClass == .product }
        return left.arrival > right.arrival
    }
}
