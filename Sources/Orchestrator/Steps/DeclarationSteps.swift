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
        let call = try DeviceCall.open(identity, &store, context)
        guard let tokens = Tokens.json(call.channel) else { throw noManifest(call.channel.id) }
        return try call.end(tokens, &store)
    }

    /// `declaration-items`: the manifest that the device should have is now the one that it was shown, and whatever is
    /// fetched after is served from it.
    public static func items(
        _ identity: EnrolmentIdentity, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Data> {
        var call = try DeviceCall.open(identity, &store, context)
        let channel = call.channel
        let items = channel.isBehind ? try store.advertise(channel.id) : try store.advertisedItems(channel.id)
        guard let items else { throw noManifest(channel.id) }
        if !channel.isUserChannel, !call.isSettled {
            try call.change(&store) { unit, store in
                let evidence = Evidence(.declarationFetch, at: context.now, ref: channel.wantedToken ?? "")
                try unit.advance(&store) { $0.synced(evidence) }
                if channel.isBehind { unit.note("manifest.fetched", ["token": channel.wantedToken], actor: "device") }
            }
        }
        if call.mayNeedNoPush { try store.dropNeedlessPush(channel.id) }
        return try call.end(items, &store)
    }

    /// `declaration/<kind>/<identifier>` of the advertised manifest.
    ///
    /// - Throws: `DeviceProblem.notInManifest`, which tells the device to remove the declaration.
    public static func declaration(
        _ kind: DeclarationKind, _ identifier: String, _ identity: EnrolmentIdentity, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<Data> {
        var call = try DeviceCall.open(identity, &store, context)
        let id = call.channel.id
        let found = try store.advertisedDeclaration(id, kind: kind.rawValue, identifier: identifier)
        guard let found else {
            throw DeviceProblem(.notInManifest, subject: id.text, detail: "\(kind.rawValue)/\(identifier)")
        }
        if !call.channel.isUserChannel, identifier == DeclarationIdentifier.enforcement, !call.isSettled {
            try call.change(&store) { unit, store in
                let current = try unit.declaration(&store)?.serverToken
                let evidence = Evidence(.declarationFetch, at: context.now, ref: found.serverToken)
                let before = unit.enforcement?.state
                try unit.advance(&store) { $0.fetched(serverToken: found.serverToken, current: current, evidence) }
                if before != unit.enforcement?.state { try unit.takeUp(isHeld: false, &store) }
            }
        }
        return try call.end(found.body, &store)
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

extension StoreTransaction {
    /// Asks for a push to a channel now.
    func wake(_ channel: EnrolmentID, at now: Instant) throws {
        try enqueue(
            subject: channel.text, kind: WorkKind.push, dueAt: now.microseconds, body: "", now: now.microseconds)
    }
}

/// Whether a channel still has to be woken.
enum PushNeed {
    static func exists(_ id: EnrolmentID, _ store: inout StoreTransaction) throws -> Bool {
        guard let channel = try store.enrolment(id), channel.state == .enrolled else { return false }
        return try channel.isBehind || store.waitingCommands(for: id) > 0
    }
}
