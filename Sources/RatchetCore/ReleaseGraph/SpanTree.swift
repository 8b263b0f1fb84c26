/// Spans by place, with the hull of all below each node of a tree: tells the hull of many, and finds those that touch another span.
struct SpanTree {
    private var tree: [Span]
    private let leaves: Int

    init(_ spans: [Span]) {
        var leaves = 1
        while leaves < spans.count { leaves *= 2 }
        self.leaves = leaves
        tree = Array(repeating: .none, count: 2 * leaves)
        for (place, span) in spans.enumerated() { tree[leaves + place] = span }
        for node in stride(from: leaves - 1, to: 0, by: -1) { tree[node] = tree[2 * node].hull(tree[2 * node + 1]) }
    }

    subscript(place: Int) -> Span {
        get { tree[leaves + place] }
        set {
            tree[leaves + place] = newValue
            var node = (leaves + place) / 2
            while node > 0 {
                let hull = tree[2 * node].hull(tree[2 * node + 1])
                if hull == tree[node] { return }
                tree[node] = hull
                node /= 2
            }
        }
    }

    /// The least span that has all of those at some places.
    func hull(at places: Span) -> Span {
        var (low, high, hull) = (leaves + places.low, leaves + places.high + 1, Span.none)
        while low < high {
            if low % 2 == 1 {
                hull = hull.hull(tree[low])
                low += 1
            }
            if high % 2 == 1 {
                high -= 1
                hull = hull.hull(tree[high])
            }
            (low, high) = (low / 2, high / 2)
        }
        return hull
    }

    /// Those of some places whose spans have a place in common with another span.
    func places(in places: Span, touching span: Span) -> [Int] {
        var found: [Int] = []
        if !span.isEmpty { find(1, 0, leaves, span, places, &found) }
        return found
    }

    private func find(_ node: Int, _ first: Int, _ size: Int, _ span: Span, _ places: Span, _ found: inout [Int]) {
        if first > places.high || first + size <= places.low || !tree[node].touches(span) { return }
        if size == 1 { return found.append(first) }
        find(2 * node, first, size / 2, span, places, &found)
        find(2 * node + 1, first + size / 2, size / 2, span, places, &found)
    }
}
