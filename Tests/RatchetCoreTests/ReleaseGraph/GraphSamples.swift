import RatchetCore
import SeededRandom
import Testing

/// Graphs for tests, written briefly.
enum GraphSample {
    static func version(_ text: String) throws -> PackageVersion { try #require(PackageVersion(text)) }

    static func id(_ text: String) throws -> PackageID { try #require(PackageID(text)) }

    /// A package `p16.3` or `b6.2`, named after its class and version.
    static func package(
        _ packageClass: PackageClass, _ text: String, base: String? = nil, product: String? = nil,
        withdrawn: String? = nil, deadEnd: String? = nil
    ) throws -> Package {
        let name = "\(packageClass.rawValue.prefix(1))\(text)"
        return Package(
            id: try id(name), name: name, packageClass: packageClass, version: try version(text),
            requiredBase: try base.map { try #require(VersionConstraint($0)) },
            requiredProduct: try product.map { try #require(VersionConstraint($0)) }, withdrawn: withdrawn,
            deadEnd: deadEnd)
    }

    static func installed(_ base: String?, _ product: String?) throws -> InstalledVersions {
        InstalledVersions(base: try base.map(version), product: try product.map(version))
    }

    static func floors(_ packageClass: PackageClass, _ versions: String...) throws -> [Floor] {
        try versions.map { Floor(packageClass, try version($0), reason: "migrations") }
    }

    static func origins(
        _ packageClass: PackageClass, _ versions: String..., deadEnd: String? = nil
    ) throws -> [Origin] {
        try versions.map { Origin(packageClass, try version($0), deadEnd: deadEnd) }
    }

    /// The codes of what is wrong; none for a sound graph.
    static func faults(
        _ packages: [Package], floors: [Floor] = [], origins: [Origin] = []
    ) -> [GraphFault] {
        do {
            _ = try ReleaseGraph(product: "sample", packages: packages, floors: floors, origins: origins)
            return []
        } catch {
            return error.faults
        }
    }
}

extension Package {
    static func product(
        _ version: String, base: String? = nil, product: String? = nil, withdrawn: String? = nil, deadEnd: String? = nil
    ) throws -> Package {
        try GraphSample.package(
            .product, version, base: base, product: product, withdrawn: withdrawn, deadEnd: deadEnd)
    }

    static func base(
        _ version: String, base: String? = nil, product: String? = nil, withdrawn: String? = nil, deadEnd: String? = nil
    ) throws -> Package {
        try GraphSample.package(.base, version, base: base, product: product, withdrawn: withdrawn, deadEnd: deadEnd)
    }
}

extension PathAnswer {
    var path: Path? { if case .path(let path) = self { path } else { nil } }
    var noPath: NoPath? { if case .noPath(let noPath) = self { noPath } else { nil } }
    /// The ids of its hops; nil where there is no path.
    var ids: [String]? { path?.hops.map(\.package.id.text) }
}

/// A small graph by chance, mended until it is sound.
struct RandomGraph {
    let graph: ReleaseGraph
    let start: InstalledVersions

    init?(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bases = (1...Int.random(in: 1...5, using: &random)).map { "\($0).0" }
        let products = (1...Int.random(in: 2...8, using: &random)).map { "\(($0 + 1) / 2).\($0 % 2)" }
        var packages: [Package] = []
        for (packageClass, versions) in [(PackageClass.base, bases), (.product, products)] {
            for text in versions.dropFirst() {
                let base = RandomGraph.constraint(bases, &random)
                let product = RandomGraph.constraint(products, &random)
                let withdrawn = Int.random(in: 0..<8, using: &random) == 0 ? "broken" : nil
                guard
                    let package = try? GraphSample.package(
                        packageClass, text, base: base, product: product, withdrawn: withdrawn)
                else { return nil }
                packages.append(package)
            }
        }
        if let licence = try? GraphSample.package(
            .licence, "1", base: RandomGraph.constraint(bases, &random),
            product: RandomGraph.constraint(products, &random))
        {
            packages.append(licence)
        }
        let floors = products.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            .compactMap(PackageVersion.init).map { Floor(.product, $0, reason: "by chance") }
        guard let base = PackageVersion(bases[0]), let product = PackageVersion(products[0]),
            let graph = RandomGraph.mended(packages, floors, [Origin(.base, base), Origin(.product, product)])
        else { return nil }
        self.graph = graph
        let standing = random.next() % 3 == 0
        start = InstalledVersions(
            base: standing ? bases.randomElement(using: &random).flatMap(PackageVersion.init) : base,
            product: standing ? products.randomElement(using: &random).flatMap(PackageVersion.init) : product)
    }

    private static func constraint(_ versions: [String], _ random: inout SeededRandom) -> String? {
        guard Int.random(in: 0..<5, using: &random) < 2, let one = versions.randomElement(using: &random),
            let other = versions.randomElement(using: &random)
        else { return nil }
        return ["=\(one)", ">=\(one)", "<\(one)", ">\(one)", "<=\(one)", ">=\(one) <=\(other)"]
            .randomElement(using: &random)
    }

    private static func mended(
        _ packages: [Package], _ floors: [Floor], _ origins: [Origin]
    ) -> ReleaseGraph? {
        var (packages, floors, origins) = (packages, floors, origins)
        for _ in 0..<6 {
            do {
                return try ReleaseGraph(product: "random", packages: packages, floors: floors, origins: origins)
            } catch {
                for fault in error.faults.reversed() {
                    switch (fault.subject, fault.code) {
                    case (.package(let place), .noExit):
                        packages[place].deadEnd = "by chance"
                    case (.package(let place), _):
                        (packages[place].requiredBase, packages[place].requiredProduct) = (nil, nil)
                    case (.floor(let place), _): floors.remove(at: place)
                    case (.origin(let place), _):
                        origins[place] = Origin(
                            origins[place].packageClass, origins[place].version, deadEnd: "by chance")
                    case (.graph, _): return nil
                    }
                }
            }
        }
        return nil
    }
}
