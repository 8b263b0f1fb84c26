import AppleMDM
import Foundation
import Testing

@Suite struct CommandEnvelopeTests {
    static let commands: [MDMCommand] = [
        .declarativeManagement(DeclarativeManagementCommand(data: Data("{\"SyncTokens\":{}}".utf8))),
        .declarativeManagement(DeclarativeManagementCommand(data: nil)),
        .deviceInformation(DeviceInformationCommand(queries: [.osVersion, .timeZone, .init(rawValue: "New")])),
        .deviceInformation(DeviceInformationCommand(queries: [])),
        .securityInfo(SecurityInfoCommand()), .deviceConfigured(DeviceConfiguredCommand()),
        .unknown(requestType: "EraseDevice"),
    ]

    @Test(arguments: commands)
    func whatIsWrittenIsReadBack(command: MDMCommand) throws {
        let envelope = CommandEnvelope(commandUUID: "0001_x", command: command)
        #expect(try CommandEnvelope(plist: envelope.plist()) == envelope)
    }

    @Test func aCommandHasTheFormOfApple() throws {
        let envelope = CommandEnvelope(
            commandUUID: "C", command: .deviceInformation(DeviceInformationCommand(queries: [.osVersion])))
        let value = try PropertyListSerialization.propertyList(from: envelope.plist(), options: [], format: nil)
        let expected: NSDictionary = [
            "CommandUUID": "C", "Command": ["RequestType": "DeviceInformation", "Queries": ["OSVersion"]],
        ]
        #expect(expected.isEqual(value))
    }

    @Test(arguments: [
        ("<dict><key>CommandUUID</key><string>C</string></dict>", MDMCodecError.Code.missingKey("Command")),
        (
            "<dict><key>Command</key><dict><key>RequestType</key><string>X</string></dict></dict>",
            .missingKey("CommandUUID")
        ),
        ("<dict><key>CommandUUID</key><string>C</string><key>Command</key><dict/></dict>", .missingKey("RequestType")),
        ("<dict><key>CommandUUID</key><string>C</string><key>Command</key><array/></dict>", .wrongType("Command")),
    ])
    func anIncompleteEnvelopeIsRefused(content: String, code: MDMCodecError.Code) {
        #expect(throws: MDMCodecError(code, "")) { try CommandEnvelope(plist: xml(content)) }
    }
}
