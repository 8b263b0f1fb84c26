import Orchestrator
import RatchetCore

/// A program's token, without the token itself.
public struct TokenResource: Codable, Sendable, Equatable {
    public var number: Int64
    public var name: String
    /// Null for one that was made on the server's own machine.
    @OrNull public var owner: String? = nil
    public var role: String
    /// Null for everywhere that the role reaches.
    @OrNull public var areas: [String]? = nil
    public var createdAt: String
    /// Null for one that does not expire.
    @OrNull public var expiresAt: String? = nil
    /// To the minute; null if it was never used.
    @OrNull public var usedAt: String? = nil
    /// Null unless it was revoked.
    @OrNull public var revokedAt: String? = nil
}

public struct TokenListResource: Codable, Sendable, Equatable {
    public var tokens: [TokenResource]
}

/// A token that has just been made: the only answer with the token itself in it.
public struct NewTokenResource: Codable, Sendable {
    public var secret: String
    public var token: TokenResource
}

extension TokenResource {
    init(_ token: TokenSummary) {
        self.init(
            number: token.number, name: token.name, owner: token.owner, role: token.role.rawValue,
            areas: token.areas.map { $0.map(\.rawValue).sorted() }, createdAt: token.createdAt.description,
            expiresAt: token.expiresAt?.description, usedAt: token.usedAt?.description,
            revokedAt: token.revokedAt?.description)
    }
}

/// A token to be made.
public struct TokenBody: Codable, Sendable {
    public var name: String
    public var role: String
    /// Everywhere where it is left out.
    public var areas: [String]?
    /// 1 to 3650; it does not expire where they are left out.
    public var days: Int?

    public init(name: String, role: String, areas: [String]? = nil, days: Int? = nil) {
        (self.name, self.role, self.areas, self.days) = (name, role, areas, days)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        role = try container.decode(String.self, forKey: .role)
        areas = try container.decodeIfPresent([String].self, forKey: .areas)
        days = try container.decodeIfPresent(Int.self, forKey: .days)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name, role, areas, days }

    func request() throws -> TokenRequest {
        if let days, !(1...3650).contains(days) {
            let wanted = "Give 1 to 3650, or leave it out for a token that does not expire."
            throw HTTPProblem.malformed(.init("days", wanted))
        }
        let areas = try areas.map { words in
            Set(
                try words.map { word in
                    guard let area = Area(rawValue: word) else {
                        let known = Area.allCases.map(\.rawValue).joined(separator: ", ")
                        throw HTTPProblem.malformed(.init("areas", "Give some of \(known)."))
                    }
                    return area
                })
        }
        return TokenRequest(
            name: name, role: try Role(said: role), areas: areas, lasts: days.map { .days($0) })
    }
}
