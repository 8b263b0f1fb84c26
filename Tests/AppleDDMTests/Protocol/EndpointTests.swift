import AppleDDM
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("tokens", DeclarativeManagementEndpoint.tokens), ("declaration-items", .declarationItems), ("status", .status),
        ("declaration/configuration/a", .declaration(.configuration, identifier: "a")),
        ("declaration/activation/a/b//c", .declaration(.activation, identifier: "a/b//c")),
        ("declaration/asset//", .declaration(.asset, identifier: "/")),
        ("declaration/management/%2F ü", .declaration(.management, identifier: "%2F ü")),
        ("declaration/other/a", .unknown("declaration/other/a")), ("declaration/asset", .unknown("declaration/asset")),
        ("declaration/asset/", .unknown("declaration/asset/")), ("declaration", .unknown("declaration")),
        ("/tokens", .unknown("/tokens")), ("Tokens", .unknown("Tokens")), ("", .unknown("")),
        ("declarations/asset/a", .unknown("declarations/asset/a")),
    ])
    func anEndpointIsSplitAtTheFirstTwoSlashesOnly(text: String, endpoint: DeclarativeManagementEndpoint) {
        #expect(DeclarativeManagementEndpoint(text) == endpoint)
        #expect(endpoint.text == text)
    }

    @Test func anIdentifierThatBeginsWithAnAccentWasNoDeclaration() {
        let endpoint = DeclarativeManagementEndpoint("declaration/asset/\u{301}a")
        #expect(endpoint == .declaration(.asset, identifier: "\u{301}a"))
    }
}
