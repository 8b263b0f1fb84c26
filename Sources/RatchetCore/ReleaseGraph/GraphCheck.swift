/// Finds everything that is wrong with a graph (issue 7: import names every fault at once).
struct GraphCheck {
    private(set) var faults: [GraphFault] = []
    private let packages: [Package]
    private let floors: [Floor]
    private let origins: [Origin]
    private let index: GraphIndex

    init(_ packages: [Package], _ floors: [Floor], _ origins: [Origin], _ index: GraphIndex) {
        (self.packages, self.floors, self.origins, self.index) = (packages, floors, origins, index)
        if packages.isEmpty {
            faults.append(GraphFault(.empty, .graph, "There is no package. Add at least one."))
        }
        checkTwins()
        checkConstraints()
        let met = checkFloors()
        checkOrigins()
        let cycles = GraphCycles(packages, index)
        faults += cycles.faults
        // A floor that nothing meets would leave everybody before it without an exit, which is no fault of theirs.
        let mended = met.count == floors.count ? index : GraphIndex(packages, met, origins)
        faults += GraphExits(packages, origins, mended, except: cycles.members).faults
    }

    private mutating func checkTwins() {
        var (ids, versions) = ([PackageID: Int](), [PackageClass: [PackageVersion.Order: Int]]())
        for (place, package) in packages.enumerated() {
            if ids.updateValue(ids[package.id] ?? place, forKey: package.id) != nil {
                let text = "Another package has the id \(package.id). Give each an id of its own."
                faults.append(GraphFault(.duplicateID, .package(place), text))
            } else if package.packageClass != .licence,
                let first = versions[package.packageClass]?[package.version.order]
            {
                let (id, version) = (package.id, package.version)
                let text = """
                    \(id) and \(packages[first].id) both lead to \(package.packageClass) \(version). Leave one out, or give \
                    one its own version.
                    """
                faults.append(GraphFault(.equalVersions, .package(place), text))
            } else {
                versions[package.packageClass, default: [:]][package.version.order] = place
            }
        }
    }

    private mutating func checkConstraints() {
        for (place, package) in packages.enumerated() {
            for packageClass in [PackageClass.base, .product] {
                guard let constraint = package.constraint(on: packageClass) else { continue }
                let axis = index.axis(packageClass)
                var span = axis.isSilent ? Span(low: 0, high: -1) : axis.span(constraint)
                let isOwn = packageClass == package.packageClass
                if isOwn { span.high = min(span.high, index.moves[place].arrival - 1) }
                guard span.isEmpty else { continue }
                let text = """
                    \(package.id) requires \(packageClass) \(constraint), and no \(isOwn ? "older " : "")\(packageClass) in the graph \
                    is that. Add the package that provides it, name it among the origins, or correct the constraint.
                    """
                faults.append(GraphFault(.dangling, .package(place), text))
            }
        }
    }

    /// The floors that can be met.
    private mutating func checkFloors() -> [Floor] {
        var met: [Floor] = []
        for (place, floor) in floors.enumerated() {
            if let fault = fault(of: floor, place) { faults.append(fault) } else { met.append(floor) }
        }
        return met
    }

    private func fault(of floor: Floor, _ place: Int) -> GraphFault? {
        if floor.packageClass == .licence {
            let text = "The floor \(floor.version) is of a licence. Only base and product have floors."
            return GraphFault(.notABaseOrProduct, .floor(place), text)
        }
        let axis = index.axis(floor.packageClass)
        let meeting = axis.versions.indices.filter { floor.side(of: axis.versions[$0]) == .meets }
        // One that is met by the oldest version binds nobody.
        if meeting.first == 0 || meeting.contains(where: { isOffered(axis.packages[$0]) }) { return nil }
        let found =
            meeting.isEmpty
            ? "no \(floor.packageClass) package meets it" : "what meets it is withdrawn, or an origin without a package"
        let text = """
            The floor \(floor.packageClass) \(floor.version) can't be reached: \(found). Add a package with a version that \
            begins with \(floor.version), or remove the floor.
            """
        return GraphFault(.unmetFloor, .floor(place), text)
    }

    private func isOffered(_ package: Int?) -> Bool { package.map { packages[$0].withdrawn == nil } ?? false }

    private mutating func checkOrigins() {
        for (place, origin) in origins.enumerated() where origin.packageClass == .licence {
            let text = "The origin \(origin.version) is of a licence. Only base and product have origins."
            faults.append(GraphFault(.notABaseOrProduct, .origin(place), text))
        }
    }
}
