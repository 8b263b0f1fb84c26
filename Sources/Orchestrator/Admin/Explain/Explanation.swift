public import RatchetCore

/// Why is it not current yet, what happens next, and by when?
public struct Explanation: Sendable, Equatable {
    public let device: DeviceSummary
    public let verdict: Verdict
    /// The one that is open, else the newest one that is closed; nil when there never was any.
    public let enforcement: EnforcementSummary?
    /// The ones before it, newest first.
    public let history: [EnforcementSummary]
    /// Every plan that covers the device: the one that wins first, those that it outranks, and those that rest.
    public let plans: [PlanStanding]
    /// What the device is expected to tell its user before the deadline. Expected, never evidence.
    public let expectedNotices: [ExpectedNotice]

    /// The device with the answer in short.
    public var judged: JudgedDevice {
        JudgedDevice(device: device, verdict: verdict, state: enforcement?.enforcement.openState)
    }
}

/// An enforcement with the plan that wanted it.
public struct EnforcementSummary: Sendable, Equatable {
    public let enforcement: Enforcement
    public let plan: PlanLabel
}

/// What a plan is called.
public struct PlanLabel: Sendable, Equatable {
    public let id: PlanID
    public let number: Int64
    public let name: String

    init(_ plan: Plan) { (id, number, name) = (plan.id, plan.number, plan.name) }
}

extension Enforcement {
    /// The state while it is open; nil once it is closed.
    fileprivate var openState: EnforcementState? { state == .closed ? nil : state }
}
