import RatchetCore
import Storage

/// A kind of work in the outbox that is done by one step for one device.
public struct DeviceWork: Sendable {
    typealias Step = @Sendable (ClaimedWork, inout StoreTransaction, StepContext) throws -> StepOutcome<Void>

    private static let lease: Duration = .minutes(5)

    let kind: String
    /// How many pieces are under way at once.
    let width: Int
    /// What the log says of a piece that could not be done.
    let failure: String
    /// Of what a piece is, for the log.
    var subject = "device"
    /// Does one piece and finishes it, or puts it off.
    let step: Step

    /// Takes up to `limit` pieces that are due.
    func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[ClaimedWork]> {
        StepOutcome(
            try store.claim(
                kinds: [kind], limit: limit, now: context.now.microseconds, lease: Self.lease.microseconds))
    }
}

extension DeviceWork {
    /// Decides anew about the devices that plans, groups or the feed have touched; as many at once as a group commit takes.
    public static let planning = DeviceWork(
        kind: WorkKind.plan, width: 200, failure: "a device could not be planned", step: PlanningSteps.plan)

    /// Lets devices go that have waited in Setup Assistant for long enough.
    public static let setup = DeviceWork(
        kind: WorkKind.setup, width: 64, failure: "a device could not be let go of Setup Assistant",
        step: SetupSteps.timeUp)

    /// Looks at appliances when something was asked for, and when their time has come.
    public static let appliances = DeviceWork(
        kind: WorkKind.appliance, width: 32, failure: "an appliance could not be looked at", subject: "appliance",
        step: ApplianceSteps.look)

    /// Does what enforcements wait for when its time has come.
    public static let timers = DeviceWork(
        kind: WorkKind.timer, width: 64, failure: "a timer could not fire", step: TimerSteps.fire)
}
