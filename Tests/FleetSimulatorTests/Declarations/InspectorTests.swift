import AppleDDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("How a device judges declarations")
struct InspectorTests {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let type: String
        let payload: JSONValue
        let code: String?
        var kind = DeclarationKind.configuration
    }

    static let time: JSONValue = "2026-12-24T18:00:00"

    static func target(_ version: JSONValue, _ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(["TargetOSVersion": version, "TargetLocalDateTime": time].merging(more) { $1 })
    }

    static let cases: [Case] = [
        Case(description: "newer", type: DeclarationType.enforcement, payload: target("26.4"), code: nil),
        Case(
            description: "all keys", type: DeclarationType.enforcement,
            payload: target("26.4", ["TargetBuildVersion": "25E246", "DetailsURL": "https://example.org"]), code: nil),
        Case(
            description: "unknown key", type: DeclarationType.enforcement,
            payload: target("26.4", ["TargetDate": "x"]), code: "Error.UnknownPayloadKeys"),
        Case(
            description: "missing deadline", type: DeclarationType.enforcement,
            payload: ["TargetOSVersion": "26.4"], code: "Error.ConfigurationCannotBeDeserialized"),
        Case(
            description: "version as number", type: DeclarationType.enforcement, payload: target(26),
            code: "Error.ConfigurationCannotBeDeserialized"),
        Case(
            description: "version with letter", type: DeclarationType.enforcement, payload: target("26.3.1(a)"),
            code: "Error.ConfigurationIsInvalid"),
        Case(
            description: "major only", type: DeclarationType.enforcement, payload: target("26"),
            code: "Error.ConfigurationIsInvalid"),
        Case(
            description: "deadline with zone", type: DeclarationType.enforcement,
            payload: ["TargetOSVersion": "26.4", "TargetLocalDateTime": "2026-12-24T18:00:00Z"],
            code: "Error.ConfigurationIsInvalid"),
        Case(
            description: "no such day", type: DeclarationType.enforcement,
            payload: ["TargetOSVersion": "26.4", "TargetLocalDateTime": "2026-02-30T18:00:00"],
            code: "Error.ConfigurationIsInvalid"),
        Case(
            description: "same version", type: DeclarationType.enforcement, payload: target("26.3.1"),
            code: "Error.ConfigurationCannotBeApplied"),
        Case(
            description: "older version", type: DeclarationType.enforcement, payload: target("15.7.5"),
            code: "Error.ConfigurationCannotBeApplied"),
        Case(
            description: "improvement of the same version", type: DeclarationType.enforcement,
            payload: target("26.3.1", ["TargetBuildVersion": "25D771280a"]), code: nil),
        Case(
            description: "settings", type: "com.apple.configuration.softwareupdate.settings",
            payload: ["AutomaticActions": ["InstallSecurityUpdate": "AlwaysOn"], "Notifications": true], code: nil),
        Case(
            description: "the plural that Apple does not know", type: "com.apple.configuration.softwareupdate.settings",
            payload: ["AutomaticActions": ["InstallSecurityUpdates": "AlwaysOn"]], code: "Error.UnknownPayloadKeys"),
        Case(
            description: "unknown type", type: "com.apple.configuration.softwareupdate.enforcement.latest",
            payload: [:], code: "Error.UnknownDeclarationType"),
        Case(
            description: "listed as another kind", type: "com.apple.management.organization-info",
            payload: ["Name": "x"], code: "Error.InvalidPayload"),
        Case(
            description: "organisation", type: "com.apple.management.organization-info", payload: ["Name": "x"],
            code: nil, kind: .management),
        Case(
            description: "properties", type: "com.apple.management.properties", payload: ["anything": [1, 2]],
            code: nil, kind: .management),
        Case(
            description: "subscription without name", type: DeclarationType.subscriptions,
            payload: ["StatusItems": [["name": "x"]]], code: "Error.UnknownPayloadKeys"),
    ]

    private func inspector(supervised: Bool = true) throws -> DeclarationInspector {
        let version = try #require(OSVersion("26.3.1"))
        return DeclarationInspector(
            capabilities: Capabilities(platform: .macOS, version: version, supervised: supervised),
            installed: InstalledSystem(version: version, build: "25D2128"),
            statusText: { $0 == "device.model.family" ? "Mac" : nil })
    }

    private func held(
        _ type: String, _ payload: JSONValue, _ kind: DeclarationKind = .configuration, _ name: String = "d"
    ) -> HeldDeclaration {
        HeldDeclaration(
            key: DeclarationKey(kind: kind, identifier: name), type: type, serverToken: "1", payload: payload)
    }

    @Test("a declaration leads to", arguments: cases)
    func faults(_ example: Case) throws {
        let faults = try inspector().faults(of: held(example.type, example.payload, example.kind))
        #expect(faults.first?.code == example.code)
    }

    @Test("the text for an older target is Apple's")
    func olderText() throws {
        let fault = try inspector().faults(of: held(DeclarationType.enforcement, InspectorTests.target("15.7"))).first
        let text = fault?.details["Error"] ?? ""
        #expect(
            text == "[kSUCoreErrorDDMInvalidDeclarationFailure] Invalid declaration: "
                + "target OS version (15.7) is older than current version (26.3.1)")
    }

    @Test("a type that the device knows but does not support here")
    func notSupported() throws {
        let declaration = held(DeclarationType.enforcement, InspectorTests.target("26.4"))
        #expect(
            try inspector(supervised: false).faults(of: declaration).first?.code == "Error.ConfigurationNotSupported")
    }

    @Test("a configuration that no activation names is valid and without effect")
    func notReferenced() throws {
        let review = DeclarationReview(
            of: [held(DeclarationType.enforcement, InspectorTests.target("26.4"))], by: try inspector())
        #expect(review.states.map(\.isActive) == [false])
        #expect(review.states.map(\.isValid) == [true])
        #expect(review.states.first?.reasons.map(\.code) == ["Info.NotReferencedByActivation"])
        #expect(review.enforcements.isEmpty)
    }

    @Test(
        "a predicate makes an activation active or not",
        arguments: [
            (nil, true, nil), ("TRUEPREDICATE", true, nil), ("(@status(device.model.family) == 'Mac')", true, nil),
            ("@status(device.model.family) == 'iPad'", false, "Info.Predicate"),
            ("@status(device.model.family) != \"iPad\"", true, nil),
            ("@status(nothing) == 'x'", false, "Error.UnableToEvaluatePredicate"),
            ("ANY of them", false, "Error.UnableToParsePredicate"),
        ] as [(String?, Bool, String?)])
    func predicates(_ predicate: String?, _ isActive: Bool, _ code: String?) throws {
        var payload: [String: JSONValue] = ["StandardConfigurations": ["d"]]
        if let predicate { payload["Predicate"] = .string(predicate) }
        let activation = held(DeclarationType.activation, .object(payload), .activation, "a")
        let review = DeclarationReview(
            of: [activation, held(DeclarationType.enforcement, InspectorTests.target("26.4"))], by: try inspector())
        let state = review.states.first { $0.declaration.key.kind == .activation }
        #expect(state?.isActive == isActive)
        #expect(state?.reasons.first?.code == code)
        #expect(review.enforcements.count == (isActive ? 1 : 0))
    }
}
