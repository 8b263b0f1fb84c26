public import RatchetCore

/// A release graph with how much it has.
public struct GraphDetails: Sendable, Equatable {
    public let product: String
    /// Rises with each import.
    public let revision: Int64
    public let importedAt: Instant
    public let importedBy: String
    public let packages: Int
    public let floors: Int
    /// Of its packages, those that are not to be installed any more.
    public let withdrawn: Int
}

/// What importing a release graph would change.
public struct GraphPreview: Sendable, Equatable {
    public let product: String
    /// Of the graph that is there; nil while there is none.
    public let revision: Int64?
    public let change: GraphChange
}

/// A page of a graph's packages, or of an appliance's.
public struct PackagePage<Entry: Sendable & Equatable>: Sendable, Equatable {
    public let entries: [Entry]
    /// After which package the next page begins; nil on the last.
    public let next: PackageID?
}

/// How one package stands to an appliance (P2).
public struct PackageView: Sendable, Equatable {
    public let package: Package
    public let standing: PackageStanding
    /// What is missing, or why it is not applicable.
    public let obstacles: [Obstacle]
    /// Which packages come before it, in their order; nil where no way leads to it.
    public let chain: [PackageID]?
    /// What the appliance itself says of it, where it says something.
    public let offered: ApplianceInventory.OfferedPackage?
}

/// A package that can't be installed, or versions that can't be reached: what is there, what is missing, and what would have to come first, for
/// programs (P3, P7).
public struct Blockage: Sendable, Equatable {
    public let package: PackageID?
    public let installed: InstalledVersions
    public let obstacles: [Obstacle]
    /// Which packages would have to come first, in their order.
    public let chain: [PackageID]
    /// How far one comes, where there is no path.
    public let nearest: InstalledVersions?

    public init(
        package: PackageID?, installed: InstalledVersions, obstacles: [Obstacle], chain: [PackageID] = [],
        nearest: InstalledVersions? = nil
    ) {
        (self.package, self.installed, self.obstacles) = (package, installed, obstacles)
        (self.chain, self.nearest) = (chain, nearest)
    }
}
