import Foundation
import Ports
import RatchetCore
import Storage

/// Another key for everything that is sealed: a new key is made, whatever is sealed with an older one is sealed anew, and the
/// older ones are forgotten. It may be stopped at any moment and begun again; until its end the older keys stay.
public struct SecretRotation: Sendable {
    private let runner: StepRunner
    /// How many secrets one unit of work takes.
    private static let page = 200

    public init(_ runner: StepRunner) { self.runner = runner }

    /// What a rotation came to.
    public struct Outcome: Sendable, Equatable {
        /// How many secrets were sealed anew.
        public var resealed = 0
        /// How many no key opens; they were lost before and stay as they are.
        public var unreadable = 0
    }

    public func run() async throws -> Outcome {
        do {
            try runner.secrets.addKey()
        } catch let error as SecretBoxError {
            throw AdminProblem.keysUnusable(error)
        }
        var (last, outcome): (SealedSecret?, Outcome) = (nil, Outcome())
        repeat {
            let from = last
            let page = try await runner.perform { store, context in
                try SecretRotation.reseal(after: from, &store, context)
            }
            last = page.last
            outcome.resealed += page.outcome.resealed
            outcome.unreadable += page.outcome.unreadable
        } while last != nil
        outcome.resealed += try await runner.perform(SecretRotation.resealAuthority)
        try runner.secrets.dropOldKeys()
        return outcome
    }

    private struct Page: Sendable {
        /// Nil after the last page.
        let last: SealedSecret?
        let outcome: Outcome
    }

    /// Seals one page of secrets anew.
    private static func reseal(
        after last: SealedSecret?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Page> {
        let secrets = try store.secrets(after: last, limit: page)
        var outcome = Outcome()
        for secret in secrets where !context.secrets.isCurrent(secret.sealed) {
            let place = SecretPlace.of(secret.kind, secret.device)
            guard let opened = try? context.secrets.open(secret.sealed, context: place) else {
                outcome.unreadable += 1
                continue
            }
            try store.reseal(secret, as: try context.secrets.seal(opened, context: place))
            outcome.resealed += 1
        }
        return StepOutcome(Page(last: secrets.count < page ? nil : secrets.last, outcome: outcome))
    }

    private static func resealAuthority(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Int> {
        try store.audit("secrets.rotated", of: "secrets", context)
        guard let authority = try store.authority(), !context.secrets.isCurrent(authority.sealedKey) else {
            return StepOutcome(0)
        }
        let key = try context.secrets.open(authority.sealedKey, context: SecretPlace.authority)
        try store.resealAuthority(try context.secrets.seal(key, context: SecretPlace.authority))
        return StepOutcome(1)
    }
}

extension AdminProblem {
    static func keysUnusable(_ error: SecretBoxError) -> AdminProblem {
        AdminProblem(
            .conflict, code: "keys-unusable", title: "No new key could be made",
            detail: "\(error.description). Nothing was changed.")
    }
}
