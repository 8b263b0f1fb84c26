import Orchestrator
import RatchetCore
import Wording

/// A notice that the device is expected to give its user. Expected, never evidence.
public struct NoticeResource: Codable, Sendable, Equatable {
    /// `daily`, `hourly`, `last-hour`, `every-ten-minutes`, `restart-countdown`.
    public var kind: String
    /// On the device's own clock.
    public var from: String
    public var until: String
    /// Always true: no device reports its notices.
    public var expected: Bool
    public var text: String
}

/// Where one plan stands for the device.
public struct PlanStandingResource: Codable, Sendable, Equatable {
    public var id: String
    public var number: Int64
    public var name: String
    /// `wins`: its target is the device's. `outranked`: another plan's is; this one takes over when that ends. `rests`: it
    /// wants nothing now, and `reason` says why.
    public var standing: String
    @OrNull public var target: String? = nil
    @OrNull public var deadline: String? = nil
    @OrNull public var reason: String? = nil
}

extension PlanStandingResource {
    init(_ standing: PlanStanding) {
        self.init(
            id: standing.plan.id.text, number: standing.plan.number, name: standing.plan.name,
            standing: standing.word)
        switch standing.standing {
        case .wins(let target), .outranked(let target):
            (self.target, deadline) = (target.target.name, target.deadline.description)
        case .rests(let verdict): reason = verdict.reason.rawValue
        }
    }
}

/// Why is the device not current yet, what happens next, and by when?
public struct ExplanationResource: Codable, Sendable, Equatable {
    public var device: DeviceResource
    public var verdict: VerdictResource
    @OrNull public var enforcement: EnforcementResource? = nil
    /// Every active plan that covers the device, the one that wins first.
    public var plans: [PlanStandingResource]
    /// Enforcements that ended, newest first.
    public var history: [EnforcementResource]
    public var expectedNotices: [NoticeResource]
}

extension ExplanationResource {
    init(_ explanation: Explanation, _ book: Phrasebook) {
        self.init(
            device: DeviceResource(explanation.judged), verdict: VerdictResource(explanation.verdict, book),
            enforcement: explanation.enforcement.map(EnforcementResource.init),
            plans: explanation.plans.map(PlanStandingResource.init),
            history: explanation.history.map(EnforcementResource.init),
            expectedNotices: explanation.expectedNotices.map {
                NoticeResource(
                    kind: $0.kind.rawValue, from: $0.from.description, until: $0.until.description, expected: true,
                    text: book.text($0.kind))
            })
    }
}
