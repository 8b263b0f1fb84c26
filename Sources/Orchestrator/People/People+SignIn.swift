import Foundation
import Ports
public import RatchetCore
import Storage

/// A session that has just begun.
public struct NewSession: Sendable {
    public let token: BearerToken
    public let person: PersonSummary
    public let expiresAt: Instant
    /// How long it lasts at most.
    public let seconds: Int
}

extension People {
    /// Begins a session for whoever knows the password.
    ///
    /// Somebody who is not there and a password that is not right take the same time and get the same answer.
    public func signIn(name: String, password: String, from address: String?) async throws -> NewSession {
        let nobody = AuditActor(.nobody, name: "", address: address)
        try await admit(name, nobody)
        let person = try await runner.read { store, _ in try store.person(name) }
        let isRight = try await verify(password, person?.password)
        guard isRight, let person, person.isActive else {
            throw try await refuse(person, nobody)
        }
        attempts.forgive(name: name, address: address)
        let renewed = hasher.isOutdated(person.password) ? try await hasher.hash(password) : nil
        let token = BearerToken(.session, from: random)
        return try await runner.acting(as: AuditActor(.user, name: person.name, address: address)).perform {
            [limits] store, context in
            // The password may have been changed while the old one was compared.
            guard let now = try store.person(person.id), now.isActive, now.password == person.password else {
                throw AdminProblem.signInRefused
            }
            if let renewed { try store.setPassword(renewed, of: person.id, at: now.passwordSetAt) }
            let end = context.now + limits.session
            try store.createSession(token.hash, of: person.id, until: end, at: context.now)
            try store.audit("sign-in.accepted", of: "user:\(person.name)", context)
            return StepOutcome(
                NewSession(
                    token: token, person: PersonSummary(now), expiresAt: end,
                    seconds: Int(limits.session.components.seconds)))
        }
    }

    /// Ends the caller's session; a token or the local machine has none.
    public func signOut(_ caller: Caller) async throws {
        guard case .session(let hash) = caller.proof else { return }
        try await runner.acting(as: caller.actor).perform { store, context in
            try store.endSession(hash)
            try store.audit("sign-out", of: "user:\(caller.actor.name)", context)
            return StepOutcome(())
        }
    }

    /// Counts the attempt, and refuses it where there were too many.
    private func admit(_ name: String, _ actor: AuditActor) async throws {
        let now = runner.clock.now()
        guard let pause = attempts.take(name: name, address: actor.address, at: now) else { return }
        try await note("sign-in.limited", actor)
        throw AdminProblem.tooManyAttempts(after: pause)
    }

    /// A name that nobody has is not repeated: it may be a password that somebody typed into the wrong field.
    private func refuse(_ person: PersonRow?, _ actor: AuditActor) async throws -> AdminProblem {
        try await runner.acting(as: actor).perform { store, context in
            try store.audit("sign-in.refused", of: "user:\(person?.name ?? "unknown")", context)
            return StepOutcome(())
        }
        return AdminProblem.signInRefused
    }

    /// Writes a line about somebody who has proved nothing, a few times an address and quarter of an hour.
    func note(_ action: String, _ actor: AuditActor, of subject: String = "sign-in") async throws {
        guard attempts.isWorthNoting(action, actor.address, at: runner.clock.now()) else { return }
        try await runner.acting(as: actor).perform { store, context in
            try store.audit(action, of: subject, context)
            return StepOutcome(())
        }
    }
}

extension AdminProblem {
    static let signInRefused = AdminProblem(
        .notSignedIn, code: "sign-in-refused", title: "Name or password is wrong",
        detail: "There is nobody of this name with this password. After some attempts the next ones have to wait.")

    static func tooManyAttempts(after pause: Duration) -> AdminProblem {
        let seconds = max(Int(pause.components.seconds) + 1, 1)
        return AdminProblem(
            .tooMany, code: "too-many-attempts", title: "Too many attempts to sign in",
            detail: "Try again in \((seconds + 59) / 60) minutes, with the right name and password.",
            retryAfter: seconds)
    }
}
