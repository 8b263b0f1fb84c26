/// Finds packages that wait for each other, so that nobody can ever come to install them: a base package that needs a product that
/// needs this base.
///
/// A version can be come by if it is an origin, or withdrawn (some appliance has it), or its package's constraints are met by versions
/// that can be come by. What is left after that was followed to its end waits for itself.
struct GraphCycles {
    private(set) var faults: [GraphFault] = []
    /// Places of the packages that can't be come by.
    private(set) var members: Set<Int> = []
    private let packages: [Package]
    private let index: GraphIndex
    /// By class, and by place of its axis.
    private var canHave: [PackageClass: [Bool]] = [:]

    init(_ packages: [Package], _ index: GraphIndex) {
        (self.packages, self.index) = (packages, index)
        var waiting = start()
        while true {
            let still = waiting.filter { !take($0) }
            if still.count == waiting.count { break }
            waiting = still
        }
        members = Set(waiting)
        tell(waiting)
    }

    /// Takes in what can be come by without anything else; the rest, the oldest first.
    private mutating func start() -> [Int] {
        var waiting: [Int] = []
        for packageClass in [PackageClass.base, .product] {
            let axis = index.axis(packageClass)
            canHave[packageClass] = axis.packages.map { $0.map { packages[$0].withdrawn != nil } ?? true }
            waiting += axis.packages.compactMap(\.self).filter { packages[$0].withdrawn == nil }
        }
        return waiting
    }

    /// Whether a package can be come by, as far as is known; then its version can be had.
    private mutating func take(_ place: Int) -> Bool {
        let package = packages[place]
        for packageClass in [PackageClass.base, .product] {
            // An empty span is told of elsewhere.
            guard package.constraint(on: packageClass) != nil, let span = span(place, packageClass) else { continue }
            if canHave[packageClass]?[span.low...span.high].contains(true) != true { return false }
        }
        canHave[package.packageClass]?[index.moves[place].arrival] = true
        return true
    }

    private func span(_ place: Int, _ packageClass: PackageClass) -> Span? {
        let axis = index.axis(packageClass)
        if axis.isSilent { return nil }
        var span = axis.span(packages[place].constraint(on: packageClass))
        if packages[place].packageClass == packageClass { span.high = min(span.high, index.moves[place].arrival - 1) }
        return span.isEmpty ? nil : span
    }

    /// One fault for each ring, not for each package that waits for it.
    private mutating func tell(_ waiting: [Int]) {
        var told = Set<Int>()
        for first in waiting where !told.contains(first) {
            var (ring, place) = ([Int](), Optional(first))
            while let next = place, !ring.contains(next), !told.contains(next) {
                ring.append(next)
                place = wanted(by: next)
            }
            if let place, let begin = ring.firstIndex(of: place) {
                let ids = (ring[begin...] + [place]).map { packages[$0].id.text }.joined(separator: " needs ")
                let text = """
                    \(ids): none of them can ever be installed. Loosen one of their constraints, or name what appliances run \
                    already among the origins.
                    """
                faults.append(GraphFault(.cycle, .package(ring[begin...].min() ?? place), text))
            }
            told.formUnion(ring)
        }
    }

    /// A package that one waits for: the newest that would meet what is not met.
    private func wanted(by place: Int) -> Int? {
        for packageClass in [PackageClass.base, .product] where packages[place].constraint(on: packageClass) != nil {
            guard let span = span(place, packageClass), let canHave = canHave[packageClass] else { continue }
            if canHave[span.low...span.high].contains(true) { continue }
            return index.axis(packageClass).packages[span.low...span.high].compactMap(\.self).last
        }
        return nil
    }
}
