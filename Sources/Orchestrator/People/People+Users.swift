import Foundation
import Ports
public import RatchetCore
import Storage

/// A person as they are shown.
public struct PersonSummary: Sendable, Equatable {
    public let id: String
    public let name: String
    public let role: Role
    public let createdAt: Instant
    public let passwordSetAt: Instant
    /// Nil while they may sign in.
    public let disabledAt: Instant?

    init(_ row: PersonRow) {
        (id, name, role, createdAt) = (row.id, row.name, row.role, row.createdAt)
        (passwordSetAt, disabledAt) = (row.passwordSetAt, row.disabledAt)
    }
}

extension People {
    /// By name.
    public func list() async throws -> [PersonSummary] {
        try await runner.read { store, _ in try store.people().map(PersonSummary.init) }
    }

    public func add(name: String, role: Role, password: String, by caller: Caller) async throws -> PersonSummary {
        let faults = [PersonRule.fault(inName: name), PersonRule.fault(inPassword: password)].compactMap(\.self)
        guard faults.isEmpty else { throw AdminProblem.invalid("user", faults) }
        let hash = try await hash(password)
        return try await runner.acting(as: caller.actor).perform { store, context in
            StepOutcome(try PersonSteps.add(name, role, hash, &store, context))
        }
    }

    public func setRole(_ role: Role, of name: String, by caller: Caller) async throws -> PersonSummary {
        try await change(name, by: caller) { person, store, context in
            guard person.role != role else { return }
            if person.role == .administrator { try store.requireAnotherAdministrator(than: person) }
            try store.setRole(role, of: person.id)
            try store.audit(
                "user.role-changed", of: "user:\(person.name)", before: ["role": person.role.rawValue],
                after: ["role": role.rawValue], context)
        }
    }

    /// One who is disabled can't sign in, their sessions end, and their tokens are not taken; what they did stays told.
    public func setDisabled(_ isDisabled: Bool, _ name: String, by caller: Caller) async throws -> PersonSummary {
        try await change(name, by: caller) { person, store, context in
            guard person.isActive == isDisabled else { return }
            if isDisabled, person.role == .administrator { try store.requireAnotherAdministrator(than: person) }
            try store.setDisabled(isDisabled ? context.now : nil, person: person.id)
            if isDisabled { try store.endSessions(of: person.id, but: nil) }
            try store.audit(
                isDisabled ? "user.disabled" : "user.enabled", of: "user:\(person.name)",
                before: ["active": "\(isDisabled)"], after: ["active": "\(!isDisabled)"], context)
        }
    }

    /// Sets somebody's password; all their sessions end.
    public func setPassword(_ password: String, of name: String, by caller: Caller) async throws -> PersonSummary {
        let hash = try await hash(password)
        return try await change(name, by: caller) { person, store, context in
            try PersonSteps.setPassword(hash, person, &store, context)
        }
    }

    /// Changes the caller's own password, which they have to know; all their sessions end.
    public func changeOwnPassword(from old: String, to new: String, by caller: Caller) async throws {
        guard case .session = caller.proof, let id = caller.person else { throw AdminProblem.onlyWhoSignedIn }
        let now = runner.clock.now()
        if let pause = attempts.take(name: caller.actor.name, address: caller.actor.address, at: now) {
            throw AdminProblem.tooManyAttempts(after: pause)
        }
        let person = try await runner.read { store, _ in try store.person(id) }
        guard try await verify(old, person?.password) else { throw AdminProblem.wrongOldPassword }
        let hash = try await hash(new)
        try await runner.acting(as: caller.actor).perform { store, context in
            guard let current = try store.person(id), current.password == person?.password else {
                throw AdminProblem.wrongOldPassword
            }
            return StepOutcome(try PersonSteps.setPassword(hash, current, &store, context))
        }
    }

    private func change(
        _ name: String, by caller: Caller,
        _ step: @escaping @Sendable (PersonRow, inout StoreTransaction, StepContext) throws -> Void
    ) async throws -> PersonSummary {
        try await runner.acting(as: caller.actor).perform { store, context in
            let person = try store.requirePerson(name)
            try step(person, &store, context)
            return StepOutcome(PersonSummary(try store.requirePerson(person.id)))
        }
    }
}

/// What is done within one unit of work, whoever asked for it.
enum PersonSteps {
    static func add(
        _ name: String, _ role: Role, _ hash: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> PersonSummary {
        let id = context.ids.next()
        guard try store.createPerson(id, name: name, role: role, password: hash, at: context.now) else {
            throw AdminProblem.personExists(name)
        }
        try store.audit("user.created", of: "user:\(name)", after: ["role": role.rawValue], context)
        return PersonSummary(try store.requirePerson(id))
    }

    static func setPassword(
        _ hash: String, _ person: PersonRow, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        try store.setPassword(hash, of: person.id, at: context.now)
        try store.endSessions(of: person.id, but: nil)
        try store.audit("user.password-changed", of: "user:\(person.name)", context)
    }
}

extension StoreTransaction {
    func requirePerson(_ word: String) throws -> PersonRow {
        guard word.isWord, let person = try person(word) else { throw AdminProblem.noPerson(word) }
        return person
    }

    /// Somebody must be left who can let others in.
    fileprivate func requireAnotherAdministrator(than person: PersonRow) throws {
        let others = try people().filter { $0.isActive && $0.role == .administrator && $0.id != person.id }
        if others.isEmpty { throw AdminProblem.lastAdministrator(person.name) }
    }
}
