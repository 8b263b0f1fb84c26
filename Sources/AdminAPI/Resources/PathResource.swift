public import RatchetCore

/// Versions of an appliance; null for what its product does not have.
public struct VersionsResource: Codable, Sendable, Equatable {
    @OrNull public var base: String?
    @OrNull public var product: String?

    public init(_ versions: InstalledVersions) { (base, product) = (versions.base?.text, versions.product?.text) }

    fileprivate init(base: String?, product: String?) { (self.base, self.product) = (base, product) }
}

/// Where an upgrade leads.
public struct TargetResource: Codable, Sendable, Equatable {
    @OrNull public var base: String? = nil
    @OrNull public var product: String? = nil
    /// The licence package that comes last, where one is wanted.
    @OrNull public var licence: String? = nil

    public var versions: VersionsResource { VersionsResource(base: base, product: product) }
}

extension TargetResource {
    init(_ upgrade: Upgrade) {
        self.init(
            base: upgrade.target.base?.text, product: upgrade.target.product?.text, licence: upgrade.licence?.text)
    }
}

/// Hops in their order (P1).
public struct HopsResource: Codable, Sendable, Equatable {
    public var hops: [HopResource]
    /// What is installed afterwards.
    public var to: VersionsResource
    public var productHops: Int
    /// Of all hops together, without soaks and windows.
    public var estimateSeconds: Int64

    public init(_ path: Path) {
        hops = path.hops.enumerated().map { HopResource(number: $0.offset + 1, $0.element) }
        (to, productHops) = (VersionsResource(path.end), path.productHops)
        estimateSeconds = path.estimate.components.seconds
    }
}

/// One package of a path.
public struct HopResource: Codable, Sendable, Equatable {
    /// Why it is there: `target`, `floor` or `needed-by`.
    public struct Purpose: Codable, Sendable, Equatable {
        public var reason: String
        /// The floor as the graph spells it, or the package that needs this one.
        @OrNull public var of: String?
        public var text: String

        init(_ purpose: Hop.Purpose) {
            switch purpose {
            case .target: (reason, of, text) = ("target", nil, "the target")
            case .floor(let floor):
                (reason, of, text) = ("floor", floor.version.text, "required stop \(floor.version): \(floor.reason)")
            case .neededBy(let id): (reason, of, text) = ("needed-by", id.text, "needed by \(id)")
            }
        }
    }

    /// From 1.
    public var number: Int
    public var package: String
    public var name: String
    /// `base`, `product` or `licence`.
    public var packageClass: String
    /// Of its class; null for a licence.
    @OrNull public var from: String?
    public var to: String
    public var before: VersionsResource
    public var after: VersionsResource
    public var estimateSeconds: Int64
    public var restarts: Bool
    public var affectsClients: Bool
    public var why: [Purpose]

    enum CodingKeys: String, CodingKey {
        case number, package, name, from, to, before, after, estimateSeconds, restarts, affectsClients, why
        case packageClass = "class"
    }

    public init(number: Int, _ hop: Hop) {
        let package = hop.package
        (self.number, self.package, name) = (number, package.id.text, package.name)
        packageClass = package.packageClass.rawValue
        (from, to) = (hop.before[package.packageClass]?.text, package.version.text)
        (before, after) = (VersionsResource(hop.before), VersionsResource(hop.after))
        estimateSeconds = package.estimate.components.seconds
        (restarts, affectsClients) = (package.restarts, package.affectsClients)
        why = hop.purposes.map(Purpose.init)
    }
}

/// What a package still needs (P2, P3).
public struct ObstacleResource: Codable, Sendable, Equatable {
    public var reason: String
    @OrNull public var current: String?
    @OrNull public var required: String?
    public var text: String

    public init(_ obstacle: Obstacle) {
        (reason, text) = (obstacle.code, obstacle.description)
        (current, required) = (obstacle.current?.text, obstacle.required)
    }
}

/// What came of looking for a path.
public struct PathResource: Codable, Sendable, Equatable {
    /// `path`, `no-path`, `unknown-inventory` or `unknown-package`.
    public var answer: String
    public var from: VersionsResource
    @OrNull public var path: HopsResource?
    /// Without a path: how far one comes (P7).
    @OrNull public var nearest: HopsResource?
    /// Without a path: the package that would have to come.
    @OrNull public var package: String?
    /// Without a path: what keeps it from being installed.
    public var missing: [ObstacleResource] = []
    /// `base`, `product`: what the graph does not know (P6).
    public var unknown: [String] = []
    /// `snapshot` for an unknown inventory.
    @OrNull public var wayOut: String?

    public init(_ answer: PathAnswer, from installed: InstalledVersions) {
        from = VersionsResource(installed)
        (path, nearest, package, wayOut) = (nil, nil, nil, nil)
        switch answer {
        case .path(let found): (self.answer, path) = ("path", HopsResource(found))
        case .noPath(let none):
            (self.answer, nearest, package) = ("no-path", HopsResource(none.nearest), none.package?.text)
            missing = none.obstacles.map(ObstacleResource.init)
        case .unknownInventory(let inventory):
            (self.answer, wayOut) = ("unknown-inventory", "snapshot")
            unknown = inventory.unknown.map(\.rawValue)
        case .unknownPackage(let id): (self.answer, package) = ("unknown-package", id.text)
        }
    }
}
