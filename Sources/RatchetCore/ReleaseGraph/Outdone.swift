/// Which positions need not be looked at, because one has been reached that is as cheap, no older in base and product, and no
/// constraint ends between the two: whatever leads on from the one leads on from the other, and makes a better path.
struct Outdone {
    /// By place of an axis: how many constraints end before it. Two places with as many have none between them.
    private let baseEnds: [Int]
    private let productEnds: [Int]
    /// By both numbers: positions of cheaper paths.
    private var cheaper: [Key: [Position]] = [:]
    /// Positions of paths that cost as much, in the order in which they were found.
    private var alike: [Key: [Position]] = [:]
    /// Those of this price that wait until it is over.
    private var later: [Key: [Position]] = [:]

    private struct Key: Hashable {
        let base: Int
        let product: Int
    }

    init(baseEnds: [Int], productEnds: [Int]) { (self.baseEnds, self.productEnds) = (baseEnds, productEnds) }

    /// Whether a position is outdone; one that is not, and `leads` on, outdoes others from now on.
    mutating func take(_ position: Position, leads: Bool) -> Bool {
        let key = Key(base: baseEnds[position.base], product: productEnds[position.product])
        let isOutdone = { (others: [Position]?) in
            others?.contains { $0.base >= position.base && $0.product >= position.product } ?? false
        }
        if isOutdone(cheaper[key]) || isOutdone(alike[key]) { return true }
        if leads { Outdone.add(position, to: &alike[key, default: []]) }
        return false
    }

    /// What comes now may stand before what was taken since the last price, so that can't outdo it.
    mutating func beginOtherWay() {
        merge(alike, into: &later)
        alike = [:]
    }

    /// What comes now costs more.
    mutating func beginNextPrice() {
        beginOtherWay()
        merge(later, into: &cheaper)
        later = [:]
    }

    private func merge(_ taken: [Key: [Position]], into all: inout [Key: [Position]]) {
        for (key, positions) in taken {
            for position in positions { Outdone.add(position, to: &all[key, default: []]) }
        }
    }

    /// Keeps those that none of the others outdoes, and no more than are quickly looked at.
    private static func add(_ position: Position, to positions: inout [Position]) {
        positions.removeAll { $0.base <= position.base && $0.product <= position.product }
        if positions.count < most { positions.append(position) }
    }

    private static let most = 16
}
