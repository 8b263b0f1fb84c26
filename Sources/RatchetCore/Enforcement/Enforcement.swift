/// The id of an enforcement.
public struct EnforcementID: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

/// One device being taken to one target: the machine of the seven phases.
///
/// One mutating method for each event; each returns what is to be recorded and done and does nothing else. Evidence may
/// come in any order, repeated or with gaps. A message that is stale or impossible here is answered with `.ignored` and
/// changes nothing.
public struct Enforcement: Sendable, Equatable {
    public let id: EnforcementID
    public let device: DeviceID
    public let target: Target
    public let plannedAt: Instant

    /// The plan that wants it; another plan that wants the same target takes it over.
    public internal(set) var plan: PlanID
    /// Fixed when first offered for its plan.
    public internal(set) var deadline: LocalDateTime
    public internal(set) var detailsURL: String?
    public internal(set) var state: EnforcementState
    /// When the present state was entered.
    public internal(set) var since: Instant
    /// What led into the present state.
    public internal(set) var evidence: Evidence
    public internal(set) var outcome: EnforcementOutcome?
    public internal(set) var offeredAt: Instant?
    /// The newest failure that the device reported for this target.
    public internal(set) var failure: UpdateFailure?
    /// When the device began to fail at this target; it stays when it tries again.
    public internal(set) var failingSince: Instant?
    /// When the present state was found to have stalled; nil while it has not.
    public internal(set) var stalledAt: Instant?
    /// Why the device refused the declaration.
    public internal(set) var refusals: [DeclarationReport.Reason]

    public init(
        id: EnforcementID, device: DeviceID, plan: PlanID, target: Target, deadline: LocalDateTime,
        detailsURL: String?, at now: Instant
    ) {
        (self.id, self.device, self.target, plannedAt) = (id, device, target, now)
        (self.plan, self.deadline, self.detailsURL) = (plan, deadline, detailsURL)
        (state, since, evidence) = (.planned, now, Evidence(.plan, at: now, ref: plan.text))
        (outcome, offeredAt, failure, failingSince, stalledAt, refusals) = (nil, nil, nil, nil, nil, [])
    }

    /// An enforcement as the store kept it.
    public init(restoring snapshot: Snapshot) {
        (id, device, target, plannedAt) = (snapshot.id, snapshot.device, snapshot.target, snapshot.plannedAt)
        (plan, deadline, detailsURL) = (snapshot.plan, snapshot.deadline, snapshot.detailsURL)
        (state, since, evidence) = (snapshot.state, snapshot.since, snapshot.evidence)
        (outcome, offeredAt) = (snapshot.outcome, snapshot.offeredAt)
        (failure, refusals) = (snapshot.failure, snapshot.refusals)
        (failingSince, stalledAt) = (snapshot.failingSince, snapshot.stalledAt)
    }

    /// Every stored part of an enforcement, for the store to write and read back.
    public struct Snapshot: Sendable, Equatable {
        public var id: EnforcementID
        public var device: DeviceID
        public var plan: PlanID
        public var target: Target
        public var deadline: LocalDateTime
        public var detailsURL: String?
        public var plannedAt: Instant
        public var state: EnforcementState
        public var since: Instant
        public var evidence: Evidence
        public var outcome: EnforcementOutcome?
        public var offeredAt: Instant?
        public var failure: UpdateFailure?
        public var failingSince: Instant?
        public var stalledAt: Instant?
        public var refusals: [DeclarationReport.Reason]

        public init(
            id: EnforcementID, device: DeviceID, plan: PlanID, target: Target, deadline: LocalDateTime,
            detailsURL: String?, plannedAt: Instant, state: EnforcementState, since: Instant, evidence: Evidence,
            outcome: EnforcementOutcome?, offeredAt: Instant?, failure: UpdateFailure?,
            failingSince: Instant? = nil, stalledAt: Instant? = nil, refusals: [DeclarationReport.Reason]
        ) {
            (self.id, self.device, self.plan, self.target) = (id, device, plan, target)
            (self.deadline, self.detailsURL, self.plannedAt) = (deadline, detailsURL, plannedAt)
            (self.state, self.since, self.evidence) = (state, since, evidence)
            (self.outcome, self.offeredAt, self.failure, self.refusals) = (outcome, offeredAt, failure, refusals)
            (self.failingSince, self.stalledAt) = (failingSince, stalledAt)
        }
    }

    public var snapshot: Snapshot {
        Snapshot(
            id: id, device: device, plan: plan, target: target, deadline: deadline, detailsURL: detailsURL,
            plannedAt: plannedAt, state: state, since: since, evidence: evidence, outcome: outcome,
            offeredAt: offeredAt, failure: failure, failingSince: failingSince, stalledAt: stalledAt,
            refusals: refusals)
    }
}

/// What an event of the machine asks for. The manifest is not among it: it follows from the state.
public enum EnforcementEffect: Sendable, Equatable {
    /// Record that the state changed.
    case moved(from: EnforcementState, to: EnforcementState, Evidence)
    /// Record that another plan has taken it over, with this deadline.
    case adopted(by: PlanID, deadline: LocalDateTime)
    /// Record that the device reported a failure.
    case failed(UpdateFailure, Evidence)
    /// Record that nothing new has been heard in this state for too long.
    case stalled(in: EnforcementState)
    /// Ask the device for its version: what it says and what it runs don't agree.
    case askForVersion
    /// The event has no place in this state; nothing was changed.
    case ignored(event: String, in: EnforcementState)
}
