public import Foundation
public import Ports
import RatchetCore

/// The people and programs that use the admin interface: who they are, what they may, how they prove it.
///
/// Passwords are hashed outside of every unit of work; everything that is decided by what is stored happens within one.
public struct People: Sendable {
    /// What whoever works on the server's own machine is called.
    static let nameOfMachine = "local"

    /// How long things last.
    public struct Limits: Sendable {
        /// A session that is not used for so long ends.
        public var idle: Duration = .hours(12)
        /// A session ends after so long, however much it is used.
        public var session: Duration = .days(7)
        /// A set-up link ends after so long; the next start makes another.
        public var setup: Duration = .hours(24)
        /// Uses are noted at most so often.
        public var touch: Duration = .minutes(1)

        public init() {}
    }

    let runner: StepRunner
    let hasher: any PasswordHasher
    let random: any RandomSource
    let limits: Limits
    let local: Data?
    let attempts = SignInAttempts()

    /// - Parameter local: the hash of the token that this start of the server has put into its data folder; nil for none.
    public init(
        runner: StepRunner, hasher: any PasswordHasher, random: any RandomSource, local: Data?,
        limits: Limits = Limits()
    ) {
        (self.runner, self.hasher, self.random, self.limits) = (runner, hasher, random, limits)
        self.local = local
    }

    func hash(_ password: String) async throws -> String {
        if let fault = PersonRule.fault(inPassword: password) { throw AdminProblem.invalid("password", [fault]) }
        do { return try await hasher.hash(password) } catch is PasswordHasherBusy { throw AdminProblem.tooManySignIns }
    }

    func verify(_ password: String, _ stored: String?) async throws -> Bool {
        // A password this long was never taken, and would only cost time.
        let tried = password.utf8.count > PersonRule.longestPassword ? "" : password
        do { return try await hasher.verify(tried, stored) } catch is PasswordHasherBusy {
            throw AdminProblem.tooManySignIns
        }
    }
}

/// What people may be called, and what a password must be.
enum PersonRule {
    static let longestPassword = 1024
    /// NIST SP 800-63B-4, 3.1.1.2, asks for 15 where there is no second factor; no rule about kinds of characters.
    static let shortestPassword = 15

    static func fault(inName name: String) -> AdminProblem.Fault? {
        let isGood = name.wholeMatch(of: #/[a-z0-9][a-z0-9._@+\-]{0,63}/#) != nil
        return isGood
            ? nil
            : .init("name", "Give 1 to 64 of a to z, 0 to 9 and . _ @ + -, a letter or digit first: anna.rossi.")
    }

    static func fault(inPassword password: String) -> AdminProblem.Fault? {
        if password.count >= shortestPassword, password.utf8.count <= longestPassword { return nil }
        return .init(
            "password", "Give \(shortestPassword) characters or more; a few words in a row are easy to keep in mind.")
    }
}

extension AdminProblem {
    static let tooManySignIns = AdminProblem(
        .unavailable, code: "sign-in-busy", title: "Too many sign in at this moment",
        detail: "Passwords are compared one after the other, and too many wait. Try again in a few seconds.")
}
