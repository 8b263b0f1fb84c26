public import RatchetCore

/// What a device's manifest should hold.
public struct ManifestIntent: Sendable, Equatable {
    /// Shown by the device as who manages it.
    public var organization: String
    /// Nil until the device has told them: then the manifest holds the organisation info only.
    public var capabilities: Capabilities?
    /// The update to enforce; nil for none.
    public var update: EnforcedUpdate?

    public init(organization: String, capabilities: Capabilities? = nil, update: EnforcedUpdate? = nil) {
        (self.organization, self.capabilities, self.update) = (organization, capabilities, update)
    }
}

/// The update that a declaration enforces.
public struct EnforcedUpdate: Sendable, Equatable {
    public var target: Target
    public var deadline: LocalDateTime
    public var detailsURL: String?

    public init(target: Target, deadline: LocalDateTime, detailsURL: String?) {
        (self.target, self.deadline, self.detailsURL) = (target, deadline, detailsURL)
    }
}

/// The identifiers of the declarations that the service makes. They never change: an updated declaration keeps its
/// identifier and gets a new server token (reference 9, "stable Identifier, new ServerToken").
public enum DeclarationIdentifier {
    public static let organizationInfo = "ratchet.organization-info"
    public static let statusSubscriptions = "ratchet.status-subscriptions"
    public static let statusSubscriptionsActivation = "ratchet.status-subscriptions.activation"
    public static let enforcement = "ratchet.softwareupdate.enforcement"
    public static let enforcementActivation = "ratchet.softwareupdate.enforcement.activation"
}
