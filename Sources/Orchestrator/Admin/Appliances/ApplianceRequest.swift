/// What is wanted of a new appliance, as somebody has written it.
public struct ApplianceRequest: Sendable, Equatable {
    public var name: String?
    /// The release graph that its packages come from.
    public var product: String?
    /// As the configuration names it.
    public var driver: String?
    public var address: String?
    /// `production` unless said otherwise.
    public var role: String?
    public var calendar: String?
    public var mail: String?
    /// What it runs, where a person knows and its driver can't tell.
    public var base: String?
    public var version: String?

    public init(
        name: String? = nil, product: String? = nil, driver: String? = nil, address: String? = nil, role: String? = nil,
        calendar: String? = nil, mail: String? = nil, base: String? = nil, version: String? = nil
    ) {
        (self.name, self.product, self.driver, self.address) = (name, product, driver, address)
        (self.role, self.calendar, self.mail) = (role, calendar, mail)
        (self.base, self.version) = (base, version)
    }
}

/// What is to be changed about an appliance; what is nil stays.
public struct ApplianceChanges: Sendable, Equatable {
    public var driver: String?
    public var address: String?
    /// Empty for none.
    public var calendar: String?
    /// Empty for the operators' address.
    public var mail: String?

    public init(driver: String? = nil, address: String? = nil, calendar: String? = nil, mail: String? = nil) {
        (self.driver, self.address, self.calendar, self.mail) = (driver, address, calendar, mail)
    }
}

/// Where an upgrade is to lead, as somebody has written it; the newest where nothing is given.
public struct UpgradeRequest: Sendable, Equatable {
    public var base: String?
    public var product: String?
    public var package: String?
    /// Only the package itself: refused where another has to come first (P3).
    public var isAlone: Bool

    public init(base: String? = nil, product: String? = nil, package: String? = nil, isAlone: Bool = false) {
        (self.base, self.product, self.package, self.isAlone) = (base, product, package, isAlone)
    }
}

/// What an appliance is to be asked, or what a person says of it in its place.
public struct SnapshotRequest: Sendable, Equatable {
    public var base: String?
    public var product: String?
    /// Licence packages that it holds.
    public var licences: [String]?
    /// True for no alarms; needed where the health is told and there are none.
    public var isWell: Bool
    public var alarms: [String]
    /// How the person knows; needed with anything else here.
    public var note: String?

    public init(
        base: String? = nil, product: String? = nil, licences: [String]? = nil, isWell: Bool = false,
        alarms: [String] = [], note: String? = nil
    ) {
        (self.base, self.product, self.licences) = (base, product, licences)
        (self.isWell, self.alarms, self.note) = (isWell, alarms, note)
    }

    var tellsVersions: Bool { base != nil || product != nil || licences != nil }
    var tellsHealth: Bool { isWell || !alarms.isEmpty }
}
