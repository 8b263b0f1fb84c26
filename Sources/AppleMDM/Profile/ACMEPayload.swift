/// `com.apple.security.acme`: a certificate from an ACME service, for a key that never leaves the hardware (reference 1.1).
public struct ACMEPayload: Sendable, Hashable {
    public static let payloadType = "com.apple.security.acme"

    public var header: ProfilePayloadHeader
    public var directoryURL: String
    /// Names the device to the service.
    public var clientIdentifier: String
    /// The common name that the device asks for.
    public var commonName: String

    public init(header: ProfilePayloadHeader, directoryURL: String, clientIdentifier: String, commonName: String) {
        (self.header, self.directoryURL) = (header, directoryURL)
        (self.clientIdentifier, self.commonName) = (clientIdentifier, commonName)
    }
}

extension ACMEPayload {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(
            header: try ProfilePayloadHeader(reader), directoryURL: try reader.text("DirectoryURL"),
            clientIdentifier: try reader.text("ClientIdentifier"), commonName: "")
    }

    var plistFields: [String: PlistNode] {
        var fields = header.fields(type: Self.payloadType)
        fields["DirectoryURL"] = .string(directoryURL)
        fields["ClientIdentifier"] = .string(clientIdentifier)
        fields["KeyType"] = .string("ECSECPrimeRandom")
        fields["KeySize"] = .integer(384)
        fields["HardwareBound"] = .boolean(true)
        fields["Attest"] = .boolean(true)
        fields["UsageFlags"] = .integer(5)
        fields["Subject"] = .array([.array([.array([.string("CN"), .string(commonName)])])])
        return fields
    }
}
