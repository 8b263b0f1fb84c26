import AppleDDM
import RatchetCore

/// What of an intent its manifest depends on, in texts as they are rendered: intents with the same essence have the same
/// manifest. It is small whatever a device says of itself.
public struct ManifestEssence: Sendable, Hashable {
    private let organization: String
    private let declarationTypes: Set<String>?
    private let statusItems: [String]?
    /// Version, build, deadline and details; texts, for versions that are equal may be spelt differently.
    private let update: [String?]

    public init(_ intent: ManifestIntent) {
        organization = intent.organization
        declarationTypes = (intent.capabilities?.declarationTypes).map(ManifestEssence.types.intersection)
        statusItems = (intent.capabilities?.statusItems).map { known in
            StatusItemName.forUpdates.map(\.rawValue).filter(known.contains)
        }
        update =
            intent.update.map {
                [$0.target.version.text, $0.target.build, $0.deadline.description, $0.detailsURL]
            } ?? []
    }

    /// Of everything that a manifest may hold.
    private static let types: Set<String> = [
        OrganizationInfo.type, StatusSubscriptions.type, ActivationSimple.type, SoftwareUpdateEnforcementSpecific.type,
    ]
}
