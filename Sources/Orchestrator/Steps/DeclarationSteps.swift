public import AppleDDM
public import AppleMDM
import AppleManagement
public import Foundation
import RatchetCore
public import Storage

/// What a device fetches over declarative management (reference 2): always from what is stored.
public enum DeclarationSteps {
    /// `tokens`: which set of declarations the device should have.
    public static func tokens(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Data> {
        let (unit, channel) = try ChannelUnit.open(identity, &store, context)
        guard let tokens = Tokens.json(channel) else { throw noManifest(channel.id) }
        try unit.save(&store)
        return StepOutcome(tokens, wakes: unit.wakes)
    }

    /// `declaration-items`: the manifest that the device should have is now the one that it was shown, and whatever is
    /// fetched after is served from it.
    public static func items(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Data> {
        var (unit, channel) = try ChannelUnit.open(identity, &store, context)
        guard let items = try store.advertise(channel.id) else { throw noManifest(channel.id) }
        if !channel.isUserChannel {
            let evidence = Evidence(.declarationFetch, at: context.now, ref: channel.wantedToken ?? "")
            try unit.advance(&store) { $0.synced(evidence) }
            if channel.isBehind { unit.note("manifest.fetched", ["token": channel.wantedToken], actor: "device") }
        }
        try PushNeed.settle(channel.id, &store)
        try unit.save(&store)
        return StepOutcome(items, wakes: unit.wakes)
    }

    /// `declaration/<kind>/<identifier>` of the advertised manifest.
    ///
    /// - Throws: `DeviceProblem.notInManifest`, which tells the device to remove the declaration.
    public static func declaration(
        _ kind: DeclarationKind, _ identifier: String, _ identity: EnrolmentIdentity, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<Data> {
        var (unit, channel) = try ChannelUnit.open(identity, &store, context)
        let found = try store.advertisedDeclaration(channel.id, kind: kind.rawValue, identifier: identifier)
        guard let found else {
            throw DeviceProblem(.notInManifest, subject: channel.id.text, detail: "\(kind.rawValue)/\(identifier)")
        }
        if !channel.isUserChannel, identifier == DeclarationIdentifier.enforcement {
            let current = try unit.declaration(&store)?.serverToken
            let evidence = Evidence(.declarationFetch, at: context.now, ref: found.serverToken)
            let before = unit.enforcement?.state
            try unit.advance(&store) { $0.fetched(serverToken: found.serverToken, current: current, evidence) }
            if before != unit.enforcement?.state { try unit.takeUp(isHeld: false, &store) }
        }
        try unit.save(&store)
        return StepOutcome(found.body, wakes: unit.wakes)
    }

    private static func noManifest(_ id: EnrolmentID) -> DeviceProblem {
        DeviceProblem(.unknownEnrolment, subject: id.text, detail: "its enrolment is not complete")
    }
}

/// The answer to `tokens`, which is also the `Data` of the command.
enum Tokens {
    static func json(_ channel: EnrolmentRow) -> Data? {
        channel.wantedToken.map {
            TokensResponse(declarationsToken: $0, unixSeconds: channel.wantedSince.seconds).json()
        }
    }
}

/// The unit of a device together with the channel, its own or a user's, that a message came on.
enum ChannelUnit {
    static func open(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> (DeviceUnit, EnrolmentRow) {
        let id = try EnrolmentID(identity)
        let unit = try DeviceUnit.known(identity, &store, context)
        guard var channel = try store.enrolment(id), channel.state == .enrolled else {
            throw DeviceProblem(.unknownEnrolment, subject: id.text, detail: "its enrolment is not complete")
        }
        if channel.isUserChannel, channel.wantedToken == nil {
            // Updates are the device channel's business: a user's manifest names the organisation and nothing else.
            let manifest = try ManifestBuilder.render(ManifestIntent(organization: context.settings.organization))
            try store.want(StoredManifest(manifest), for: id, at: context.now)
            channel = try store.enrolment(id) ?? channel
        }
        return (unit, channel)
    }
}

/// Whether a channel still has to be woken.
enum PushNeed {
    static func exists(_ id: EnrolmentID, _ store: inout StoreTransaction) throws -> Bool {
        guard let channel = try store.enrolment(id), channel.state == .enrolled else { return false }
        return try channel.isBehind || store.waitingCommands(for: id) > 0
    }

    /// Takes the push back when there is nothing left to wake the device for.
    static func settle(_ id: EnrolmentID, _ store: inout StoreTransaction) throws {
        if try !exists(id, &store) { _ = try store.cancel(subject: id.text, kind: WorkKind.push) }
    }
}
