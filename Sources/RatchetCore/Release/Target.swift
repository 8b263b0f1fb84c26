/// The exact release that one device is told to install.
public struct Target: Sendable, Equatable {
    /// Spelt as in the feed; a two-part version never pulls in a later patch (reference 0.5).
    public let version: OSVersion
    /// Sent only for Background Security Improvements and builds that a person pinned (reference 3.4).
    public let build: String?
    public let isSecurityImprovement: Bool

    public init(version: OSVersion, build: String? = nil, isSecurityImprovement: Bool = false) {
        (self.version, self.build, self.isSecurityImprovement) = (version, build, isSecurityImprovement)
    }

    /// True when this is the release that a device installs that is told the target: without a build never a Background
    /// Security Improvement.
    public func names(_ release: Release) -> Bool {
        release.version == version && (build.map { $0 == release.build } ?? (release.improvement == nil))
    }

    /// `26.4`, `26.4 (25E246)`.
    public var name: String { build.map { "\(version) (\($0))" } ?? version.text }
}
