import Foundation
import Ports
public import RatchetCore
import Storage

/// A program's token as it is shown: never the token itself.
public struct TokenSummary: Sendable, Equatable {
    public let number: Int64
    public let name: String
    /// Who made it; nil for whoever worked on the server's own machine.
    public let owner: String?
    public let role: Role
    public let areas: Set<Area>?
    public let createdAt: Instant
    public let expiresAt: Instant?
    /// To the minute.
    public let usedAt: Instant?
    public let revokedAt: Instant?

    init(_ row: TokenRow, owner: String?) {
        (number, name, role, areas, self.owner) = (row.number, row.name, row.role, row.areas, owner)
        (createdAt, expiresAt, usedAt, revokedAt) = (row.createdAt, row.expiresAt, row.usedAt, row.revokedAt)
    }
}

/// What a token is to be like.
public struct TokenRequest: Sendable {
    public let name: String
    public let role: Role
    public let areas: Set<Area>?
    /// Nil for one that does not expire.
    public let lasts: Duration?

    public init(name: String, role: Role, areas: Set<Area>?, lasts: Duration?) {
        (self.name, self.role, self.areas, self.lasts) = (name, role, areas, lasts)
    }
}

extension People {
    /// The caller's own; an administrator's list has everybody's.
    public func tokens(for caller: Caller) async throws -> [TokenSummary] {
        try await runner.read { store, _ in
            let names = Dictionary(uniqueKeysWithValues: try store.people().map { ($0.id, $0.name) })
            return try store.tokens().filter { People.may(caller, see: $0) }
                .map { TokenSummary($0, owner: $0.person.flatMap { names[$0] }) }
        }
    }

    /// Makes a token with no more rights than the caller has. The token is in the answer, and never again anywhere.
    public func createToken(_ request: TokenRequest, by caller: Caller) async throws -> (BearerToken, TokenSummary) {
        if caller.isToken { throw AdminProblem.notForTokens }
        let faults = [
            GroupName.fault(in: request.name),
            caller.rights.cover(request.role) ? nil : .init("role", "You may not give more than you may do yourself."),
            request.areas?.isEmpty == true ? .init("areas", "Name at least one, or leave it out for all.") : nil,
        ].compactMap(\.self)
        guard faults.isEmpty else { throw AdminProblem.invalid("token", faults) }
        let token = BearerToken(.api, from: random)
        let summary = try await runner.acting(as: caller.actor).perform { store, context in
            let own = try store.tokens().count { $0.person == caller.person && $0.isValid(at: context.now) }
            if own >= AdminLimits.tokens { throw AdminProblem.tooManyTokens }
            let row = try store.createToken(
                NewToken(
                    id: context.ids.next(), name: request.name, hash: token.hash, person: caller.person,
                    role: request.role, areas: request.areas, expiresAt: request.lasts.map { context.now + $0 }),
                at: context.now)
            let summary = TokenSummary(row, owner: caller.person == nil ? nil : caller.actor.name)
            try store.audit("token.created", of: "token:\(row.number)", after: summary.told, context)
            return StepOutcome(summary)
        }
        return (token, summary)
    }

    /// Revokes a token; one that is revoked stays so.
    public func revokeToken(_ word: String, by caller: Caller) async throws -> TokenSummary {
        if caller.isToken { throw AdminProblem.notForTokens }
        return try await runner.acting(as: caller.actor).perform { store, context in
            // Whose one may not see are not there.
            guard let row = try store.findToken(word), People.may(caller, see: row) else {
                throw AdminProblem.noToken(word)
            }
            let owner = try row.person.flatMap { try store.person($0)?.name }
            if row.revokedAt == nil {
                try store.revokeToken(row.id, at: context.now)
                try store.audit(
                    "token.revoked", of: "token:\(row.number)", before: TokenSummary(row, owner: owner).told, context)
            }
            return StepOutcome(TokenSummary(try store.findToken(row.id) ?? row, owner: owner))
        }
    }

    private static func may(_ caller: Caller, see token: TokenRow) -> Bool {
        caller.rights.allow(.administer, in: .people) || (caller.person != nil && token.person == caller.person)
    }
}

extension TokenSummary {
    /// For the audit log.
    fileprivate var told: [String: String?] {
        [
            "name": name, "role": role.rawValue, "owner": owner,
            "areas": areas?.map(\.rawValue).sorted().joined(separator: " "), "expiresAt": expiresAt?.description,
        ]
    }
}

extension AdminProblem {
    static func noToken(_ word: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-token", title: "There is no such token",
            detail: "No token of yours has the number \(quoted(word)). The list of tokens shows what there is.")
    }

    static let tooManyTokens = AdminProblem(
        .conflict, code: "too-many-tokens", title: "You have too many tokens",
        detail: "One may have \(AdminLimits.tokens) that are valid. Revoke those that nobody uses.")

    static let notForTokens = AdminProblem(
        .forbidden, code: "not-for-tokens", title: "A token can't do this",
        detail: "Tokens are made and revoked by people who have signed in, or on the server's own machine.")
}
