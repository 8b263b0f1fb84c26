/// What a device says on the command channel: a poll, or the result of a command (reference 1.4).
///
/// A field of the wrong type within the results is left out and named in `unreadableKeys`; the rest counts.
public struct DeviceReport: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// A poll, or how the command ended.
    public var status: CommandStatus
    /// The command answered; absent with a poll.
    public var commandUUID: String?
    /// Topmost error first; empty unless the command failed.
    public var errorChain: [ErrorChainEntry]
    /// The result of `DeviceInformation`.
    public var queryResponses: DeviceInformationResponse?
    /// The result of `SecurityInfo`.
    public var securityInfo: SecurityInfoResponse?
    /// Keys whose values had the wrong type, as paths such as `QueryResponses.BatteryLevel`.
    public var unreadableKeys: [String]

    /// A report without results; set them by their properties.
    public init(identity: EnrolmentIdentity, status: CommandStatus, commandUUID: String? = nil) {
        self.identity = identity
        self.status = status
        self.commandUUID = commandUUID
        errorChain = []
        unreadableKeys = []
    }
}

extension DeviceReport: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            identity: try EnrolmentIdentity(reader), status: CommandStatus(try reader.text("Status")),
            commandUUID: try reader.optionalText("CommandUUID"))
        var results = LenientReader(reader)
        errorChain = results.errorChain("ErrorChain")
        queryResponses = results.dictionary("QueryResponses").map { DeviceInformationResponse($0, &results) }
        securityInfo = results.dictionary("SecurityInfo").map { SecurityInfoResponse($0, &results) }
        unreadableKeys = results.unreadableKeys
    }

    /// `unreadableKeys` is a note of the reader and is not written.
    public var plistFields: [String: PlistNode] {
        var fields = identity.plistFields
        fields["Status"] = .string(status.text)
        fields.add("CommandUUID", commandUUID)
        if !errorChain.isEmpty { fields["ErrorChain"] = .array(errorChain.map(\.plistNode)) }
        if let queryResponses { fields["QueryResponses"] = queryResponses.plistNode }
        if let securityInfo { fields["SecurityInfo"] = securityInfo.plistNode }
        return fields
    }
}
