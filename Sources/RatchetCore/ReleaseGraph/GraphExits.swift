/// Finds versions from which no package leads on, although they are neither the newest nor declared a dead end. Withdrawn packages
/// need their exit too: some appliance runs them.
struct GraphExits {
    private(set) var faults: [GraphFault] = []
    private let packages: [Package]
    private let index: GraphIndex

    /// - Parameter except: packages that can't be installed at all, which is told of elsewhere.
    init(_ packages: [Package], _ origins: [Origin], _ index: GraphIndex, except: Set<Int>) {
        (self.packages, self.index) = (packages, index)
        for packageClass in [PackageClass.base, .product] where !index.axis(packageClass).isSilent {
            let axis = index.axis(packageClass)
            let stuck = stuck(packageClass)
            for place in stuck where axis.packages[place].map(except.contains) != true {
                tell(packageClass, place, origins)
            }
        }
    }

    /// Walks up the axis with the exits that are open at each place; those that have closed are dropped.
    private func stuck(_ packageClass: PackageClass) -> [Int] {
        let axis = index.axis(packageClass)
        let own = index.moves.filter { $0.packageClass == packageClass }
        if own.isEmpty { return [] }
        let offered = own.filter { packages[$0.package].withdrawn == nil }
        let newest = offered.map(\.arrival).max()
        let live = offered.filter { !$0[packageClass].isEmpty }
            .sorted { $0[packageClass].low < $1[packageClass].low }
        var (open, later) = ([Move](), live[...])
        return axis.versions.indices.filter { place in
            while let next = later.first, next[packageClass].low <= place {
                open.append(next)
                later.removeFirst()
            }
            if place == newest || axis.deadEnd(place) != nil { return false }
            while let last = open.last, last[packageClass].high < place { open.removeLast() }
            return !open.reversed().contains { $0[packageClass].contains(place) && canMeetOther($0, at: place) }
        }
    }

    /// Whether the other class's version that an exit asks for can be there or be come to at a place: an appliance that would have to
    /// change it first must be able to.
    private func canMeetOther(_ exit: Move, at place: Int) -> Bool {
        let other: PackageClass = exit.packageClass == .base ? .product : .base
        let (axis, span) = (index.axis(other), exit[other])
        let own = index.axis(exit.packageClass).packages[place].map { index.moves[$0] }
        // What no version meets at all is told of elsewhere.
        if axis.isSilent || span.isEmpty || own?[other].isEmpty == true { return true }
        let there = own?[other] ?? axis.all
        if there.low <= span.high && span.low <= there.high { return true }
        return axis.packages[span.low...span.high].contains { package in
            guard let package, packages[package].withdrawn == nil else { return false }
            return index.moves[package][exit.packageClass].contains(place)
        }
    }

    private mutating func tell(_ packageClass: PackageClass, _ place: Int, _ origins: [Origin]) {
        let axis = index.axis(packageClass)
        let version = axis.versions[place]
        let package = axis.packages[place]
        let origin = origins.firstIndex { $0.packageClass == packageClass && $0.version == version }
        let subject = package.map(GraphFault.Subject.package) ?? origin.map(GraphFault.Subject.origin) ?? .graph
        let name = package.map { "\(packages[$0].id)" } ?? "The origin \(packageClass) \(version)"
        let state = package.map { packages[$0].withdrawn == nil ? "is not the newest" : "has been withdrawn" }
        let text = """
            \(name) \(state ?? "is not the newest"), and no package leads on from it. Add one that does, loosen what keeps the \
            newer ones from it, or say with deadEnd why it is meant so.
            """
        faults.append(GraphFault(.noExit, subject, text))
    }
}
