/// One package on one appliance, as it was planned: complete in itself, so that a later change of the graph changes nothing here.
public struct PlannedHop: Sendable, Equatable {
    public let package: PackageID
    public let name: String
    public let packageClass: PackageClass
    public let from: InstalledVersions
    public let to: InstalledVersions
    /// As the graph says.
    public let estimate: Duration
    public let restarts: Bool
    public let affectsClients: Bool
    public let isMajor: Bool
    public let source: String?
    public let sha256: String?
    public let recovery: Recovery?

    public init(
        package: PackageID, name: String, packageClass: PackageClass, from: InstalledVersions, to: InstalledVersions,
        estimate: Duration, restarts: Bool, affectsClients: Bool, isMajor: Bool, source: String? = nil,
        sha256: String? = nil, recovery: Recovery? = nil
    ) {
        (self.package, self.name, self.packageClass, self.from, self.to) = (package, name, packageClass, from, to)
        (self.estimate, self.restarts, self.affectsClients) = (estimate, restarts, affectsClients)
        (self.isMajor, self.source, self.sha256, self.recovery) = (isMajor, source, sha256, recovery)
    }
}

extension PlannedHop {
    /// The hop that installing `package` is at an appliance that runs `from`.
    public init(_ package: Package, from: InstalledVersions) {
        let to =
            switch package.packageClass {
            case .base: InstalledVersions(base: package.version, product: from.product)
            case .product: InstalledVersions(base: from.base, product: package.version)
            case .licence: from
            }
        let isNewMajor = from.product.map { $0.major != package.version.major } ?? true
        self.init(
            package: package.id, name: package.name, packageClass: package.packageClass, from: from, to: to,
            estimate: package.estimate, restarts: package.restarts, affectsClients: package.affectsClients,
            isMajor: package.packageClass == .product && (package.isMajor ?? isNewMajor), source: package.source,
            sha256: package.sha256, recovery: package.recovery)
    }

    /// Whether an appliance with this inventory has it installed (D3).
    public func isReached(by inventory: ApplianceInventory) -> Bool {
        packageClass == .licence
            ? inventory.installedPackages.contains(package)
            : inventory.installed == to
    }
}

extension Sequence where Element == PlannedHop {
    /// What a person approves: the packages and their digests, in order. Another path is another thing to approve (G4).
    public var approvalKey: String { map { "\($0.package)@\($0.sha256 ?? "")" }.joined(separator: " ") }
}
