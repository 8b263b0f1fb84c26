public import AppleMDM
public import AppleManagement
public import RatchetCore

/// How devices enrol, and how their certificates are kept current.
public struct EnrolmentSettings: Sendable, Equatable {
    /// As devices reach the devices listener; nil as long as nobody has set it.
    public var publicURL: String?
    /// A trial on one machine: devices that are not real may be given an address that no real one would take.
    public var isTrial = false
    /// Of the push certificate; nil without one.
    public var topic: String?
    public var usesDevelopmentPush: Bool
    public var rights: AccessRights
    public var source: IdentitySource
    /// How long a profile may wait before its device asks for the certificate.
    public var challengeLifetime: Duration
    /// How long before a certificate ends its device is asked to renew it.
    public var renewalWindow: Duration
    /// How long after a device was asked it is asked again.
    public var renewalRetry: Duration
    /// How many devices are asked at most each time that certificates are looked at.
    public var renewalsAtOnce: Int
    /// How long a device is kept in Setup Assistant for its first synchronisation.
    public var configurationLimit: Duration

    public init(
        publicURL: String? = nil, topic: String? = nil, usesDevelopmentPush: Bool = false,
        rights: AccessRights = EnrolmentSettings.needed, source: IdentitySource = .builtIn,
        challengeLifetime: Duration = .hours(24), renewalWindow: Duration = .days(180),
        renewalRetry: Duration = .days(1), renewalsAtOnce: Int = 50, configurationLimit: Duration = .minutes(10)
    ) {
        (self.publicURL, self.topic, self.usesDevelopmentPush) = (publicURL, topic, usesDevelopmentPush)
        (self.rights, self.source, self.challengeLifetime) = (rights, source, challengeLifetime)
        (self.renewalWindow, self.renewalRetry) = (renewalWindow, renewalRetry)
        (self.renewalsAtOnce, self.configurationLimit) = (renewalsAtOnce, configurationLimit)
    }

    /// What this service does needs these: to renew its own profile, to ask what the device runs and how it is secured, and to
    /// manage software.
    public static let needed: AccessRights = [
        .inspectProfiles, .installProfiles, .queryDevice, .querySecurity, .manageApps,
    ]
}
