/// What a device itself says that it runs.
public struct InstalledOS: Sendable, Equatable {
    public var version: OSVersion
    public var build: String?
    /// The build with its Background Security Improvement; equal to `build` when there is none.
    public var supplementalBuild: String?
    /// The letter of the Background Security Improvement, `a`; nil or empty when there is none.
    public var supplementalLetter: String?

    public init(
        version: OSVersion, build: String? = nil, supplementalBuild: String? = nil, supplementalLetter: String? = nil
    ) {
        (self.version, self.build) = (version, build)
        (self.supplementalBuild, self.supplementalLetter) = (supplementalBuild, supplementalLetter)
    }

    /// True when a device that runs this needs nothing more to have reached `target`.
    ///
    /// A plain target is reached by its version, whatever the build (twin builds, reference 6.4); a Background
    /// Security Improvement only by its own build or by a newer base version.
    public func hasReached(_ target: Target) -> Bool {
        guard target.isSecurityImprovement, let build = target.build else { return version >= target.version }
        return version > target.version || (version == target.version && supplementalBuild == build)
    }

    /// `26.4`, or `26.3.1 (a)`.
    public var name: String {
        guard let letter = supplementalLetter, !letter.isEmpty else { return version.text }
        return "\(version) (\(letter))"
    }
}
