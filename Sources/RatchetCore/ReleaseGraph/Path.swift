/// The hops from what an appliance runs to a target, in their order (P1).
public struct Path: Sendable, Equatable {
    public let start: InstalledVersions
    /// None where the appliance is at the target already.
    public let hops: [Hop]

    public init(start: InstalledVersions, hops: [Hop]) { (self.start, self.hops) = (start, hops) }

    /// What the appliance runs afterwards.
    public var end: InstalledVersions { hops.last?.after ?? start }

    /// The estimates of all hops; soaks and windows come on top of it.
    public var estimate: Duration { hops.reduce(.zero) { $0 + $1.package.estimate } }

    /// After each of them clients need their time (S1).
    public var productHops: Int { hops.count { $0.package.packageClass == .product } }
}

/// One package on one appliance.
public struct Hop: Sendable, Equatable {
    /// Why a path has a hop.
    public enum Purpose: Sendable, Equatable {
        case target
        /// A required stop.
        case floor(Floor)
        /// What this package asks for is not met before.
        case neededBy(PackageID)
    }

    public let package: Package
    public let before: InstalledVersions
    public let after: InstalledVersions
    /// At least one.
    public let purposes: [Purpose]

    public init(package: Package, before: InstalledVersions, after: InstalledVersions, purposes: [Purpose]) {
        (self.package, self.before, self.after, self.purposes) = (package, before, after, purposes)
    }
}

/// Where a path is to lead.
public enum PathTarget: Sendable, Equatable {
    /// The newest product that is not withdrawn; the newest base where there is no product in the graph.
    case newest
    /// These versions; nil leaves one to the path.
    case versions(base: PackageVersion?, product: PackageVersion?)
    /// A package of any class, a licence too.
    case package(PackageID)
}

/// What came of looking for a path.
public enum PathAnswer: Sendable, Equatable {
    case path(Path)
    case noPath(NoPath)
    /// What is installed is no state of the graph. Nobody guesses: the way out is a snapshot for a person (P6).
    case unknownInventory(UnknownInventory)
    /// The graph has no package of this id.
    case unknownPackage(PackageID)
}

/// There is no path: how far one comes, and what is in the way from there (P7).
public struct NoPath: Sendable, Equatable {
    /// To the reachable versions that are nearest to the target; without hops where nothing nearer can be reached.
    public let nearest: Path
    /// The package that would have to come, where there is one.
    public let package: PackageID?
    /// What keeps it from being installed after the nearest path; at least one.
    public let obstacles: [Obstacle]

    public init(nearest: Path, package: PackageID?, obstacles: [Obstacle]) {
        (self.nearest, self.package, self.obstacles) = (nearest, package, obstacles)
    }
}

/// Versions that neither a package provides nor an origin is (P6).
public struct UnknownInventory: Sendable, Equatable {
    public let installed: InstalledVersions
    /// Those of base and product that the graph does not know.
    public let unknown: [PackageClass]

    public init(installed: InstalledVersions, unknown: [PackageClass]) {
        (self.installed, self.unknown) = (installed, unknown)
    }
}
