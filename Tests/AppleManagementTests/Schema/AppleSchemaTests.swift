import AppleDDM
import AppleMDM
import AppleManagement
import Foundation
import RatchetCore
import Testing

/// Everything that we send, held against Apple's own files.
@Suite(
    "What we send is as Apple's schema wants it",
    .enabled(if: SharedData.has("apple-schema"), "Apple's schema in ../shared/data/apple-schema is missing"))
struct AppleSchemaTests {
    private static let files = [
        OrganizationInfo.type: "management/organization-info",
        StatusSubscriptions.type: "configurations/management.status-subscriptions",
        ActivationSimple.type: "activations/simple",
        SoftwareUpdateEnforcementSpecific.type: "configurations/softwareupdate.enforcement.specific",
    ]

    private func intents() throws -> [ManifestIntent] {
        [
            ManifestIntent(organization: "Example"),
            ManifestIntent(organization: "Example", capabilities: Samples.everything),
            ManifestIntent(
                organization: "Example", capabilities: Samples.everything,
                update: try Samples.update("26.3.1", build: "25D771280a", url: "https://example.org/why")),
        ]
    }

    @Test(arguments: ["2024-10", "2026-06"])
    func `every declaration`(_ edition: String) throws {
        let base = try AppleSchema("\(edition)/declarative/declarations/declarationbase.yaml")
        var types: Set<String> = []
        for declaration in try intents().flatMap({ try ManifestBuilder.render($0).declarations }) {
            let json = try JSONValue(json: declaration.body)
            #expect(base.faults(in: SchemaValue(json)) == [], "\(declaration.identifier)")
            let type = try #require(json["Type"]?.string)
            let file = try #require(Self.files[type], "\(type) has a file")
            let schema = try AppleSchema("\(edition)/declarative/declarations/\(file).yaml")
            #expect(schema.faults(in: SchemaValue(try #require(json["Payload"]))) == [], "\(declaration.identifier)")
            types.insert(type)
        }
        #expect(types == Samples.ourTypes, "each of our types was looked at")
    }

    @Test func `the answers to tokens and declaration-items`() throws {
        let items = try AppleSchema("2024-10/declarative/protocol/declarationitemsresponse.yaml")
        let tokens = try AppleSchema("2024-10/declarative/protocol/tokensresponse.yaml")
        for intent in try intents() {
            let manifest = try ManifestBuilder.render(intent)
            #expect(items.faults(in: SchemaValue(try JSONValue(json: manifest.items))) == [])
            let response = TokensResponse(declarationsToken: manifest.token, unixSeconds: 1_774_958_400).json()
            #expect(tokens.faults(in: SchemaValue(try JSONValue(json: response))) == [])
        }
    }

    @Test(arguments: [
        (
            "declarativemanagement",
            MDMCommand.declarativeManagement(DeclarativeManagementCommand(data: Data("{}".utf8)))
        ),
        (
            "information.device",
            .deviceInformation(DeviceInformationCommand(queries: InventoryQueries.queries(for: nil)))
        ),
        ("information.security", .securityInfo(SecurityInfoCommand())),
        ("device.configured", .deviceConfigured(DeviceConfiguredCommand())),
    ])
    func `every command`(_ file: String, _ command: MDMCommand) throws {
        let bytes = CommandEnvelope(commandUUID: "1", command: command).plist()
        let plist = try PropertyListSerialization.propertyList(from: bytes, format: nil)
        let envelope = try #require(plist as? [String: Any])
        var payload = try #require(envelope["Command"] as? [String: Any])
        #expect(payload.removeValue(forKey: "RequestType") as? String == command.requestType)
        let schema = try AppleSchema("2024-10/mdm/commands/\(file).yaml")
        #expect(schema.faults(in: SchemaValue(plist: payload)) == [])
    }

    @Test func `the schema's reader finds what is wrong`() throws {
        let schema = try AppleSchema(
            "2026-06/declarative/declarations/configurations/softwareupdate.enforcement.specific.yaml")
        let faults = schema.faults(in: SchemaValue(["TargetOSVersion": 26, "Target": "26.4"]))
        #expect(faults.contains("TargetLocalDateTime is missing"))
        #expect(faults.contains("Target is unknown") && faults.contains("TargetOSVersion is no <string>"))
        let subscriptions = try AppleSchema(
            "2026-06/declarative/declarations/configurations/management.status-subscriptions.yaml")
        #expect(subscriptions.faults(in: SchemaValue(["StatusItems": [[:]]])) == ["StatusItems[0].Name is missing"])
    }
}
