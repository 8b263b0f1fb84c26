import Orchestrator
import RatchetCore

/// Name and password.
public struct SignInBody: Codable, Sendable {
    public var name: String
    public var password: String
    /// True for a program that keeps the token itself; a browser gets a cookie.
    public var token: Bool?

    public init(name: String, password: String, token: Bool? = nil) {
        (self.name, self.password, self.token) = (name, password, token)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        password = try container.decode(String.self, forKey: .password)
        token = try container.decodeIfPresent(Bool.self, forKey: .token)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name, password, token }
}

/// A session that has begun.
public struct SessionResource: Codable, Sendable {
    public var user: String
    public var role: String
    public var expiresAt: String
    /// Null where the session is in a cookie.
    @OrNull public var token: String? = nil
}

/// Who is asking, and what they may do.
public struct CallerResource: Codable, Sendable, Equatable {
    /// `user`, `token`, `local`.
    public var kind: String
    public var name: String
    /// `read`, `act`, `approve`, `administer`.
    public var permissions: [String]
    /// Null for everywhere.
    @OrNull public var areas: [String]? = nil
}

extension CallerResource {
    init(_ caller: Caller) {
        self.init(
            kind: caller.actor.kind.rawValue, name: caller.actor.name,
            permissions: Permission.allCases.filter(caller.rights.permissions.contains).map(\.rawValue),
            areas: caller.rights.areas.map { $0.map(\.rawValue).sorted() })
    }
}

/// The first administrator.
public struct SetupBody: Codable, Sendable {
    public var token: String
    public var name: String
    public var password: String

    public init(token: String, name: String, password: String) {
        (self.token, self.name, self.password) = (token, name, password)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        token = try container.decode(String.self, forKey: .token)
        name = try container.decode(String.self, forKey: .name)
        password = try container.decode(String.self, forKey: .password)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case token, name, password }
}
