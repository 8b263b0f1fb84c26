/// What an appliance said that it runs and could take.
public struct ApplianceInventory: Sendable, Equatable {
    public var installed: InstalledVersions
    /// Licence packages that it holds, and others that it named as installed.
    public var installedPackages: Set<PackageID>
    /// What it offers to install, and what it greys out, as the appliance itself sees it.
    public var offered: [OfferedPackage]
    /// What it is doing at the moment, where it can tell.
    public var activity: Activity?
    /// Digests of the packages that it says it has installed, where it can tell: SHA-256 in hexadecimal digits.
    public var digests: [PackageID: String]

    public enum Activity: Sendable, Equatable {
        case idle
        case installing(PackageID?)
    }

    public struct OfferedPackage: Sendable, Equatable {
        public let id: PackageID
        public let isBlocked: Bool
        /// Why it is blocked, in the appliance's own words.
        public let reason: String?

        public init(id: PackageID, isBlocked: Bool, reason: String? = nil) {
            (self.id, self.isBlocked, self.reason) = (id, isBlocked, reason)
        }
    }

    public init(
        installed: InstalledVersions, installedPackages: Set<PackageID> = [], offered: [OfferedPackage] = [],
        activity: Activity? = nil, digests: [PackageID: String] = [:]
    ) {
        (self.installed, self.installedPackages, self.offered) = (installed, installedPackages, offered)
        (self.activity, self.digests) = (activity, digests)
    }
}

extension ApplianceInventory {
    /// Whether it says that something is being installed just now, by whomever.
    public var isInstalling: Bool { if case .installing = activity { true } else { false } }
}
