/// An update that an appliance can install: an edge of the release graph.
public struct Package: Sendable, Equatable {
    public let id: PackageID
    /// As the vendor names it.
    public let name: String
    public let packageClass: PackageClass
    /// What the appliance runs afterwards: the base's version, the product's, or the licence's own.
    public let version: PackageVersion
    /// True prerequisites: what the base and the product must be for it to install.
    public var requiredBase: VersionConstraint?
    public var requiredProduct: VersionConstraint?
    /// How long an installation takes, as the vendor or the operator estimates.
    public var estimate: Duration
    public var restarts: Bool
    /// Whether clients have to follow, so that a soak comes after it. Always false for base and licence (S2).
    public var affectsClients: Bool
    /// A major product package needs its turn and a maintenance contract (G6); nil leaves it to the version's first number.
    public var isMajor: Bool?
    /// Where the release notes are.
    public var notes: String?
    /// Where its file is, in words that the driver understands.
    public var source: String?
    /// Of the file: SHA-256 in hexadecimal digits.
    public var sha256: String?
    public var recovery: Recovery?
    /// Why it is not to be installed any more; what it leads to stays reachable from it.
    public var withdrawn: String?
    /// Why nothing leads on from it, where that is meant so.
    public var deadEnd: String?

    public init(
        id: PackageID, name: String, packageClass: PackageClass, version: PackageVersion,
        requiredBase: VersionConstraint? = nil, requiredProduct: VersionConstraint? = nil,
        estimate: Duration = Package.standardEstimate, restarts: Bool = true, affectsClients: Bool? = nil,
        isMajor: Bool? = nil, notes: String? = nil, source: String? = nil, sha256: String? = nil,
        recovery: Recovery? = nil, withdrawn: String? = nil, deadEnd: String? = nil
    ) {
        (self.id, self.name, self.packageClass, self.version) = (id, name, packageClass, version)
        (self.requiredBase, self.requiredProduct, self.estimate) = (requiredBase, requiredProduct, estimate)
        (self.restarts, self.isMajor, self.notes, self.source) = (restarts, isMajor, notes, source)
        self.affectsClients = packageClass == .product && (affectsClients ?? true)
        (self.sha256, self.recovery, self.withdrawn, self.deadEnd) = (sha256, recovery, withdrawn, deadEnd)
    }

    /// 60 minutes: the longer end of what a hop takes (G3).
    public static let standardEstimate: Duration = .minutes(60)
}

/// What can be done when a package's installation fails (D2).
public struct Recovery: Sendable, Equatable {
    public enum Way: String, Sendable, Equatable, CaseIterable {
        /// From the backup.
        case restore
        /// The appliance keeps the version before and can go back to it.
        case swapBack = "swap-back"
        case vendorSupport = "vendor-support"
    }

    public let way: Way
    /// Until when it is possible, in words: "until the next base package".
    public let until: String?

    public init(_ way: Way, until: String? = nil) { (self.way, self.until) = (way, until) }
}
