import Orchestrator

/// A new appliance.
public struct ApplianceBody: Codable, Sendable, StrictBody {
    public var name: String?
    /// The release graph that its packages come from.
    public var product: String?
    /// As the configuration names it.
    public var driver: String?
    /// A host name or whatever else the driver understands.
    public var address: String?
    /// `production` or `test`; `production` where nothing is said.
    public var role: String?
    public var calendar: String?
    /// To whom its mail goes; the operators' address where nothing is said.
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

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, product, driver, address, role, calendar, mail, base, version
    }

    var request: ApplianceRequest {
        ApplianceRequest(
            name: name, product: product, driver: driver, address: address, role: role, calendar: calendar, mail: mail,
            base: base, version: version)
    }
}

/// What is to be changed about an appliance; what is left out stays.
public struct ApplianceChangesBody: Codable, Sendable, StrictBody {
    public var driver: String?
    public var address: String?
    /// Empty for none.
    public var calendar: String?
    /// Empty for the operators' address.
    public var mail: String?

    public init(driver: String? = nil, address: String? = nil, calendar: String? = nil, mail: String? = nil) {
        (self.driver, self.address, self.calendar, self.mail) = (driver, address, calendar, mail)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case driver, address, calendar, mail }

    var changes: ApplianceChanges {
        ApplianceChanges(driver: driver, address: address, calendar: calendar, mail: mail)
    }
}

/// From which day on an appliance may have major packages (G6).
public struct TurnBody: Codable, Sendable, StrictBody {
    /// `2026-12-01`; null or left out takes its turn away.
    public var on: String?

    public init(on: String?) { self.on = on }

    enum CodingKeys: String, CodingKey, CaseIterable { case on }
}

/// When an appliance's maintenance contract is valid (G6).
public struct ContractBody: Codable, Sendable, StrictBody {
    /// Its first day; from ever where it is left out.
    public var from: String?
    /// Its last day; null or left out takes the contract away.
    public var until: String?

    public init(from: String? = nil, until: String?) { (self.from, self.until) = (from, until) }

    enum CodingKeys: String, CodingKey, CaseIterable { case from, until }
}

/// A file that people write, as one string: a release graph or calendars, in YAML or JSON.
public struct FileBody: Codable, Sendable, StrictBody {
    public var text: String
    /// Say what would change, and change nothing.
    public var dryRun: Bool?

    public init(text: String, dryRun: Bool? = nil) { (self.text, self.dryRun) = (text, dryRun) }

    enum CodingKeys: String, CodingKey, CaseIterable { case text, dryRun }
}
