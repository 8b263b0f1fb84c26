public import Foundation

/// The envelope in which declarative management travels (reference 2). What is in it is the business of the DDM codec.
public struct DeclarativeManagement: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// `tokens`, `declaration-items`, `declaration/<kind>/<identifier>` or `status`, as sent.
    public var endpoint: String
    /// JSON, with a status report only; nil when the key is absent.
    public var data: Data?

    /// - Parameter data: a status report's JSON; nil with every other endpoint.
    public init(identity: EnrolmentIdentity, endpoint: String, data: Data? = nil) {
        self.identity = identity
        self.endpoint = endpoint
        self.data = data
    }
}

extension DeclarativeManagement: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader), endpoint: try reader.text("Endpoint"),
            data: try reader.optionalBytes("Data"))
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.declarativeManagement)
        fields["Endpoint"] = .string(endpoint)
        fields.add("Data", data)
        return fields
    }
}
