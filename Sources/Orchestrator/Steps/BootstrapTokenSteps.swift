public import AppleMDM
public import Foundation
import Ports
import RatchetCore
public import Storage

/// The bootstrap token that a Mac with Apple silicon needs to install without its user (reference 1.3, 3.2).
public enum BootstrapTokenSteps {
    /// Keeps the token, sealed; a missing or empty one removes it.
    public static func set(
        _ message: SetBootstrapToken, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        try refuseUsers(message.identity)
        var unit = try DeviceUnit.known(message.identity, &store, context)
        if let token = message.tokenToStore {
            let sealed = try context.secrets.seal(token, context: SecretPlace.of(.bootstrapToken, unit.device.id))
            try store.keepSecret(sealed, .bootstrapToken, of: unit.device.id, at: context.now)
            unit.facts.bootstrapToken.escrowedAt = context.now
            unit.note("bootstrap-token.escrowed", actor: "device")
        } else {
            try store.removeSecret(.bootstrapToken, of: unit.device.id)
            unit.facts.bootstrapToken.escrowedAt = nil
            unit.note("bootstrap-token.removed", actor: "device")
        }
        if let isAwaiting = message.awaitingConfiguration { unit.facts.isAwaitingConfiguration = isAwaiting }
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }

    /// Hands the token out, nil where there is none, and audits it. For a prepared update a token that was handed out is the
    /// hint that the device installs now; a device that gets none can't, unless somebody at it helps.
    public static func get(
        _ message: GetBootstrapToken, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Data?> {
        try refuseUsers(message.identity)
        var unit = try DeviceUnit.known(message.identity, &store, context)
        let sealed = try store.secret(.bootstrapToken, of: unit.device.id)
        let token = sealed.flatMap {
            try? context.secrets.open($0, context: SecretPlace.of(.bootstrapToken, unit.device.id))
        }
        // A device is never failed for a key that we have lost: it asks its user instead.
        if sealed != nil, token == nil { unit.note("bootstrap-token.unreadable") }
        unit.note("bootstrap-token.read", ["served": token == nil ? "no" : "yes"], actor: "device")
        if token == nil {
            unit.facts.bootstrapToken.lastMissedAt = context.now
        } else {
            unit.facts.bootstrapToken.lastServedAt = context.now
            let evidence = Evidence(.checkIn, at: context.now, ref: "GetBootstrapToken")
            try unit.advance(&store) { $0.bootstrapTokenFetched(evidence) }
        }
        try unit.save(&store)
        return StepOutcome(token, wakes: unit.wakes)
    }

    /// The token is the device's; a user's channel neither gives nor gets it.
    private static func refuseUsers(_ identity: EnrolmentIdentity) throws(DeviceProblem) {
        guard identity.isUserChannel else { return }
        throw DeviceProblem(
            .notTaken, subject: identity.deviceIdentifier, detail: "a bootstrap token on the channel of a user")
    }
}
