public import Foundation

/// One declaration as it is served: `{Type, Identifier, ServerToken, Payload}` (reference 2.1).
public struct Declaration: Sendable, Hashable {
    /// Such as `com.apple.activation.simple`.
    public var type: String
    /// At most 64 octets; it names the declaration for the device's lifetime.
    public var identifier: String
    /// At most 64 octets; it changes whenever anything else here does.
    public var serverToken: String
    /// An object, as raw JSON: which keys a device knows is the device's business.
    public var payload: JSONValue

    /// A declaration from its parts, unchecked; see `validate()`.
    public init(type: String, identifier: String, serverToken: String, payload: JSONValue) {
        self.type = type
        self.identifier = identifier
        self.serverToken = serverToken
        self.payload = payload
    }

    /// Wraps typed content. `serverToken` gets the canonical bytes and answers the token made from them.
    public init<Content: DeclarationContent>(
        identifier: String, content: Content, serverToken: (Data) -> String
    ) {
        self.init(type: Content.type, identifier: identifier, serverToken: "", payload: content.payload)
        self.serverToken = serverToken(canonicalBytesWithoutServerToken)
    }

    /// Nil when the third label of the type names none.
    public var kind: DeclarationKind? { DeclarationKind(type: type) }

    /// `Type`, `Identifier` and `Payload` with sorted keys, for hashing.
    public var canonicalBytesWithoutServerToken: Data {
        JSONValue.object(["Type": .string(type), "Identifier": .string(identifier), "Payload": payload]).json()
    }

    /// The declaration as served, with sorted keys.
    public func json() -> Data {
        let fields: [String: JSONValue] = [
            "Type": .string(type), "Identifier": .string(identifier), "ServerToken": .string(serverToken),
            "Payload": payload,
        ]
        return JSONValue.object(fields).json()
    }
}

extension Declaration {
    /// Reads a declaration strictly: all four keys, of the right type and length. What the payload holds is not judged.
    public init(json: Data, limits: JSONLimits = .message) throws(DDMCodecError) {
        let fields = try JSONFields(json, limits: limits)
        let payload = try fields.object("Payload")
        self.init(
            type: try fields.string("Type"), identifier: try fields.string("Identifier"),
            serverToken: try fields.string("ServerToken"), payload: .object(payload.members))
        try validate()
    }

    /// Checks the lengths of identifier and token, and that the type names a kind.
    public func validate() throws(DDMCodecError) {
        try DeclarationRules.checkIdentifier(identifier)
        try DeclarationRules.checkServerToken(serverToken)
        guard kind != nil else { throw .invalid("Type", "names no kind of declaration") }
        guard payload.object != nil else { throw .wrongType("Payload") }
    }
}
