import Foundation
import RatchetCore
import Storage

extension People {
    /// Who shows this token; nil where it is none, or is not valid any more.
    public func caller(_ text: String, from address: String?) async throws -> Caller? {
        if let token = BearerToken(text), let caller = try await caller(token, address) { return caller }
        try await note("token.refused", AuditActor(.nobody, name: "", address: address), of: "token")
        return nil
    }

    private func caller(_ token: BearerToken, _ address: String?) async throws -> Caller? {
        switch token.kind {
        case .local:
            guard let local, token.has(hash: local) else { return nil }
            return Caller(
                actor: AuditActor(.local, name: People.nameOfMachine, address: address), person: nil, proof: .local,
                rights: Rights([.administrator]))
        case .api: return try await program(token, address)
        case .session: return try await session(token, address)
        case .setup: return nil
        }
    }

    private func program(_ token: BearerToken, _ address: String?) async throws -> Caller? {
        let hash = token.hash
        let (row, person, now) = try await runner.read { store, context in
            let row = try store.token(hash: hash)
            return (row, try row?.person.flatMap { try store.person($0) }, context.now)
        }
        guard let row, row.isValid(at: now), row.person == nil || person?.isActive == true else { return nil }
        if row.usedAt.map({ $0 + limits.touch <= now }) ?? true {
            try await runner.perform { store, context in
                StepOutcome(try store.touchToken(row.id, at: context.now))
            }
        }
        let actor = AuditActor(
            .token, name: "\(row.number) \(row.name)", person: person?.name ?? People.nameOfMachine, address: address)
        // What whoever made it may not do any more, it may not either.
        return Caller(
            actor: actor, person: row.person, proof: .token(row.id),
            rights: Rights([row.role] + [person?.role].compactMap(\.self), in: row.areas))
    }

    private func session(_ token: BearerToken, _ address: String?) async throws -> Caller? {
        let hash = token.hash
        let (row, person, now) = try await runner.read { store, context in
            let row = try store.session(hash)
            return (row, try row.flatMap { try store.person($0.person) }, context.now)
        }
        guard let row, let person, person.isActive, now < row.expiresAt, now < row.usedAt + limits.idle else {
            return nil
        }
        if row.usedAt + limits.touch <= now {
            try await runner.perform { store, context in
                StepOutcome(try store.touchSession(hash, at: context.now))
            }
        }
        return Caller(
            actor: AuditActor(.user, name: person.name, address: address), person: person.id, proof: .session(hash),
            rights: Rights([person.role]))
    }
}

extension TokenRow {
    /// Not revoked and not expired.
    func isValid(at now: Instant) -> Bool { revokedAt == nil && expiresAt.map { now < $0 } ?? true }
}
