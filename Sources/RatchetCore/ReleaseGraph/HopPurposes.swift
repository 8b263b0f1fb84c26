/// Makes hops of a path's packages, and finds out what each of them is there for.
struct HopPurposes {
    let hops: [Hop]

    init(_ packages: [Package], from start: InstalledVersions, _ floors: [Floor]) {
        var states = [start]
        for package in packages { states.append(states[states.count - 1].after(package)) }
        hops = packages.indices.map { place in
            let later = packages[(place + 1)...]
            return Hop(
                package: packages[place], before: states[place], after: states[place + 1],
                purposes: HopPurposes.purposes(packages[place], states[place], later, floors))
        }
    }

    private static func purposes(
        _ package: Package, _ before: InstalledVersions, _ later: ArraySlice<Package>, _ floors: [Floor]
    ) -> [Hop.Purpose] {
        let (own, old) = (package.packageClass, before[package.packageClass])
        var purposes: [Hop.Purpose] = []
        if let old, let newest = later.last(where: { $0.packageClass == own }) {
            let met = floors.filter { floor in
                floor.packageClass == own && floor.isSkipped(from: old, to: newest.version)
                    && floor.side(of: package.version) == .meets
            }
            purposes = met.map(Hop.Purpose.floor)
        }
        let needing = later.first { needing in
            guard let constraint = needing.constraint(on: own) else { return false }
            return old.map { !constraint.isMet(by: $0) } ?? true
        }
        if let needing { purposes.append(.neededBy(needing.id)) }
        return purposes.isEmpty ? [.target] : purposes
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
