import AppleDDM
import Foundation

/// What holds for declarations, manifests, tokens, and the text that asks for them.
enum DeclarationProperties {
    static func check(_ bytes: [UInt8]) {
        let json = Data(bytes)
        if let declaration = try? Declaration(json: json) { check(declaration) }
        if let items = try? DeclarationItemsResponse(json: json) { check(items) }
        if let tokens = try? TokensResponse(json: json) { check(tokens) }
    }

    private static func check(_ declaration: Declaration) {
        require((try? declaration.validate()) != nil, "what was read is valid")
        let written = declaration.json()
        let again = required("a declaration that was written can be read") { try Declaration(json: written) }
        require(again == declaration && again.json() == written, "written and read, the same declaration")
        JSONProperties.roundTrip(declaration.payload)
        content(ActivationSimple.self, declaration.payload)
        content(SoftwareUpdateEnforcementSpecific.self, declaration.payload)
        content(StatusSubscriptions.self, declaration.payload)
        content(OrganizationInfo.self, declaration.payload)
    }

    private static func content<Content: DeclarationContent>(_ type: Content.Type, _ payload: JSONValue) {
        guard let content = try? Content(payload: payload) else { return }
        let again = required("\(type) that was written can be read") { try Content(payload: content.payload) }
        require(again == content, "\(type): written and read, the same")
        let declaration = Declaration(identifier: "fuzz", content: content) { "\($0.count)" }
        require((try? declaration.validate()) != nil, "\(type) makes a valid declaration")
    }

    private static func check(_ items: DeclarationItemsResponse) {
        let written = items.json()
        let again = required("items that were written can be read") { try DeclarationItemsResponse(json: written) }
        require(again == items && again.json() == written, "written and read, the same items")
        for kind in DeclarationKind.allCases {
            for item in items[kind] {
                require(DeclarationRules.isIdentifier(item.identifier), "an identifier keeps Apple's rule")
                requireSafe(item.identifier)
                requireSafe(item.serverToken)
            }
        }
    }

    private static func check(_ tokens: TokensResponse) {
        require(tokens.declarationsToken.utf8.count <= 256, "a token keeps Apple's rule")
        let again = required("tokens that were written can be read") { try TokensResponse(json: tokens.json()) }
        require(again == tokens, "written and read, the same tokens")
        let seconds = required("the time can be read") { tokens.unixSeconds }
        let same = TokensResponse(declarationsToken: tokens.declarationsToken, unixSeconds: seconds)
        require(same == tokens, "seconds and back, the same time")
    }

    static func endpoint(_ text: String) {
        let endpoint = DeclarativeManagementEndpoint(text)
        require(endpoint.text.utf8.elementsEqual(text.utf8), "the text is kept")
        require(DeclarativeManagementEndpoint(endpoint.text) == endpoint, "written and read, the same endpoint")
        let asked = DeclarationKind.allCases.contains { kind in
            let start = "declaration/\(kind.rawValue)/"
            return text.utf8.starts(with: start.utf8) && text.utf8.count > start.utf8.count
        }
        var isDeclaration = false
        if case .declaration = endpoint { isDeclaration = true }
        require(isDeclaration == asked, "a fetch of a declaration is known by its octets")
    }
}
