public import AppleMDM
import AppleManagement
import Ports
import RatchetCore
public import Storage

/// Enrolment: Authenticate, TokenUpdate, CheckOut (reference 1.3).
public enum EnrolmentSteps {
    /// A device begins an enrolment: what belonged to an earlier one is cleared. It is not enrolled yet and not pushed.
    public static func authenticate(
        _ message: Authenticate, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let id = try EnrolmentID(message.identity)
        guard !message.identity.isUserChannel else {
            throw DeviceProblem(.malformed, subject: id.text, detail: "Authenticate on a user channel")
        }
        try PushWords.check(topic: message.topic, of: id)
        let certificate = try CertificateBinding.newcomer(id, &store, context)
        let kind = message.identity.enrolmentKind
        let device = try store.touchOrCreate(
            identifier: message.identity.deviceIdentifier, newID: DeviceID(context.ids.next()),
            facts: DeviceFacts(kind: kind), at: context.now)
        var unit = try DeviceUnit(device, &store, context)
        let evidence = Evidence(.checkIn, at: context.now, ref: "Authenticate")
        try unit.advance(&store) { $0.unmanaged(evidence) }
        unit.facts.startOver(kind: kind)
        try store.endChannels(of: device.id, context)
        try store.startEnrolment(id, of: device.id, isUserChannel: false, topic: message.topic, at: context.now)
        if let certificate { try CertificateBinding.bind(certificate, to: id, &unit, &store) }
        for secret in [SecretKind.bootstrapToken, .unlockToken] { try store.removeSecret(secret, of: device.id) }
        try unit.hear([Observation](message), evidence, &store)
        unit.note("device.authenticated", ["enrolment": id.text], actor: "device")
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }

    /// A channel's push address. The device channel's first one completes the enrolment.
    public static func tokenUpdate(
        _ message: TokenUpdate, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let id = try EnrolmentID(message.identity)
        try PushWords.check(topic: message.topic, magic: message.pushMagic, of: id)
        var unit = try DeviceUnit.known(message.identity, &store, context)
        if message.identity.isUserChannel, try store.enrolment(id) == nil {
            try store.startEnrolment(
                id, of: unit.device.id, isUserChannel: true, topic: message.topic, at: context.now)
        }
        let wasEnrolled = unit.channel?.state == .enrolled
        try store.setPushAddress(
            id, topic: message.topic, token: message.token, magic: message.pushMagic, at: context.now)
        if let secret = message.unlockToken {
            let sealed = try context.secrets.seal(secret, context: SecretPlace.of(.unlockToken, unit.device.id))
            try store.keepSecret(sealed, .unlockToken, of: unit.device.id, at: context.now)
        }
        if !message.identity.isUserChannel {
            try unit.reloadChannel(&store)
            try unit.becameReachable(message, wasEnrolled: wasEnrolled, &store)
        }
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }

    /// A user signs in to the device: this service manages none.
    ///
    /// - Throws: `DeviceProblem.userNotManaged`, to the device itself and nobody else.
    public static func userAuthenticate(
        _ message: UserAuthenticate, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let contact = try Contact.known(message.identity, &store, context)
        throw DeviceProblem(.userNotManaged, subject: contact.channel.id.text, detail: "users are not managed")
    }

    /// The enrolment has ended, as far as the device bothered to tell.
    public static func checkOut(
        _ message: CheckOut, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        let id = try EnrolmentID(message.identity)
        // A device that did not hear our answer says it again.
        if try store.enrolment(id)?.state == .checkedOut { return StepOutcome(()) }
        var unit = try DeviceUnit.known(message.identity, &store, context)
        if message.identity.isUserChannel {
            try store.end(id, context)
        } else {
            let evidence = Evidence(.checkIn, at: context.now, ref: "CheckOut")
            try unit.advance(&store) { $0.unmanaged(evidence) }
            try store.endChannels(of: unit.device.id, context)
            unit.facts.enrolment = .checkedOut
            unit.note("device.checked-out", ["enrolment": id.text], actor: "device")
        }
        try unit.save(&store)
        return StepOutcome(())
    }
}

extension DeviceUnit {
    /// The unit of a device whose enrolment is known and has not ended.
    ///
    /// - Throws: `DeviceProblem.unknownEnrolment`.
    static func known(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> DeviceUnit {
        try DeviceUnit(Contact.known(identity, &store, context), &store, context)
    }

    /// The device channel has a push address: what an enrolled device is always asked and told (reference 2.1, last line).
    fileprivate mutating func becameReachable(
        _ message: TokenUpdate, wasEnrolled: Bool, _ store: inout StoreTransaction
    ) throws {
        if let isAwaiting = message.awaitingConfiguration { facts.isAwaitingConfiguration = isAwaiting }
        facts.enrolment = .enrolled
        if !wasEnrolled {
            note("device.enrolled", [:], actor: "device")
            try queueInventory(&store)
            try queue(SecurityInfoCommand.requestType, &store)
        }
        try settle(&store)
        try waitInSetup(&store)
        if let channel, try PushNeed.exists(channel.id, &store) { try push(&store) }
    }
}

extension StoreTransaction {
    /// Ends every channel of a device.
    fileprivate func endChannels(of device: DeviceID, _ context: StepContext) throws {
        if let channel = try deviceChannel(of: device) { try end(channel.id, context) }
        for channel in try userChannels(of: device) { try end(channel.id, context) }
    }

    fileprivate func end(_ id: EnrolmentID, _ context: StepContext) throws {
        try endEnrolment(id)
        _ = try cancel(subject: id.text, kind: WorkKind.push)
    }
}

extension EnrolmentIdentity {
    /// User enrolment comes with an `EnrollmentID` instead of a UDID (reference 1.1).
    var enrolmentKind: EnrolmentKind { if case .enrollmentID = device { .user } else { .device } }
}
