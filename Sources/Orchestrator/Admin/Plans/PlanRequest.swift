/// A plan as somebody asks for it: nothing of it has been checked yet.
public struct PlanRequest: Sendable, Equatable {
    /// Nil for one made of the rule and the deadline.
    public var name: String?
    /// `latest`, `latest-minor`, `latest-of-major:26`, `26.4` or `26.4:25E246`. There is no default.
    public var rule: String?
    /// Exactly one of `everything`, `group` and `devices`.
    public var everything: Bool
    public var group: String?
    /// Ids, numbers, serial numbers or UDIDs.
    public var devices: [String]?
    /// Either `yyyy-mm-ddThh:mm:ss` on the devices' wall clocks, or `days` after the release, or the oldest one that the
    /// device has skipped, was first seen.
    public var local: String?
    /// 0 to 365.
    public var days: Int?
    /// `hh:mm` on the devices' wall clocks; only with `days`.
    public var at: String?
    public var detailsURL: String?
    /// -1000 to 1000; 0 when nobody says otherwise.
    public var priority: Int?
    /// False leaves Background Security Improvements aside.
    public var followsImprovements: Bool
    /// True lets the plan leave less than the minimum notice; `because` says why.
    public var isUrgent: Bool
    public var because: String?

    /// When a computed deadline falls if nobody says at what time of day.
    public static let usualTime = "19:00"

    public init(
        name: String? = nil, rule: String? = nil, everything: Bool = false, group: String? = nil,
        devices: [String]? = nil, local: String? = nil, days: Int? = nil, at: String? = nil,
        detailsURL: String? = nil, priority: Int? = nil, isUrgent: Bool = false, because: String? = nil,
        followsImprovements: Bool = true
    ) {
        (self.name, self.rule) = (name, rule)
        (self.everything, self.group, self.devices) = (everything, group, devices)
        (self.local, self.days, self.at, self.detailsURL) = (local, days, at, detailsURL)
        (self.priority, self.isUrgent, self.because) = (priority, isUrgent, because)
        self.followsImprovements = followsImprovements
    }
}
