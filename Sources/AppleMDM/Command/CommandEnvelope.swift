/// A command on its way to a device: `{CommandUUID, Command}` (reference 1.4).
///
/// "Nothing to do" is no envelope at all but a 200 with zero bytes.
public struct CommandEnvelope: Sendable, Hashable {
    /// Names the command; the device's result carries it back.
    public var commandUUID: String
    /// What the device is asked to do.
    public var command: MDMCommand

    /// - Parameter commandUUID: unique among the device's commands.
    public init(commandUUID: String, command: MDMCommand) {
        self.commandUUID = commandUUID
        self.command = command
    }
}

extension CommandEnvelope: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        guard let command = try reader.optionalDictionary("Command") else { throw MDMCodecError.missing("Command") }
        self.init(commandUUID: try reader.text("CommandUUID"), command: try MDMCommand(command))
    }

    public var plistFields: [String: PlistNode] {
        ["CommandUUID": .string(commandUUID), "Command": .dictionary(command.plistFields)]
    }
}
