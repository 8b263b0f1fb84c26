/// The lists of the lookup feed (reference 6.2).
public enum LookupList: String, Sendable, Hashable, CaseIterable {
    /// What the public is offered now.
    case publicAssetSets = "PublicAssetSets"
    /// Everything a server may enforce.
    case assetSets = "AssetSets"
    /// Background security improvements.
    case backgroundSecurityImprovements = "PublicBackgroundSecurityImprovements"

    /// The keys under which the list is found: today's first, then the one used until October 2025.
    var keys: [String] {
        switch self {
        case .publicAssetSets, .assetSets: [rawValue]
        case .backgroundSecurityImprovements: [rawValue, "PublicRapidSecurityResponses"]
        }
    }
}
