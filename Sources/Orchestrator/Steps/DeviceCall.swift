import AppleMDM
import AppleManagement
import RatchetCore
import Storage

/// A message of a device inside its unit of work, on the channel that it came on.
///
/// Most messages change nothing but the last contact. So what is known about the device is loaded only when a step asks for
/// it, or when hearing of the device changes something by itself.
struct DeviceCall {
    /// The channel that the message came on, the device's own or a user's.
    let channel: EnrolmentRow
    /// What was found when the contact was noted.
    let contact: Contact
    private let context: StepContext
    private var unit: DeviceUnit?

    /// - Parameter expiry: whether one may call whose certificate has expired.
    /// - Throws: `DeviceProblem.unknownEnrolment`, or `.proofRefused` for one who is not this device.
    static func open(
        _ identity: EnrolmentIdentity, expiry: ExpiredCertificate = .refused, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> DeviceCall {
        let id = try EnrolmentID(identity)
        let contact = try Contact.known(identity, expiry: expiry, &store, context)
        var call = DeviceCall(try channel(id, contact, &store, context), contact, context)
        if contact.enforcement?.isMovedByContact ?? false { try call.change(&store) { _, _ in } }
        return call
    }

    /// Opens the call of a message that changes something in any case: all that it may change is read at once, and so is what
    /// its channel has said so far.
    static func hear(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> (call: DeviceCall, items: [StatusItemRow]) {
        let (id, device) = (try EnrolmentID(identity), try EnrolmentID.deviceChannel(identity))
        let news = try store.hearNews(on: device, from: id, configuration: DeclarationIdentifier.enforcement)
        guard let news else { throw Contact.unknown(device) }
        try news.contact.admit(expiry: .refused, &store, context)
        var call = DeviceCall(try channel(id, news.contact, &store, context), news.contact, context)
        call.unit = try DeviceUnit(news, &store, context)
        return (call, news.items)
    }

    private init(_ channel: EnrolmentRow, _ contact: Contact, _ context: StepContext) {
        (self.channel, self.contact, self.context) = (channel, contact, context)
    }

    /// Nothing that the device fetches can change anything: it has its manifest, and its enforcement is beyond that.
    var isSettled: Bool {
        !channel.isBehind && !(contact.enforcement?.isMovedByFetch ?? false)
    }

    /// A poll finds nothing to do: no command waits and none is missing. What waits on a user's channel was not looked at.
    var isQuiet: Bool {
        !contact.hasCommands && !channel.isBehind && !contact.mayLackInventory && !channel.isUserChannel
            && unit == nil
    }

    /// There is a push, or it is not known whether there is: that of a user's channel was not looked at.
    var mayNeedNoPush: Bool { contact.hasPush || channel.isUserChannel }

    /// Does something with all that is known about the device.
    mutating func change<Result>(
        _ store: inout StoreTransaction, _ body: (inout DeviceUnit, inout StoreTransaction) throws -> Result
    ) throws -> Result {
        var loaded = try unit ?? DeviceUnit(contact, &store, context)
        let result = try body(&loaded, &store)
        unit = loaded
        return result
    }

    /// Saves what has changed.
    func end<Reply>(_ reply: Reply, _ store: inout StoreTransaction) throws -> StepOutcome<Reply> {
        try unit?.save(&store)
        return StepOutcome(reply, wakes: unit?.wakes ?? [])
    }

    private static func channel(
        _ id: EnrolmentID, _ contact: Contact, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> EnrolmentRow {
        let found = id == contact.channel.id ? contact.channel : try store.enrolment(id)
        guard let channel = found, channel.state == .enrolled else {
            throw DeviceProblem(.unknownEnrolment, subject: id.text, detail: "its enrolment is not complete")
        }
        guard channel.isUserChannel, channel.wantedToken == nil else { return channel }
        // Updates are the device channel's business: a user's manifest names the organisation and nothing else.
        let manifest = try context.caches.manifests.manifest(
            ManifestIntent(organization: context.settings.organization))
        try store.want(StoredManifest(manifest), for: id, at: context.now)
        return try store.enrolment(id) ?? channel
    }
}

extension Contact {
    /// The contact of a device whose enrolment is known and has not ended, and that has proven to be it.
    ///
    /// - Throws: `DeviceProblem.unknownEnrolment`, or `.proofRefused` for one who is not this device.
    static func known(
        _ identity: EnrolmentIdentity, expiry: ExpiredCertificate = .refused, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> Contact {
        let id = try EnrolmentID.deviceChannel(identity)
        guard let contact = try store.noteContact(on: id, at: context.now) else { throw unknown(id) }
        try contact.admit(expiry: expiry, &store, context)
        return contact
    }

    /// Lets a device in whose enrolment has not ended, and that has proven to be it.
    fileprivate func admit(
        expiry: ExpiredCertificate, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        guard channel.state != .checkedOut else {
            throw DeviceProblem(.unknownEnrolment, subject: channel.id.text, detail: "it checked out")
        }
        try CertificateBinding.admit(to: channel, expiry: expiry, &store, context)
    }

    fileprivate static func unknown(_ id: EnrolmentID) -> DeviceProblem {
        DeviceProblem(.unknownEnrolment, subject: id.text, detail: "no Authenticate came from it")
    }
}
