import RatchetCore

/// Release graphs of ten thousand packages, in the shapes that such tables have.
enum SampleGraph: CaseIterable {
    /// Required stops: of a hundred majors with ten minors of ten patches each, every x.3 and x.7 is one.
    case stops
    /// One minor after the other: a thousand of them, with ten patches each.
    case minors
    /// Nine thousand products that need one of a thousand bases or newer, and some not too new.
    case bases
    /// As `bases`, with spans of bases and products by chance and an end to each.
    case chance
    /// Five thousand bases and as many products, each with spans of both by chance, up to a 25th of them wide, and an end to most.
    case both
    /// As `both`, with spans of up to two fifths: as bad as it gets, and like no vendor's table.
    case wide
    /// As `both`, and the target can't be reached: how far one comes is to be told.
    case nowhere
    /// Five thousand bases and as many products, in turn, and each needs the one before it.
    case ladder

    var name: String { "\(self)" }

    func graph() throws -> ReleaseGraph {
        switch self {
        case .stops: try stops()
        case .minors: try minors()
        case .bases: try bases()
        case .chance: try chance()
        case .both, .nowhere: try spans(upTo: 200)
        case .wide: try spans(upTo: 2000)
        case .ladder: try ladder()
        }
    }

    /// The oldest there is.
    func start() throws -> InstalledVersions {
        let hasBases = self != .stops && self != .minors
        return InstalledVersions(
            base: hasBases ? try SampleGraph.version("0") : nil, product: try SampleGraph.version("0"))
    }

    /// The newest; where everything can be left for that at once, the one before it.
    func target() throws -> PathTarget {
        switch self {
        case .stops, .minors, .bases, .ladder: .newest
        case .chance: .package(PackageID(stored: "product-9000"))
        case .both, .wide: .package(PackageID(stored: "product-5000"))
        case .nowhere: .versions(base: try SampleGraph.version("100"), product: try SampleGraph.version("5000"))
        }
    }

    private func stops() throws -> ReleaseGraph {
        let packages = try (0..<10_000).map { place in
            try product("\(place / 100 + 1).\(place / 10 % 10).\(place % 10)")
        }
        let floors = try (1...100).flatMap { major in
            try [3, 7].map { Floor(.product, try SampleGraph.version("\(major).\($0)"), reason: "a stop") }
        }
        return try graph(packages, floors, [.product])
    }

    private func minors() throws -> ReleaseGraph {
        let packages = try (0..<10_000).map { place in
            let minor = place / 10 + 1
            return try product(
                "1.\(minor).\(place % 10)", product: minor == 1 ? nil : ">=1.\(minor - 1) <1.\(minor + 1)")
        }
        return try graph(packages, [], [.product])
    }

    private func bases() throws -> ReleaseGraph {
        let bases = try (1...1000).map { try base("\($0)", product: $0 % 100 == 0 ? ">=\($0 * 8)" : nil) }
        let products = try (1...9000).map { place in
            let needed = place / 9
            let most = place % 5 == 0 ? " <\(needed + 300)" : ""
            return try product("\(place)", base: ">=\(needed)" + most)
        }
        return try graph(
            bases + products, [Floor(.product, try SampleGraph.version("4500"), reason: "a stop")], [.base, .product])
    }

    func graph(
        _ packages: [Package], _ floors: [Floor], _ classes: [PackageClass]
    ) throws -> ReleaseGraph {
        let origins = try classes.map { Origin($0, try SampleGraph.version("0")) }
        return try ReleaseGraph(product: name, packages: packages, floors: floors, origins: origins)
    }

    func product(_ version: String, base: String? = nil, product: String? = nil) throws -> Package {
        try package(.product, version, base, product)
    }

    func base(_ version: String, base: String? = nil, product: String? = nil) throws -> Package {
        try package(.base, version, base, product)
    }

    private func package(
        _ packageClass: PackageClass, _ version: String, _ base: String?, _ product: String?
    ) throws -> Package {
        let id = "\(packageClass.rawValue)-\(version)"
        return Package(
            id: PackageID(stored: id), name: id, packageClass: packageClass, version: try SampleGraph.version(version),
            requiredBase: try base.map { try Sample.required(VersionConstraint($0), $0) },
            requiredProduct: try product.map { try Sample.required(VersionConstraint($0), $0) })
    }

    static func version(_ text: String) throws -> PackageVersion { try Sample.required(PackageVersion(text), text) }
}
