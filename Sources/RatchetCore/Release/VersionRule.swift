/// Which version a plan wants.
public enum VersionRule: Sendable, Equatable {
    /// The newest release for the device, across major versions.
    case latest
    /// The newest release of the major version that the device already runs.
    case latestMinor
    /// The newest release of one major version.
    case latestOfMajor(Int)
    /// Exactly this version, and this build if one is named.
    case specific(OSVersion, build: String?)

    /// True when a new release can change what this rule means.
    public var follows: Bool {
        if case .specific = self { false } else { true }
    }
}

extension VersionRule: CustomStringConvertible, LosslessStringConvertible {
    /// `latest`, `latest-minor`, `latest-of-major:26`, `26.4` or `26.4:25E246`.
    public var description: String {
        switch self {
        case .latest: "latest"
        case .latestMinor: "latest-minor"
        case .latestOfMajor(let major): "latest-of-major:\(major)"
        case .specific(let version, let build): build.map { "\(version):\($0)" } ?? version.text
        }
    }

    /// Reads what `description` writes; nil for anything else.
    ///
    /// A specific version has two or three numbers, as `TargetOSVersion` must (reference 0.6, section 9).
    public init?(_ text: String) {
        switch text {
        case "latest": self = .latest
        case "latest-minor": self = .latestMinor
        default:
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts[0] == "latest-of-major", parts.count == 2, let major = Int(parts[1]), (1...999).contains(major),
                String(major) == parts[1]
            {
                self = .latestOfMajor(major)
            } else if let version = OSVersion(parts[0]), version.isDeclarable,
                parts.count == 1 || VersionRule.isBuild(parts[1])
            {
                self = .specific(version, build: parts.count == 2 ? parts[1] : nil)
            } else {
                return nil
            }
        }
    }

    private static func isBuild(_ text: String) -> Bool {
        (3...16).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
