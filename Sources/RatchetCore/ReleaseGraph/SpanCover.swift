/// The hull of spans that are added at many places at once: a tree whose nodes keep what was added to all below them.
struct SpanCover {
    private var tree: [Span]
    private let leaves: Int

    init(_ count: Int) {
        leaves = count
        tree = Array(repeating: .none, count: 2 * count)
    }

    mutating func add(_ span: Span, at places: Span) {
        var (low, high) = (leaves + places.low, leaves + places.high + 1)
        while low < high {
            if low % 2 == 1 {
                tree[low] = tree[low].hull(span)
                low += 1
            }
            if high % 2 == 1 {
                high -= 1
                tree[high] = tree[high].hull(span)
            }
            (low, high) = (low / 2, high / 2)
        }
    }

    func hull(at place: Int) -> Span {
        var (node, hull) = (leaves + place, Span.none)
        while node > 0 {
            hull = hull.hull(tree[node])
            node /= 2
        }
        return hull
    }
}
