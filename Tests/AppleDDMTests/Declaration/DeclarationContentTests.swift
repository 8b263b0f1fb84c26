import AppleDDM
import Testing

@Suite struct DeclarationContentTests {
    private func readBack<Content: DeclarationContent>(_ content: Content) throws {
        #expect(try Content(payload: content.payload) == content)
        #expect(DeclarationKind(type: Content.type) != nil)
    }

    @Test func everyContentIsReadBack() throws {
        try readBack(ActivationSimple(standardConfigurations: []))
        try readBack(ActivationSimple(standardConfigurations: ["a"], predicate: "p"))
        try readBack(StatusSubscriptions(statusItems: StatusItemName.forUpdates.map(\.rawValue)))
        try readBack(OrganizationInfo(name: "O"))
        try readBack(OrganizationInfo(name: "O", email: "e", url: "u"))
        try readBack(
            try SoftwareUpdateEnforcementSpecific(
                targetOSVersion: "26.4", targetLocalDateTime: "2026-12-01T18:00:00"))
    }

    @Test func anEnforcementHasTheKeysOfApple() throws {
        let enforcement = try SoftwareUpdateEnforcementSpecific(
            targetOSVersion: "26.3.1", targetBuildVersion: "25D771280a", targetLocalDateTime: "2028-02-29T00:00:00",
            detailsURL: "https://example.org/u")
        #expect(
            enforcement.payload == [
                "TargetOSVersion": "26.3.1", "TargetBuildVersion": "25D771280a",
                "TargetLocalDateTime": "2028-02-29T00:00:00", "DetailsURL": "https://example.org/u",
            ])
        try readBack(enforcement)
    }

    @Test func subscriptionsAreObjectsWithNames() {
        #expect(StatusSubscriptions(statusItems: ["a.b"]).payload == ["StatusItems": [["Name": "a.b"]]])
    }

    @Test func aBadEnforcementIsRefusedByTheKeyAtFault() {
        func build(_ version: String, _ build: String?, _ time: String) throws {
            _ = try SoftwareUpdateEnforcementSpecific(
                targetOSVersion: version, targetBuildVersion: build, targetLocalDateTime: time)
        }
        let time = "2026-12-01T18:00:00"
        #expect(throws: DDMCodecError(.invalidValue("TargetOSVersion"), "")) { try build("26.3.1 (a)", nil, time) }
        #expect(throws: DDMCodecError(.invalidValue("TargetBuildVersion"), "")) { try build("26.3", "25D (a)", time) }
        #expect(throws: DDMCodecError(.invalidValue("TargetLocalDateTime"), "")) { try build("26.3", nil, time + "Z") }
    }

    @Test func aBadPayloadIsRefusedByTheKeyAtFault() {
        #expect(throws: DDMCodecError(.missingKey("TargetOSVersion"), "")) {
            try SoftwareUpdateEnforcementSpecific(payload: ["TargetLocalDateTime": "2026-12-01T18:00:00"])
        }
        #expect(throws: DDMCodecError(.wrongType("StandardConfigurations"), "")) {
            try ActivationSimple(payload: ["StandardConfigurations": ["a", 1]])
        }
        #expect(throws: DDMCodecError(.wrongType("StatusItems"), "")) {
            try StatusSubscriptions(payload: ["StatusItems": ["a"]])
        }
        #expect(throws: DDMCodecError(.wrongType("Email"), "")) {
            try OrganizationInfo(payload: ["Name": "O", "Email": 1])
        }
        #expect(throws: DDMCodecError(.notAnObject, "")) { try OrganizationInfo(payload: []) }
    }

    @Test(arguments: [
        ("26.1", true), ("15.7.5", true), ("0.0", true), ("26", false), ("26.1.2.3", false), ("", false), (".1", false),
        ("26.", false), ("26..1", false), ("26.1 (a)", false), ("26.1a", false), ("26,1", false), ("٢٦.١", false),
        ("-1.0", false), ("26.1\n", false),
    ])
    func targetVersionsAreDigitsAndDots(text: String, isValid: Bool) {
        #expect(DeclarationRules.isTargetOSVersion(text) == isValid)
    }

    @Test(arguments: [
        ("2026-12-01T18:00:00", true), ("2028-02-29T23:59:59", true), ("2000-02-29T00:00:00", true),
        ("2026-02-29T00:00:00", false), ("2100-02-29T00:00:00", false), ("2026-04-31T00:00:00", false),
        ("2026-13-01T00:00:00", false), ("2026-00-01T00:00:00", false), ("2026-01-00T00:00:00", false),
        ("2026-01-01T24:00:00", false), ("2026-01-01T00:60:00", false), ("2026-01-01T00:00:60", false),
        ("2026-12-01T18:00:00Z", false), ("2026-12-01 18:00:00", false), ("2026-12-01T18:00", false),
        ("2026-12-01T18:00:00.0", false), ("0000-01-01T00:00:00", false), ("２026-12-01T18:00:00", false), ("", false),
        ("2026-1-001T18:00:00", false), ("2026-12-01t18:00:00", false),
    ])
    func deadlinesAreRealLocalTimes(text: String, isValid: Bool) {
        #expect(DeclarationRules.isLocalDateTime(text) == isValid)
    }

    @Test func identifiersAreCountedInOctets() {
        #expect(DeclarationRules.isIdentifier(String(repeating: "a", count: 64)))
        #expect(!DeclarationRules.isIdentifier(String(repeating: "a", count: 65)))
        #expect(!DeclarationRules.isIdentifier(String(repeating: "🚲", count: 17)))
        #expect(!DeclarationRules.isIdentifier(""))
    }
}
