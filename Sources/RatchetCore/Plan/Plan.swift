/// The id of a plan; `number` is its short name for people and for scripts that want an integer.
public struct PlanID: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

public struct GroupID: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

/// Whom a plan is for. Membership is live: a device that enrols or joins later is included.
public enum PlanScope: Sendable, Equatable {
    case everything
    case group(GroupID)
    case devices([DeviceID])
}

/// What, for whom, by when.
public struct Plan: Sendable, Equatable {
    public enum State: String, Sendable, Equatable { case active, cancelled }

    public let id: PlanID
    public let number: Int64
    public let name: String
    public let rule: VersionRule
    public let scope: PlanScope
    public let deadline: DeadlineRule
    /// Shown to the user by the device.
    public let detailsURL: String?
    /// Whether Background Security Improvements are wanted; a rule that names one by its build wants it anyway.
    public let followsImprovements: Bool
    /// Higher wins where plans meet; 0 unless somebody says otherwise.
    public let priority: Int
    /// Why this plan may leave less than the minimum notice; nil means that it may not.
    public let urgentBecause: String?
    public let createdAt: Instant
    public var state: State
    public var cancelledAt: Instant?

    public init(
        id: PlanID, number: Int64, name: String, rule: VersionRule, scope: PlanScope, deadline: DeadlineRule,
        detailsURL: String? = nil, followsImprovements: Bool = true, priority: Int = 0,
        urgentBecause: String? = nil, createdAt: Instant,
        state: State = .active, cancelledAt: Instant? = nil
    ) {
        (self.id, self.number, self.name, self.rule, self.scope) = (id, number, name, rule, scope)
        (self.deadline, self.detailsURL, self.priority) = (deadline, detailsURL, priority)
        self.followsImprovements = followsImprovements
        (self.urgentBecause, self.createdAt) = (urgentBecause, createdAt)
        (self.state, self.cancelledAt) = (state, cancelledAt)
    }
}

extension Plan {
    /// Whether the plan may leave less than the minimum notice for this release: an override speaks of what was there when
    /// it was given, not of whatever appears later.
    func isUrgent(for row: CatalogRow) -> Bool { urgentBecause != nil && row.firstSeen <= createdAt }
}
