import AppleDDM
import Foundation
import Testing

@Suite struct DeclarationTests {
    private let activation = ActivationSimple(standardConfigurations: ["c/1", "c2"], predicate: "@status(x) == 'a'")

    @Test func aDeclarationIsServedWithSortedKeys() {
        let declaration = Declaration(identifier: "a", content: activation) { _ in "t" }
        #expect(
            String(decoding: declaration.json(), as: UTF8.self) == """
                {"Identifier":"a","Payload":{"Predicate":"@status(x) == 'a'","StandardConfigurations":["c/1","c2"]},\
                "ServerToken":"t","Type":"com.apple.activation.simple"}
                """)
    }

    @Test func theTokenIsMadeFromEverythingElse() {
        var hashed = Data()
        let declaration = Declaration(identifier: "a", content: activation) { bytes in
            hashed = bytes
            return "t"
        }
        #expect(hashed == declaration.canonicalBytesWithoutServerToken)
        #expect(!String(decoding: hashed, as: UTF8.self).contains("ServerToken"))
        var other = declaration
        other.serverToken = "u"
        #expect(other.canonicalBytesWithoutServerToken == hashed)
        other.identifier = "b"
        #expect(other.canonicalBytesWithoutServerToken != hashed)
    }

    @Test func whatIsServedIsReadBackByteForByte() throws {
        let declaration = Declaration(identifier: "a", content: activation) { _ in "t" }
        let read = try Declaration(json: declaration.json())
        #expect(read == declaration)
        #expect(read.json() == declaration.json())
        #expect(read.kind == .activation)
    }

    @Test func aPayloadKeepsTheKeysNobodyKnows() throws {
        let json = """
            {"Type":"com.apple.configuration.x","Identifier":"i","ServerToken":"t","Payload":{"New":[1]},"Extra":1}
            """
        #expect(try Declaration(json: Data(json.utf8)).payload == ["New": [1]])
    }

    @Test(
        arguments: [
            ("Type", nil, .missingKey("Type")), ("Type", 1, .wrongType("Type")),
            ("Type", "com.apple.unheard.of", .invalidValue("Type")), ("Identifier", nil, .missingKey("Identifier")),
            ("Identifier", "", .invalidValue("Identifier")), ("Payload", nil, .missingKey("Payload")),
            ("Identifier", .string(String(repeating: "ä", count: 33)), .invalidValue("Identifier")),
            ("ServerToken", nil, .missingKey("ServerToken")), ("Payload", [], .wrongType("Payload")),
            ("ServerToken", .string(String(repeating: "t", count: 65)), .invalidValue("ServerToken")),
        ] as [(String, JSONValue?, DDMCodecError.Code)])
    func aBadDeclarationIsRefused(key: String, value: JSONValue?, code: DDMCodecError.Code) {
        var fields: [String: JSONValue] = [
            "Type": "com.apple.activation.simple", "Identifier": .string(String(repeating: "ä", count: 32)),
            "ServerToken": "t", "Payload": [:],
        ]
        #expect(throws: Never.self) { try Declaration(json: JSONValue.object(fields).json()) }
        fields[key] = value
        #expect(throws: DDMCodecError(code, "")) { try Declaration(json: JSONValue.object(fields).json()) }
    }

    @Test func bytesThatAreNoObjectAreRefused() {
        #expect(throws: DDMCodecError(.notAnObject, "")) { try Declaration(json: Data("[]".utf8)) }
        #expect(throws: DDMCodecError(.notJSON(.truncated), "")) { try Declaration(json: Data()) }
    }

    @Test(arguments: [
        ("com.apple.activation.simple", DeclarationKind?.some(.activation)), ("com.apple.asset.data", .asset),
        ("com.apple.configuration.softwareupdate.enforcement.specific", .configuration),
        ("com.apple.management.organization-info", .management), ("com.apple.configuration", nil),
        ("com.apple.configuration.", nil), ("com.apple.Configuration.x", nil), ("", nil), ("...", nil),
    ])
    func theKindIsTheThirdLabel(type: String, kind: DeclarationKind?) {
        #expect(DeclarationKind(type: type) == kind)
    }
}
