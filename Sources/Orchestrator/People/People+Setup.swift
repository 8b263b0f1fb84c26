import Foundation
import Ports
import RatchetCore
import Storage

extension People {
    /// A new token for making the first administrator; nil where there is one. Its hash is kept until it is used or expires.
    public func prepareSetup() async throws -> BearerToken? {
        let token = BearerToken(.setup, from: random)
        return try await runner.perform { [limits] store, context in
            guard try !store.hasAdministrator() else { return StepOutcome(nil) }
            try store.createSetupLink(token.hash, until: context.now + limits.setup, at: context.now)
            return StepOutcome(token)
        }
    }

    /// Makes the first administrator, for whoever has the link that the server's start has printed. Every link ends with it.
    public func setUp(
        _ text: String, name: String, password: String, from address: String?
    ) async throws -> PersonSummary {
        let nobody = AuditActor(.nobody, name: "set-up", address: address)
        let now = runner.clock.now()
        if let pause = attempts.take(address: address, at: now) {
            throw AdminProblem.tooManyAttempts(after: pause)
        }
        guard let token = BearerToken(text), token.kind == .setup,
            try await runner.read({ store, context in try store.hasSetupLink(token.hash, at: context.now) })
        else {
            try await note("set-up.refused", nobody, of: "set-up")
            throw AdminProblem.setupRefused
        }
        let faults = [PersonRule.fault(inName: name), PersonRule.fault(inPassword: password)].compactMap(\.self)
        guard faults.isEmpty else { throw AdminProblem.invalid("user", faults) }
        let hash = try await hash(password)
        return try await runner.acting(as: nobody).perform { store, context in
            // Somebody else may have used it while the password was hashed.
            guard try store.hasSetupLink(token.hash, at: context.now), try !store.hasAdministrator() else {
                throw AdminProblem.setupRefused
            }
            try store.removeSetupLinks()
            return StepOutcome(try PersonSteps.add(name, .administrator, hash, &store, context))
        }
    }
}

extension StoreTransaction {
    /// Whether there is an administrator who can sign in.
    fileprivate func hasAdministrator() throws -> Bool {
        try people().contains { $0.isActive && $0.role == .administrator }
    }
}

extension AdminProblem {
    static let setupRefused = AdminProblem(
        .forbidden, code: "set-up-refused", title: "This link is not valid any more",
        detail: """
            It has been used, has expired, or was never given. If nobody can sign in yet, start the server again: it prints \
            a new one. Else an administrator adds you.
            """)
}
