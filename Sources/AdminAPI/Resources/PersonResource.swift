import Orchestrator
import RatchetCore

/// Somebody who may sign in.
public struct PersonResource: Codable, Sendable, Equatable {
    public var name: String
    /// `viewer`, `operator`, `approver`, `administrator`.
    public var role: String
    public var createdAt: String
    public var passwordSetAt: String
    /// Null while they may sign in.
    @OrNull public var disabledAt: String? = nil
}

public struct PersonListResource: Codable, Sendable, Equatable {
    public var users: [PersonResource]
}

extension PersonResource {
    init(_ person: PersonSummary) {
        self.init(
            name: person.name, role: person.role.rawValue, createdAt: person.createdAt.description,
            passwordSetAt: person.passwordSetAt.description, disabledAt: person.disabledAt?.description)
    }
}

/// Somebody to be let in.
public struct PersonBody: Codable, Sendable {
    public var name: String
    public var role: String
    public var password: String

    public init(name: String, role: String, password: String) {
        (self.name, self.role, self.password) = (name, role, password)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        role = try container.decode(String.self, forKey: .role)
        password = try container.decode(String.self, forKey: .password)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name, role, password }
}

/// Another role for somebody.
public struct RoleBody: Codable, Sendable {
    public var role: String

    public init(role: String) { self.role = role }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        role = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .role)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case role }
}

/// Another password; one's own takes the present one too.
public struct PasswordBody: Codable, Sendable {
    public var password: String
    public var present: String?

    public init(password: String, present: String? = nil) { (self.password, self.present) = (password, present) }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        password = try container.decode(String.self, forKey: .password)
        present = try container.decodeIfPresent(String.self, forKey: .present)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case password, present }
}

extension Role {
    /// As a body says it.
    init(said word: String) throws {
        guard let role = Role(rawValue: word) else {
            throw HTTPProblem.malformed(
                .init("role", HTTPProblem.unknown(word, among: Role.allCases.map(\.rawValue))))
        }
        self = role
    }
}
