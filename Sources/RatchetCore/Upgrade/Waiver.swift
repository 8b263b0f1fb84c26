/// A rule set aside by a person, with a reason; the audit log has it too.
public struct Waiver: Sendable, Equatable {
    public let rule: Rule
    public let reason: String
    public let by: String
    public let at: Instant

    public init(_ rule: Rule, reason: String, by: String, at: Instant) {
        (self.rule, self.reason, self.by, self.at) = (rule, reason, by, at)
    }
}

/// Who approved which path (G4).
public struct Approval: Sendable, Equatable {
    public let by: String
    public let at: Instant
    /// The hops that were approved, as `approvalKey` spells them.
    public let key: String

    public init(by: String, at: Instant, key: String) { (self.by, self.at, self.key) = (by, at, key) }
}
