import AppleMDM
import RatchetCore
import Storage

/// A device that is kept in Setup Assistant is let go once it has synchronised for the first time, or when it has waited long
/// enough (`DeviceConfigured`, reference 1.3).
enum SetupSteps {
    /// The device has waited long enough, whatever it lacks.
    static func timeUp(
        _ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        _ = try store.finish(work)
        guard let device = try store.lock(DeviceID(work.subject)) else { return StepOutcome(()) }
        var unit = try DeviceUnit(device, &store, context)
        try unit.letGoOfSetup(&store)
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }
}

extension DeviceUnit {
    /// The device begins to wait.
    func waitInSetup(_ store: inout StoreTransaction) throws {
        guard facts.isAwaitingConfiguration else { return }
        let due = context.now + context.settings.enrolment.configurationLimit
        try store.enqueue(
            subject: device.id.text, kind: WorkKind.setup, dueAt: due.microseconds, body: "",
            now: context.now.microseconds)
    }

    /// The device has said something that it can only say once it has synchronised.
    mutating func leaveSetupIfSynchronised(_ store: inout StoreTransaction) throws {
        guard facts.isAwaitingConfiguration, let channel, !channel.isBehind else { return }
        try letGoOfSetup(&store)
    }

    mutating func letGoOfSetup(_ store: inout StoreTransaction) throws {
        guard facts.isAwaitingConfiguration, let channel, channel.state == .enrolled,
            try !store.isCommandOpen(DeviceConfiguredCommand.requestType, for: channel.id)
        else { return }
        try queue(DeviceConfiguredCommand.requestType, &store)
    }
}
