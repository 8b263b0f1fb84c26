public import Foundation

/// The answer to `tokens`, and the `Data` of the command that starts a synchronisation (reference 2.1).
public struct TokensResponse: Sendable, Hashable {
    /// Opaque, at most 256 octets. Equal to the one the device has means: nothing to do.
    public var declarationsToken: String
    /// When the set of declarations last changed: RFC 3339 in UTC, whole seconds, `Z`.
    public var timestamp: String

    /// - Parameter timestamp: such as `2026-11-21T09:30:00Z`.
    public init(declarationsToken: String, timestamp: String) {
        self.declarationsToken = declarationsToken
        self.timestamp = timestamp
    }

    /// - Parameter unixSeconds: seconds since 1970.
    public init(declarationsToken: String, unixSeconds: Int64) {
        self.init(declarationsToken: declarationsToken, timestamp: CalendarTime(unixSeconds: unixSeconds).text + "Z")
    }

    /// The timestamp as seconds since 1970; nil when it has another form.
    public var unixSeconds: Int64? {
        guard timestamp.hasSuffix("Z") else { return nil }
        return CalendarTime(local: String(timestamp.dropLast()))?.unixSeconds
    }

    /// The response with sorted keys.
    public func json() -> Data {
        JSONValue.object([
            "SyncTokens": .object(["DeclarationsToken": .string(declarationsToken), "Timestamp": .string(timestamp)])
        ]).json()
    }
}

extension TokensResponse {
    /// Reads a response as strictly as a device would.
    public init(json: Data, limits: JSONLimits = .message) throws(DDMCodecError) {
        let tokens = try JSONFields(json, limits: limits).object("SyncTokens")
        self.init(
            declarationsToken: try tokens.string("DeclarationsToken"), timestamp: try tokens.string("Timestamp"))
        try DeclarationRules.checkDeclarationsToken(declarationsToken)
        guard unixSeconds != nil else {
            throw .invalid("Timestamp", "must be a time like 2026-11-21T09:30:00Z")
        }
    }
}
