/// Spans from which those that contain a place are taken out, each once: a tree over the spans in order of their lower ends, with
/// the greatest upper end below each node.
struct SpanSet {
    /// Of each span, in rising order.
    private let lows: [Int]
    private var tree: [Int]
    private let leaves: Int

    /// - Parameter spans: with their lower ends rising.
    init(_ spans: [Span]) {
        lows = spans.map(\.low)
        var leaves = 1
        while leaves < spans.count { leaves *= 2 }
        self.leaves = leaves
        tree = Array(repeating: -1, count: 2 * leaves)
        for (place, span) in spans.enumerated() { tree[leaves + place] = span.isEmpty ? -1 : span.high }
        for node in stride(from: leaves - 1, to: 0, by: -1) { tree[node] = max(tree[2 * node], tree[2 * node + 1]) }
    }

    /// Takes out all spans that contain `place`, and appends which they are, by their place in the list.
    mutating func take(containing place: Int, into taken: inout [Int]) {
        var (low, high) = (0, lows.count)
        while low < high {
            let middle = (low + high) / 2
            if lows[middle] <= place { low = middle + 1 } else { high = middle }
        }
        take(1, 0, leaves, until: low, place, &taken)
    }

    private mutating func take(
        _ node: Int, _ first: Int, _ size: Int, until end: Int, _ place: Int, _ taken: inout [Int]
    ) {
        if first >= end || tree[node] < place { return }
        if size == 1 {
            taken.append(first)
            tree[node] = -1
            return
        }
        take(2 * node, first, size / 2, until: end, place, &taken)
        take(2 * node + 1, first + size / 2, size / 2, until: end, place, &taken)
        tree[node] = max(tree[2 * node], tree[2 * node + 1])
    }
}
