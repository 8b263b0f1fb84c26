import RatchetCore

/// Looks for the best path by trying hop after hop until nothing gets better: slow, and as plain as the rules are. It shares nothing with the finder but the values.
struct BruteForce {
    let graph: ReleaseGraph
    let start: InstalledVersions
    /// The best path to everything that can be reached, by trying all.
    private var reached: [(state: InstalledVersions, path: [Package])] = []

    init(_ graph: ReleaseGraph, from start: InstalledVersions) {
        (self.graph, self.start) = (graph, start)
        visit(start, [])
    }

    /// Of all paths that end where it is wanted, the best one; nil where there is none.
    func best(_ isWanted: (InstalledVersions) -> Bool) -> [Package]? {
        reached.filter { isWanted($0.state) }.map(\.path).min(by: isBetter)
    }

    /// The best path that ends with a package.
    func path(to package: Package) -> [Package]? {
        switch package.packageClass {
        case .base: best { $0.base == package.version }
        case .product: best { $0.product == package.version }
        case .licence: best { canInstall(package, at: $0) }.map { $0 + [package] }
        }
    }

    func canInstall(_ package: Package, at state: InstalledVersions) -> Bool {
        if package.withdrawn != nil { return false }
        if let required = package.requiredBase, state.base.map(required.isMet) != true { return false }
        if let required = package.requiredProduct, state.product.map(required.isMet) != true { return false }
        guard package.packageClass != .licence else { return true }
        let old = package.packageClass == .base ? state.base : state.product
        guard let old, package.version > old, !isDeadEnd(old, package.packageClass) else { return false }
        return !graph.floors.contains { floor in
            floor.packageClass == package.packageClass && side(old, floor) < 0 && side(package.version, floor) > 0
        }
    }

    /// How many things keep a package from being installed.
    func missing(_ package: Package, at state: InstalledVersions) -> Int {
        var missing = package.withdrawn == nil ? 0 : 1
        if let required = package.requiredBase, state.base.map(required.isMet) != true { missing += 1 }
        if let required = package.requiredProduct, state.product.map(required.isMet) != true { missing += 1 }
        guard let old = package.packageClass == .base ? state.base : state.product else { return missing }
        let isHeld =
            package.version <= old || isDeadEnd(old, package.packageClass)
            || graph.floors.contains { floor in
                floor.packageClass == package.packageClass && side(old, floor) < 0 && side(package.version, floor) > 0
            }
        return missing + (isHeld ? 1 : 0)
    }

    /// The best path to the newest version before that of a package, where least keeps the package from being installed.
    func nearest(to package: Package) -> [Package]? {
        let own = { (state: InstalledVersions) in package.packageClass == .base ? state.base : state.product }
        let states = reached.map(\.state).filter { state in own(state).map { $0 < package.version } ?? false }
        guard let newest = states.compactMap(own).max() else { return nil }
        let least = states.filter { own($0) == newest }.map { missing(package, at: $0) }.min()
        return best { own($0) == newest && missing(package, at: $0) == least }
    }

    /// -1 below a floor, 0 where it is met, 1 beyond.
    func side(_ version: PackageVersion, _ floor: Floor) -> Int {
        let wanted = floor.version.components
        let numbers = (version.components + [0, 0, 0, 0, 0, 0, 0, 0]).prefix(wanted.count)
        if Array(numbers) == wanted { return 0 }
        return numbers.lexicographicallyPrecedes(wanted) ? -1 : 1
    }

    func after(_ state: InstalledVersions, _ package: Package) -> InstalledVersions {
        switch package.packageClass {
        case .base: InstalledVersions(base: package.version, product: state.product)
        case .product: InstalledVersions(base: state.base, product: package.version)
        case .licence: state
        }
    }

    private mutating func visit(_ state: InstalledVersions, _ path: [Package]) {
        if let known = reached.firstIndex(where: { $0.state == state }) {
            if !isBetter(path, reached[known].path) { return }
            reached[known].path = path
        } else {
            reached.append((state, path))
        }
        for package in graph.packages where package.packageClass != .licence && canInstall(package, at: state) {
            visit(after(state, package), path + [package])
        }
    }

    private func isBetter(_ one: [Package], _ other: [Package]) -> Bool {
        let cost = { (path: [Package]) in (path.count { $0.packageClass == .product }, path.count) }
        if cost(one) != cost(other) { return cost(one) < cost(other) }
        guard let (left, right) = zip(one, other).first(where: { $0.id != $1.id }) else { return false }
        if left.packageClass != right.packageClass { return left.packageClass == .product }
        return left.version > right.version
    }

    private func isDeadEnd(_ version: PackageVersion, _ packageClass: PackageClass) -> Bool {
        graph.packages.contains {
            $0.packageClass == packageClass && $0.version == version && $0.deadEnd != nil
        }
            || graph.origins.contains {
                $0.packageClass == packageClass && $0.version == version && $0.deadEnd != nil
            }
    }
}
