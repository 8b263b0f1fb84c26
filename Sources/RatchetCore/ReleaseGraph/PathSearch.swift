/// One tree of best paths from where an appliance stands (P8), grown layer by layer: first everything that is reached without a
/// product hop, then with one, and so on; within a layer by the number of base hops.
///
/// Of two paths with as many hops of each class the better one is that whose first different hop is better: a product hop before a
/// base hop, so that a base package comes right before the product package that needs it (P5); a newer version before an older one.
/// The nodes of a bucket (as many product and base hops) stand in this order, so whoever finds a position first has its best path.
struct PathSearch {
    struct Node {
        var parent: Int
        /// What led here from the parent; nil at the root.
        var move: Move?
        let position: Position
    }

    private enum Arrival {
        case new
        case known(Int)
        /// At a position that need not be looked at.
        case outdone
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
    private var outdone: Outdone?

    /// - Parameters:
    ///   - moves: the packages that may be installed on the way.
    ///   - outdone: what need not be looked at where there is one goal; nil looks at everything.
    ///   - limit: after how many positions it gives up.
    init(
        _ index: GraphIndex, _ moves: [Move], from start: Position, outdone: Outdone? = nil,
        limit: Int = Int(Int32.max)
    ) {
        (self.index, self.outdone, self.limit) = (index, outdone, limit)
        (productMoves, baseMoves) = (MovesLeft(moves, .product), MovesLeft(moves, .base))
        nodes = [Node(parent: -1, move: nil, position: start)]
        found = Array(repeating: [], count: index.base.count)
        note(0, at: start)
    }

    /// Grows the tree until a position is reached that `isWanted`, and gives back its node; nil where there is none.
    mutating func grow(until isWanted: (Position) -> Bool = { _ in false }) -> Int? {
        var before: [[Int]] = []
        repeat {
            var layer: [[Int]] = []
            while layer.count < max(before.count, 1) || layer.last?.isEmpty == false {
                let seeds = layer.count < before.count ? before[layer.count] : []
                let bucket = before.isEmpty && layer.isEmpty ? [0] : bucket(seeds, layer.last ?? [])
                for node in bucket {
                    order.append(node)
                    if isWanted(nodes[node].position) { return node }
                }
                layer.append(bucket)
                isCut = nodes.count > limit
                if isCut { return nil }
            }
            before = layer
        } while !before.allSatisfy(\.isEmpty)
        return nil
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
    private mutating func bucket(_ products: [Int], _ bases: [Int]) -> [Int] {
        let known = nodes.count
        outdone?.beginNextPrice()
        var byProduct: [Int] = []
        for node in products where nodes.count <= limit {
            for move in productMovesLeft(at: node) {
                if case .new = arrive(by: move, from: node) { byProduct.append(nodes.count - 1) }
            }
        }
        outdone?.beginOtherWay()
        var (byBase, moved) = ([Int](), Set<Int>())
        for node in bases where nodes.count <= limit {
            for move in baseMovesLeft(at: node) {
                switch arrive(by: move, from: node) {
                case .new: byBase.append(nodes.count - 1)
                case .known(let other) where other >= known && isBetter((node, move), than: way(to: other)):
                    (nodes[other].parent, nodes[other].move) = (node, move)
                    moved.insert(other)
                    byBase.append(other)
                case .known, .outdone: break
                }
            }
        }
        return merged(moved.isEmpty ? byProduct : byProduct.filter { !moved.contains($0) }, byBase)
    }

    /// Notes a node where a move leads, unless there is one or none is needed.
    private mutating func arrive(by move: Move, from node: Int) -> Arrival {
        let position = move.position(after: nodes[node].position)
        if !found[position.base].isEmpty, found[position.base][position.product] >= 0 {
            return .known(Int(found[position.base][position.product]))
        }
        let leads = index.base.deadEnd(position.base) == nil && index.product.deadEnd(position.product) == nil
        if outdone?.take(position, leads: leads) == true { return .outdone }
        nodes.append(Node(parent: node, move: move, position: position))
        note(nodes.count - 1, at: position)
        return .new
    }

    private func way(to node: Int) -> (parent: Int, move: Move?) { (nodes[node].parent, nodes[node].move) }

    private mutating func note(_ node: Int, at position: Position) {
        if found[position.base].isEmpty {
            found[position.base] = Array(repeating: -1, count: index.product.count)
        }
        found[position.base][position.product] = Int32(node)
    }
}

extension PathSearch {
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
