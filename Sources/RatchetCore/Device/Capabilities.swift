/// What a device says it understands (`management.client-capabilities`, reference 2.3).
public struct Capabilities: Sendable, Equatable {
    /// Declaration types of all four kinds.
    public let declarationTypes: Set<String>
    public let statusItems: Set<String>

    public init(declarationTypes: Set<String>, statusItems: Set<String>) {
        (self.declarationTypes, self.statusItems) = (declarationTypes, statusItems)
    }

    /// Reference 3.1.
    public static let enforcementType = "com.apple.configuration.softwareupdate.enforcement.specific"

    public var canEnforceUpdates: Bool { declarationTypes.contains(Capabilities.enforcementType) }
}
