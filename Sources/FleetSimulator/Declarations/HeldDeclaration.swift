import AppleDDM
import Foundation

/// Which declaration: its kind and identifier.
struct DeclarationKey: Hashable, Comparable, Sendable {
    let kind: DeclarationKind
    let identifier: String

    /// The check-in endpoint that serves it.
    var endpoint: DeclarativeManagementEndpoint { .declaration(kind, identifier: identifier) }

    static func < (left: DeclarationKey, right: DeclarationKey) -> Bool {
        (left.kind.rawValue, left.identifier) < (right.kind.rawValue, right.identifier)
    }
}

/// A declaration as the device got it.
struct HeldDeclaration: Equatable, Sendable {
    let key: DeclarationKey
    let type: String
    let serverToken: String
    let payload: JSONValue
}

/// One declaration that the manifest names.
struct ManifestEntry: Equatable, Sendable {
    let key: DeclarationKey
    let serverToken: String
}

/// What `declaration-items` said.
struct Manifest: Equatable, Sendable {
    let declarationsToken: String
    let entries: [ManifestEntry]

    init(declarationsToken: String, entries: [ManifestEntry]) {
        self.declarationsToken = declarationsToken
        self.entries = entries
    }

    init(_ response: DeclarationItemsResponse) {
        declarationsToken = response.declarationsToken
        entries = DeclarationKind.allCases.flatMap { kind in
            response[kind].map {
                ManifestEntry(key: DeclarationKey(kind: kind, identifier: $0.identifier), serverToken: $0.serverToken)
            }
        }
    }
}

extension HeldDeclaration: Codable {
    private enum Keys: String, CodingKey {
        case kind, identifier, type, serverToken, payload
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        guard let kind = DeclarationKind(rawValue: try container.decode(String.self, forKey: .kind)) else {
            throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: "unknown kind")
        }
        self.init(
            key: DeclarationKey(kind: kind, identifier: try container.decode(String.self, forKey: .identifier)),
            type: try container.decode(String.self, forKey: .type),
            serverToken: try container.decode(String.self, forKey: .serverToken),
            payload: try container.decode(StoredJSON.self, forKey: .payload).value)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(key.kind.rawValue, forKey: .kind)
        try container.encode(key.identifier, forKey: .identifier)
        try container.encode(type, forKey: .type)
        try container.encode(serverToken, forKey: .serverToken)
        try container.encode(StoredJSON(value: payload), forKey: .payload)
    }
}

/// A JSON value in the state file: its text, as a string.
struct StoredJSON: Codable, Equatable, Sendable {
    let value: JSONValue

    init(value: JSONValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = try? JSONValue(json: Data(text.utf8)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no JSON")
        }
        self.value = value
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(decoding: value.jsonBytes(), as: UTF8.self))
    }
}
