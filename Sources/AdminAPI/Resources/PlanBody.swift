public import Orchestrator

/// Whom a plan is for: exactly one of the three.
public struct ScopeBody: Codable, Sendable, Equatable {
    public var everything: Bool?
    /// A group's id, number or name.
    public var group: String?
    /// Ids, numbers, serial numbers or UDIDs.
    public var devices: [String]?

    public init(everything: Bool? = nil, group: String? = nil, devices: [String]? = nil) {
        (self.everything, self.group, self.devices) = (everything, group, devices)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        everything = try container.decodeIfPresent(Bool.self, forKey: .everything)
        group = try container.decodeIfPresent(String.self, forKey: .group)
        devices = try container.decodeIfPresent([String].self, forKey: .devices)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case everything, group, devices }
}

/// By when: a local date and time, or days after the release, or the oldest one that the device has skipped, was first
/// seen and a time of day.
public struct DeadlineBody: Codable, Sendable, Equatable {
    /// `2026-11-21T19:00:00` on the devices' own clocks.
    public var local: String?
    /// 0 to 365.
    public var days: Int?
    /// `19:00`, which is also what counts when nothing is said.
    public var at: String?

    public init(local: String? = nil, days: Int? = nil, at: String? = nil) {
        (self.local, self.days, self.at) = (local, days, at)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        local = try container.decodeIfPresent(String.self, forKey: .local)
        days = try container.decodeIfPresent(Int.self, forKey: .days)
        at = try container.decodeIfPresent(String.self, forKey: .at)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case local, days, at }
}

/// A plan to be made, or with `dryRun` only to be looked at.
public struct PlanBody: Codable, Sendable, Equatable {
    public var name: String?
    /// `latest`, `latest-minor`, `latest-of-major:26`, `26.4` or `26.4:25E246`. There is no default.
    public var rule: String?
    public var scope: ScopeBody?
    public var deadline: DeadlineBody?
    public var detailsURL: String?
    public var priority: Int?
    /// False leaves Background Security Improvements aside; true unless somebody says otherwise.
    public var followImprovements: Bool?
    /// True lets the plan leave less than the minimum notice.
    public var now: Bool?
    /// Why; needed with `now`.
    public var because: String?
    /// True answers with what the plan would do and makes none.
    public var dryRun: Bool?

    public init(
        name: String? = nil, rule: String? = nil, scope: ScopeBody? = nil, deadline: DeadlineBody? = nil,
        detailsURL: String? = nil, priority: Int? = nil, now: Bool? = nil, because: String? = nil, dryRun: Bool? = nil,
        followImprovements: Bool? = nil
    ) {
        (self.name, self.rule, self.scope, self.deadline) = (name, rule, scope, deadline)
        (self.detailsURL, self.priority, self.now) = (detailsURL, priority, now)
        self.followImprovements = followImprovements
        (self.because, self.dryRun) = (because, dryRun)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        rule = try container.decodeIfPresent(String.self, forKey: .rule)
        scope = try container.decodeIfPresent(ScopeBody.self, forKey: .scope)
        deadline = try container.decodeIfPresent(DeadlineBody.self, forKey: .deadline)
        detailsURL = try container.decodeIfPresent(String.self, forKey: .detailsURL)
        priority = try container.decodeIfPresent(Int.self, forKey: .priority)
        followImprovements = try container.decodeIfPresent(Bool.self, forKey: .followImprovements)
        now = try container.decodeIfPresent(Bool.self, forKey: .now)
        because = try container.decodeIfPresent(String.self, forKey: .because)
        dryRun = try container.decodeIfPresent(Bool.self, forKey: .dryRun)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, rule, scope, deadline, detailsURL, priority, followImprovements, now, because, dryRun
    }

    /// The request that the steps check.
    public var request: PlanRequest {
        PlanRequest(
            name: name, rule: rule, everything: scope?.everything ?? false, group: scope?.group,
            devices: scope?.devices, local: deadline?.local, days: deadline?.days, at: deadline?.at,
            detailsURL: detailsURL, priority: priority, isUrgent: now ?? false, because: because,
            followsImprovements: followImprovements ?? true)
    }
}
