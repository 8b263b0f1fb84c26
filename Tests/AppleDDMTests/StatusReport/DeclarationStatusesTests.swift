import AppleDDM
import Testing

@Suite struct DeclarationStatusesTests {
    @Test func aListIsReadBack() {
        let reason = StatusReason(
            code: "Error.ConfigurationCannotBeApplied", description: "d", details: ["Error": "older"])
        let statuses = DeclarationStatuses(byKind: [
            .activation: [.init(identifier: "a", serverToken: "1", isActive: true, validity: .valid)], .asset: [],
            .configuration: [
                .init(identifier: "c", serverToken: "1", isActive: false, validity: .invalid, reasons: [reason]),
                .init(identifier: "c", serverToken: "2", isActive: true, validity: .unknown),
            ], .management: [.init(identifier: "m", serverToken: "1", isActive: false, validity: .other("new"))],
        ])
        #expect(DeclarationStatuses.read(statuses.json) == .value(statuses))
        #expect(statuses.status(of: "c", serverToken: "2")?.validity == .unknown)
        #expect(statuses.status(of: "c", serverToken: "3") == nil)
        #expect(statuses.status(of: "a", serverToken: "1", kind: .activation)?.isActive == true)
    }

    @Test func theKeysAreApples() {
        let status = DeclarationStatus(
            identifier: "i", serverToken: "t", isActive: true, validity: .invalid, reasons: [StatusReason(code: "c")])
        let json = DeclarationStatuses(byKind: [.management: [status]]).json
        #expect(
            json == [
                "activations": [], "assets": [], "configurations": [],
                "management": [
                    [
                        "identifier": "i", "server-token": "t", "active": true, "valid": "invalid",
                        "reasons": [["code": "c"]],
                    ]
                ],
            ])
    }

    @Test func aBadEntryCostsOnlyItself() throws {
        let good: JSONValue = ["identifier": "i", "server-token": "t", "active": true, "valid": "valid", "reasons": 7]
        let json: JSONValue = [
            "configurations": [1, ["identifier": "x"], good, ["identifier": "y", "server-token": "t", "active": 1]],
            "activations": "none", "unheard": [],
        ]
        let statuses = try #require(DeclarationStatuses.read(json).value)
        #expect(statuses[.configuration].map(\.identifier) == ["i"])
        #expect(statuses.byKind[.activation] == nil)
        #expect(
            statuses.unreadablePaths == ["activations", "configurations[0]", "configurations[1]", "configurations[3]"])
        #expect(DeclarationStatuses.read([]).value == nil)
    }

    @Test func capabilitiesAreReadBack() {
        let capabilities = ClientCapabilities(
            supportedVersions: ["1.0.0"], supportedFeatures: ["f": [:]],
            declarations: [.configuration: ["com.apple.configuration.x"], .asset: []], statusItems: ["a.b"])
        #expect(ClientCapabilities.read(capabilities.json) == .value(capabilities))
        #expect(capabilities.supports(declarationType: "com.apple.configuration.x"))
        #expect(!capabilities.supports(declarationType: "com.apple.configuration.y"))
        #expect(!capabilities.supports(declarationType: "rubbish"))
    }

    @Test func capabilitiesWithoutFeaturesAreRead() {
        let json: JSONValue = ["supported-payloads": ["declarations": ["activations": ["a"]], "status-items": []]]
        let expected = ClientCapabilities(supportedVersions: [], declarations: [.activation: ["a"]], statusItems: [])
        #expect(ClientCapabilities.read(json) == .value(expected))
    }
}
