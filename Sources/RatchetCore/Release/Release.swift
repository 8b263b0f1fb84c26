/// One of the three lists of Apple's lookup feed (reference 6.2).
public enum ReleaseList: String, Sendable, Hashable, CaseIterable {
    /// `AssetSets`: everything MDM may ask for.
    case assets = "AssetSets"
    /// `PublicAssetSets`: what the public is offered now.
    case publicAssets = "PublicAssetSets"
    /// `PublicBackgroundSecurityImprovements`, formerly `PublicRapidSecurityResponses`.
    case securityImprovements = "PublicBackgroundSecurityImprovements"
}

/// The key under which the feed knows a kind of device: `iPhone17,1`, `J413AP`, `VMA2MACOSAP`.
///
/// Matched exactly and case-sensitively (reference 6.3).
public struct FeedKey: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

/// An operating system release that a device can be told to install.
public struct Release: Sendable, Equatable {
    /// The feed's word: `iOS` (which covers iPadOS, tvOS, watchOS), `macOS`, `visionOS`.
    public let platform: String
    public let version: OSVersion
    /// `25E246`, or `25D771280a` for a Background Security Improvement. Never compared as text (reference 6.4).
    public let build: String
    /// Set on a Background Security Improvement only.
    public let improvement: SecurityImprovement?

    public init(platform: String, version: OSVersion, build: String, improvement: SecurityImprovement? = nil) {
        (self.platform, self.version, self.build, self.improvement) = (platform, version, build, improvement)
    }

    /// `26.4`, or `26.3.1 (a)`.
    public var name: String { improvement.map { "\(version) (\($0.letter))" } ?? version.text }
}

/// What makes a release a Background Security Improvement on top of its base (reference 0.6, 6.2).
public struct SecurityImprovement: Sendable, Equatable {
    /// `a` of `(a)`.
    public let letter: String
    /// The build of the base it can be installed on.
    public let prerequisiteBuild: String

    public init(letter: String, prerequisiteBuild: String) {
        self.letter = SecurityImprovement.normalised(letter)
        self.prerequisiteBuild = prerequisiteBuild
    }

    /// Feed and DeviceInformation print `(a)`, the status item `a` (reference 4).
    public static func normalised(_ text: String) -> String {
        text.filter { $0 != "(" && $0 != ")" && !$0.isWhitespace }
    }
}
