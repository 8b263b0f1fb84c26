/// Makes hops of a path's packages, and finds out what each of them is there for.
struct HopPurposes {
    private(set) var hops: [Hop] = []
    private let packages: [Package]
    /// By hop: the floors that its package meets.
    private let floors: [[Floor]]
    /// By class: the hops whose packages ask for versions of it.
    private let asking: [PackageClass: [Int]]
    private let last: [PackageClass: Int]

    init(_ packages: [Package], from start: InstalledVersions, _ floors: [Floor]) {
        self.packages = packages
        self.floors = HopPurposes.met(packages, floors)
        var (asking, last) = ([PackageClass: [Int]](), [PackageClass: Int]())
        for (place, package) in packages.enumerated() {
            last[package.packageClass] = place
            for other in [PackageClass.base, .product] where package.constraint(on: other) != nil {
                asking[other, default: []].append(place)
            }
        }
        (self.asking, self.last) = (asking, last)
        var before = start
        for (place, package) in packages.enumerated() {
            let after = before.after(package)
            hops.append(Hop(package: package, before: before, after: after, purposes: purposes(place, before)))
            before = after
        }
    }

    private func purposes(_ place: Int, _ before: InstalledVersions) -> [Hop.Purpose] {
        let own = packages[place].packageClass
        var purposes: [Hop.Purpose] = []
        if let old = before[own], let last = last[own], last > place {
            let met = floors[place].filter { $0.isSkipped(from: old, to: packages[last].version) }
            purposes = met.map(Hop.Purpose.floor)
        }
        if let needing = needing(place, before) { purposes.append(.neededBy(packages[needing].id)) }
        return purposes.isEmpty ? [.target] : purposes
    }

    /// The first hop afterwards that could not be made without this one's package.
    private func needing(_ place: Int, _ before: InstalledVersions) -> Int? {
        let own = packages[place].packageClass
        guard let asking = asking[own] else { return nil }
        return asking[asking.firstPlace { $0 > place }...].first { needing in
            guard let constraint = packages[needing].constraint(on: own) else { return false }
            return before[own].map { !constraint.isMet(by: $0) } ?? true
        }
    }

    /// A path's versions rise, so those that meet a floor are neighbours of their class.
    private static func met(_ packages: [Package], _ floors: [Floor]) -> [[Floor]] {
        var met = Array(repeating: [Floor](), count: packages.count)
        for packageClass in [PackageClass.base, .product] {
            let own = packages.indices.filter { packages[$0].packageClass == packageClass }
            for floor in floors where floor.packageClass == packageClass {
                let first = own.firstPlace { floor.side(of: packages[$0].version) != .below }
                for place in own[first...].prefix(while: { floor.side(of: packages[$0].version) == .meets }) {
                    met[place].append(floor)
                }
            }
        }
        return met
    }
}

extension InstalledVersions {
    /// Of a class; nil for a licence, which is no version.
    public subscript(packageClass: PackageClass) -> PackageVersion? {
        switch packageClass {
        case .base: base
        case .product: product
        case .licence: nil
        }
    }

    /// What is installed once a package has been.
    func after(_ package: Package) -> InstalledVersions {
        switch package.packageClass {
        case .base: InstalledVersions(base: package.version, product: product)
        case .product: InstalledVersions(base: base, product: package.version)
        case .licence: self
        }
    }
}

extension Package {
    func constraint(on packageClass: PackageClass) -> VersionConstraint? {
        switch packageClass {
        case .base: requiredBase
        case .product: requiredProduct
        case .licence: nil
        }
    }
}
