import AppleDDM
import Foundation
import Testing

@Suite struct DeclarationItemsResponseTests {
    @Test func allFourListsAreAlwaysWritten() {
        let empty = DeclarationItemsResponse(declarationsToken: "d")
        #expect(
            String(decoding: empty.json(), as: UTF8.self) == """
                {"Declarations":{"Activations":[],"Assets":[],"Configurations":[],"Management":[]},\
                "DeclarationsToken":"d"}
                """)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var manifest = DeclarationItemsResponse(declarationsToken: "d")
        for kind in DeclarationKind.allCases {
            manifest[kind] = [
                .init(identifier: "b.\(kind)", serverToken: "1"), .init(identifier: "a", serverToken: "2"),
            ]
        }
        #expect(try DeclarationItemsResponse(json: manifest.json()) == manifest)
        #expect(manifest.activations.map(\.identifier) == ["b.activation", "a"])
    }

    @Test(arguments: ["Activations", "Assets", "Configurations", "Management"])
    func aManifestWithoutOneOfItsListsIsRefused(key: String) {
        var lists: [String: JSONValue] = ["Activations": [], "Assets": [], "Configurations": [], "Management": []]
        lists[key] = nil
        let json = JSONValue.object(["DeclarationsToken": "d", "Declarations": .object(lists)]).json()
        #expect(throws: DDMCodecError(.missingKey(key), "")) { try DeclarationItemsResponse(json: json) }
    }

    @Test(
        arguments: [
            (JSONValue.string("a"), DDMCodecError.Code.notAnObject), (["Identifier": "a"], .missingKey("ServerToken")),
            (["ServerToken": "a"], .missingKey("Identifier")),
            (["Identifier": "", "ServerToken": "a"], .invalidValue("Identifier")),
        ] as [(JSONValue, DDMCodecError.Code)])
    func aBadItemIsRefused(item: JSONValue, code: DDMCodecError.Code) {
        let json = JSONValue.object([
            "DeclarationsToken": "d",
            "Declarations": ["Activations": .array([item]), "Assets": [], "Configurations": [], "Management": []],
        ]).json()
        #expect(throws: DDMCodecError(code, "")) { try DeclarationItemsResponse(json: json) }
    }
}
