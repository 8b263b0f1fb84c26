/// What a server may do with a device: `AccessRights` of the MDM payload (reference 1.1). An update of the profile may leave
/// some out and never add one.
public struct AccessRights: OptionSet, Sendable, Hashable {
    /// As on the wire, a sum of powers of two.
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let inspectProfiles = AccessRights(rawValue: 1)
    public static let installProfiles = AccessRights(rawValue: 2)
    public static let lockDevice = AccessRights(rawValue: 4)
    public static let eraseDevice = AccessRights(rawValue: 8)
    public static let queryDevice = AccessRights(rawValue: 16)
    public static let queryNetwork = AccessRights(rawValue: 32)
    public static let inspectProvisioning = AccessRights(rawValue: 64)
    public static let installProvisioning = AccessRights(rawValue: 128)
    public static let inspectApps = AccessRights(rawValue: 256)
    public static let queryRestrictions = AccessRights(rawValue: 512)
    public static let querySecurity = AccessRights(rawValue: 1024)
    public static let changeSettings = AccessRights(rawValue: 2048)
    public static let manageApps = AccessRights(rawValue: 4096)

    /// Every right that there is.
    public static let all = AccessRights(rawValue: 8191)

    /// Each right by itself, the smallest first.
    public var each: [AccessRights] {
        (0..<13).map { AccessRights(rawValue: 1 << $0) }.filter(contains)
    }

    /// True for what a device takes: not nothing, nothing unknown, and each right that needs another one comes with it.
    public var isValid: Bool {
        !isEmpty && isSubset(of: .all) && (!contains(.installProfiles) || contains(.inspectProfiles))
            && (!contains(.installProvisioning) || contains(.inspectProvisioning))
    }
}
