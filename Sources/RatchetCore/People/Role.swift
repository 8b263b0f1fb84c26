/// What a person or a program may do at the admin interface.
public enum Role: String, Sendable, Equatable, CaseIterable {
    /// Sees everything but people and the audit log.
    case viewer
    /// Does the daily work: groups, plans, waking devices, reading the list of releases; adds appliances, plans and starts their upgrades,
    /// signs checkpoints off.
    case `operator`
    /// Lets happen, or stops, what others have prepared: cancels plans, believes a list that has lost too much, approves upgrades of
    /// appliances, and sets safeguards aside for them: waives, unfreezes, restores.
    case approver
    /// Everything, people and the audit log too.
    case administrator

    public var permissions: Set<Permission> {
        switch self {
        case .viewer: [.read]
        case .operator: [.read, .act]
        case .approver: [.read, .approve]
        case .administrator: Set(Permission.allCases)
        }
    }

    /// Whether it may do all that another may.
    public func covers(_ other: Role) -> Bool { permissions.isSuperset(of: other.permissions) }
}

/// One thing that a role allows; each route of the admin interface asks for one of some.
public enum Permission: String, Sendable, Equatable, CaseIterable {
    case read
    case act
    case approve
    case administer
}

/// A part of the admin interface, to which a token may be limited.
public enum Area: String, Sendable, Equatable, CaseIterable {
    case devices
    case groups
    case plans
    case releases
    /// Server appliances, their packages and upgrades, calendars, checkpoints.
    case appliances
    /// Profiles and links, with which devices come.
    case enrolment
    /// The push certificate, and how pushes stand.
    case push
    case events
    /// Overview, status, refusals.
    case status
    case people
    /// The keys that secrets are sealed with.
    case secrets
    case audit
}

/// What somebody may do, and where.
public struct Rights: Sendable, Equatable {
    /// All of them must allow it: a token's, and that of the person who made it.
    private let roles: [Role]
    /// Nil for everywhere.
    public let areas: Set<Area>?

    public init(_ roles: [Role], in areas: Set<Area>? = nil) { (self.roles, self.areas) = (roles, areas) }

    /// What all of the roles allow; nothing where there is no role.
    public var permissions: Set<Permission> {
        guard let first = roles.first else { return [] }
        return roles.dropFirst().reduce(first.permissions) { $0.intersection($1.permissions) }
    }

    public func allow(_ permission: Permission, in area: Area) -> Bool {
        permissions.contains(permission) && areas?.contains(area) ?? true
    }

    /// Whether a token with this role would have no more than these rights.
    public func cover(_ role: Role) -> Bool { permissions.isSuperset(of: role.permissions) }
}
