import Orchestrator
import RatchetCore

/// A release graph.
public struct GraphResource: Codable, Sendable, Equatable {
    public var product: String
    /// Rises with each import.
    public var revision: Int64
    public var importedAt: String
    public var importedBy: String
    public var packages: Int
    public var floors: Int
    public var withdrawn: Int
}

public struct GraphListResource: Codable, Sendable, Equatable {
    public var graphs: [GraphResource]
}

/// A package of a graph.
public struct PackageResource: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    /// `base`, `product`, `licence`.
    public var packageClass: String
    public var version: String
    /// What the base must be, `>=6.0 <7`.
    @OrNull public var requiredBase: String? = nil
    @OrNull public var requiredProduct: String? = nil
    public var estimateSeconds: Int64
    public var restarts: Bool
    public var affectsClients: Bool
    /// Null leaves it to the version's first number (G6).
    @OrNull public var isMajor: Bool? = nil
    @OrNull public var notes: String? = nil
    @OrNull public var source: String? = nil
    @OrNull public var sha256: String? = nil
    @OrNull public var recovery: UpgradeHopResource.RecoveryWay? = nil
    /// Why it is not to be installed any more.
    @OrNull public var withdrawn: String? = nil
    @OrNull public var deadEnd: String? = nil

    enum CodingKeys: String, CodingKey {
        case id, name, version, requiredBase, requiredProduct, estimateSeconds, restarts, affectsClients, isMajor, notes
        case source, sha256, recovery, withdrawn, deadEnd
        case packageClass = "class"
    }
}

/// One page of a graph's packages.
public struct PackageListResource: Codable, Sendable, Equatable {
    public var graph: GraphResource
    public var packages: [PackageResource]
    /// What to give as `after` for the next page; null on the last.
    @OrNull public var next: String? = nil
}

/// How one package stands to an appliance (P2).
public struct PackageStandingResource: Codable, Sendable, Equatable {
    /// What the appliance itself says of it.
    public struct Offer: Codable, Sendable, Equatable {
        public var isBlocked: Bool
        @OrNull public var reason: String? = nil
    }

    public var package: PackageResource
    /// `installable`, `blocked`, `installed`, `not-applicable`.
    public var standing: String
    /// What is missing, or why it is not applicable.
    public var missing: [ObstacleResource]
    /// The packages that come before it, in their order; in lists the first sixteen of them, and null where no way leads to it.
    @OrNull public var chain: [String]? = nil
    @OrNull public var chainLength: Int? = nil
    @OrNull public var offered: Offer? = nil
}

/// One page of an appliance's packages.
public struct PackageStandingListResource: Codable, Sendable, Equatable {
    public var packages: [PackageStandingResource]
    @OrNull public var next: String? = nil
}

extension GraphResource {
    init(_ graph: GraphDetails) {
        self.init(
            product: graph.product, revision: graph.revision, importedAt: graph.importedAt.description,
            importedBy: graph.importedBy, packages: graph.packages, floors: graph.floors, withdrawn: graph.withdrawn)
    }
}

extension PackageResource {
    init(_ package: Package) {
        self.init(
            id: package.id.text, name: package.name, packageClass: package.packageClass.rawValue,
            version: package.version.text, requiredBase: package.requiredBase?.description,
            requiredProduct: package.requiredProduct?.description,
            estimateSeconds: package.estimate.components.seconds, restarts: package.restarts,
            affectsClients: package.affectsClients, isMajor: package.isMajor, notes: package.notes,
            source: package.source, sha256: package.sha256,
            recovery: package.recovery.map { .init(way: $0.way.rawValue, until: $0.until) },
            withdrawn: package.withdrawn, deadEnd: package.deadEnd)
    }
}

extension PackageStandingResource {
    /// - Parameter most: how much of the chain is told.
    init(_ view: PackageView, most: Int = .max) {
        self.init(
            package: PackageResource(view.package), standing: view.standing.rawValue,
            missing: view.obstacles.map(ObstacleResource.init), chain: view.chain?.prefix(most).map(\.text),
            chainLength: view.chain?.count,
            offered: view.offered.map { Offer(isBlocked: $0.isBlocked, reason: $0.reason) })
    }
}
