import Orchestrator
import RatchetCore
import Wording

/// A plan.
public struct PlanResource: Codable, Sendable, Equatable {
    /// Whom it is for: one of `everything`, `group` and `devices` has a value.
    public struct Scope: Codable, Sendable, Equatable {
        @OrNull public var everything: Bool? = nil
        /// The group's name.
        @OrNull public var group: String? = nil
        @OrNull public var groupID: String? = nil
        /// Ids.
        @OrNull public var devices: [String]? = nil
    }

    /// Either `local`, or `days` after first seen `at` a time of day.
    public struct Deadline: Codable, Sendable, Equatable {
        @OrNull public var local: String? = nil
        @OrNull public var days: Int? = nil
        @OrNull public var at: String? = nil
    }

    /// How many of its enforcements are where.
    public struct Enforcements: Codable, Sendable, Equatable {
        /// By state.
        public var open: [String: Int]
        /// By outcome.
        public var ended: [String: Int]
    }

    public struct VerdictCount: Codable, Sendable, Equatable {
        public var answer: String
        public var reason: String
        public var devices: Int
        public var text: String
    }

    public struct Attention: Codable, Sendable, Equatable {
        /// How many there are.
        public var count: Int
        /// The first of them by number, at most 20.
        public var devices: [DeviceResource]
    }

    public var id: String
    public var number: Int64
    public var name: String
    public var rule: String
    public var scope: Scope
    public var deadline: Deadline
    @OrNull public var detailsURL: String? = nil
    public var priority: Int
    public var followImprovements: Bool
    /// Why it may leave less than the minimum notice.
    @OrNull public var because: String? = nil
    public var createdAt: String
    /// `active`, `cancelled`.
    public var state: String
    @OrNull public var cancelledAt: String? = nil
    public var enforcements: Enforcements
    /// How many devices may be installing now; those can't be recalled when it is cancelled.
    public var installing: Int
    /// How many devices it covers now; null in lists and in answers to changes, as what follows.
    @OrNull public var total: Int? = nil
    @OrNull public var verdicts: [VerdictCount]? = nil
    /// How far its devices have come, station by station.
    @OrNull public var funnel: [FunnelStepResource]? = nil
    /// How many devices it had brought to their target at what time.
    @OrNull public var curve: CurveResource? = nil
    /// Devices that somebody should look at.
    @OrNull public var attention: Attention? = nil
}

public struct PlanListResource: Codable, Sendable, Equatable {
    public var plans: [PlanResource]
}

extension PlanResource {
    init(_ summary: PlanSummary) {
        let plan = summary.plan
        self.init(
            id: plan.id.text, number: plan.number, name: plan.name, rule: plan.rule.description,
            scope: Scope(plan.scope, summary.group), deadline: Deadline(plan.deadline), detailsURL: plan.detailsURL,
            priority: plan.priority, followImprovements: plan.followsImprovements, because: plan.urgentBecause,
            createdAt: plan.createdAt.description,
            state: plan.state.rawValue, cancelledAt: plan.cancelledAt?.description,
            enforcements: Enforcements(
                open: Dictionary(uniqueKeysWithValues: summary.open.map { ($0.key.rawValue, $0.value) }),
                ended: Dictionary(uniqueKeysWithValues: summary.ended.map { ($0.key.rawValue, $0.value) })),
            installing: summary.installing)
    }

    init(_ details: PlanDetails, _ book: Phrasebook) {
        self.init(details.summary)
        total = details.total
        verdicts = details.verdicts.map {
            VerdictCount(
                answer: $0.answer.rawValue, reason: $0.reason.rawValue, devices: $0.devices, text: book.text($0.reason))
        }
        funnel = details.funnel.steps.map(FunnelStepResource.init)
        curve = CurveResource(details.curve, details.deadlines)
        attention = Attention(
            count: details.attention.count, devices: details.attention.first.map(DeviceResource.init))
    }
}

extension PlanResource.Scope {
    fileprivate init(_ scope: PlanScope, _ group: GroupSummary?) {
        switch scope {
        case .everything: self.init(everything: true)
        case .group(let id): self.init(group: group?.name, groupID: id.text)
        case .devices(let devices): self.init(devices: devices.map(\.text))
        }
    }
}

extension PlanResource.Deadline {
    fileprivate init(_ rule: DeadlineRule) {
        switch rule {
        case .fixed(let local): self.init(local: local.description)
        case .afterFirstSeen(let days, let time): self.init(days: days, at: time.description)
        }
    }
}
