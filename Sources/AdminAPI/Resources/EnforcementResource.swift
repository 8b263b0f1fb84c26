import Orchestrator
import RatchetCore
import Wording

/// A device being taken to a target, or having been.
public struct EnforcementResource: Codable, Sendable, Equatable {
    public struct Phase: Codable, Sendable, Equatable {
        /// 1 to 7, Apple's.
        public var number: Int
        public var name: String
    }

    public struct Target: Codable, Sendable, Equatable {
        public var version: String
        @OrNull public var build: String? = nil
    }

    /// Between which moments the deadline lies, wherever the device is.
    public struct Window: Codable, Sendable, Equatable {
        public var earliest: String
        public var latest: String
    }

    public struct PlanLabel: Codable, Sendable, Equatable {
        public var id: String
        public var number: Int64
        public var name: String
    }

    public struct Failure: Codable, Sendable, Equatable {
        public var count: Int
        @OrNull public var reason: String? = nil
        @OrNull public var timestamp: String? = nil
    }

    public struct Refusal: Codable, Sendable, Equatable {
        public var code: String
        public var text: String
    }

    public var id: String
    public var state: String
    public var phase: Phase
    public var target: Target
    /// On the device's own clock.
    public var deadline: String
    public var deadlineWindow: Window
    @OrNull public var detailsURL: String? = nil
    public var plannedAt: String
    public var since: String
    public var evidence: EvidenceResource
    @OrNull public var offeredAt: String? = nil
    public var plan: PlanLabel
    @OrNull public var failure: Failure? = nil
    public var refusals: [Refusal]
    /// `done`, `cancelled`, `superseded`, `unmanaged`; null while it has not ended.
    @OrNull public var outcome: String? = nil
}

extension EnforcementResource {
    init(_ summary: EnforcementSummary) {
        let (enforcement, plan) = (summary.enforcement, summary.plan)
        self.init(
            id: enforcement.id.text, state: enforcement.state.rawValue,
            phase: Phase(number: enforcement.state.phase.rawValue, name: enforcement.state.phase.name),
            target: Target(version: enforcement.target.version.text, build: enforcement.target.build),
            deadline: enforcement.deadline.description,
            deadlineWindow: Window(enforcement.deadline),
            detailsURL: enforcement.detailsURL, plannedAt: enforcement.plannedAt.description,
            since: enforcement.since.description, evidence: EvidenceResource(enforcement.evidence),
            offeredAt: enforcement.offeredAt?.description,
            plan: PlanLabel(id: plan.id.text, number: plan.number, name: plan.name),
            failure: enforcement.failure.map { Failure(count: $0.count, reason: $0.reason, timestamp: $0.timestamp) },
            refusals: enforcement.refusals.map { Refusal(code: $0.code, text: $0.text) },
            outcome: enforcement.outcome?.rawValue)
    }
}

extension EnforcementResource.Window {
    init(_ deadline: LocalDateTime) {
        self.init(earliest: deadline.earliestInstant.description, latest: deadline.latestInstant.description)
    }
}
