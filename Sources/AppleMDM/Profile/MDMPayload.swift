/// `com.apple.mdm`: by whom and how a device is managed (reference 1.1).
public struct MDMPayload: Sendable, Hashable {
    public static let payloadType = "com.apple.mdm"

    public var header: ProfilePayloadHeader
    /// The UUID of the payload that brings the device's certificate.
    public var identityCertificateUUID: String
    /// Of the push certificate; never changes.
    public var topic: String
    /// The command channel; never changes.
    public var serverURL: String
    /// Where check-in messages go, if somewhere else; never changes.
    public var checkInURL: String?
    public var accessRights: AccessRights
    /// Whether each message carries `Mdm-Signature`.
    public var signMessage: Bool
    public var checkOutWhenRemoved: Bool
    /// `com.apple.mdm.per-user-connections` among them can't be added or removed later.
    public var serverCapabilities: [String]
    /// True for a push certificate of the development environment.
    public var useDevelopmentAPNS: Bool

    public init(
        header: ProfilePayloadHeader, identityCertificateUUID: String, topic: String, serverURL: String,
        checkInURL: String?, accessRights: AccessRights, signMessage: Bool = true, checkOutWhenRemoved: Bool = true,
        serverCapabilities: [String], useDevelopmentAPNS: Bool = false
    ) {
        (self.header, self.identityCertificateUUID) = (header, identityCertificateUUID)
        (self.topic, self.serverURL, self.checkInURL) = (topic, serverURL, checkInURL)
        (self.accessRights, self.signMessage) = (accessRights, signMessage)
        (self.checkOutWhenRemoved, self.serverCapabilities) = (checkOutWhenRemoved, serverCapabilities)
        self.useDevelopmentAPNS = useDevelopmentAPNS
    }

    /// The server keeps devices and their users apart: needed for Mac and Shared iPad.
    public static let perUserConnections = "com.apple.mdm.per-user-connections"
    /// The server keeps bootstrap tokens: without it a Mac makes none.
    public static let bootstrapToken = "com.apple.mdm.bootstraptoken"
}

extension MDMPayload {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(
            header: try ProfilePayloadHeader(reader),
            identityCertificateUUID: try reader.text("IdentityCertificateUUID"), topic: try reader.text("Topic"),
            serverURL: try reader.text("ServerURL"), checkInURL: try reader.optionalText("CheckInURL"),
            accessRights: AccessRights(rawValue: Int(try reader.optionalInteger("AccessRights") ?? 0)),
            signMessage: try reader.optionalTruth("SignMessage") ?? false,
            checkOutWhenRemoved: try reader.optionalTruth("CheckOutWhenRemoved") ?? false,
            serverCapabilities: try reader.optionalTexts("ServerCapabilities") ?? [],
            useDevelopmentAPNS: try reader.optionalTruth("UseDevelopmentAPNS") ?? false)
    }

    var plistFields: [String: PlistNode] {
        var fields = header.fields(type: Self.payloadType)
        fields["IdentityCertificateUUID"] = .string(identityCertificateUUID)
        fields["Topic"] = .string(topic)
        fields["ServerURL"] = .string(serverURL)
        fields.add("CheckInURL", checkInURL)
        fields["AccessRights"] = .integer(Int64(accessRights.rawValue))
        fields["SignMessage"] = .boolean(signMessage)
        fields["CheckOutWhenRemoved"] = .boolean(checkOutWhenRemoved)
        fields["ServerCapabilities"] = .array(serverCapabilities.map(PlistNode.string))
        if useDevelopmentAPNS { fields["UseDevelopmentAPNS"] = .boolean(true) }
        return fields
    }
}
