/// The keys that every payload of a configuration profile carries.
public struct ProfilePayloadHeader: Sendable, Hashable {
    /// Names the payload for good, in reverse-DNS style: a later profile replaces the payload of the same identifier.
    public var identifier: String
    public var uuid: String
    /// For people.
    public var displayName: String?

    public init(identifier: String, uuid: String, displayName: String? = nil) {
        (self.identifier, self.uuid, self.displayName) = (identifier, uuid, displayName)
    }

    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(
            identifier: try reader.text("PayloadIdentifier"), uuid: try reader.text("PayloadUUID"),
            displayName: try reader.optionalText("PayloadDisplayName"))
    }

    /// The fields of a payload of a type, to which the payload adds its own.
    func fields(type: String) -> [String: PlistNode] {
        var fields: [String: PlistNode] = [
            "PayloadType": .string(type), "PayloadVersion": .integer(1), "PayloadIdentifier": .string(identifier),
            "PayloadUUID": .string(uuid),
        ]
        fields.add("PayloadDisplayName", displayName)
        return fields
    }
}
