import AdminAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import RatchetCore
import TestSupport
import Testing

@Suite("In the reader's language")
struct LanguageTests {
    private static let french: HTTPFields = [.acceptLanguage: "fr-CH, fr;q=0.9, en;q=0.8"]
    private static let paths = ["/api/v1/devices/C01/explanation", "/api/v1/plans/1"]

    /// A house in which there is a plan.
    private func house() async throws -> House {
        let house = try await House()
        try await house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "/api/v1/plans", RouteTests.latest).status == .created)
        }
        return house
    }

    @Test func `an explanation is French for a reader from Geneva`() async throws {
        try await house().test { (client: Client) async throws in
            let response = try await client.send(
                .get, "/api/v1/devices/C01/explanation", headers: LanguageTests.french)
            #expect(response.headers[.contentLanguage] == "fr" && response.headers[.vary] == "Accept-Language")
            let explanation: ExplanationResource = try response.decoded()
            #expect(explanation.verdict.reason == "planned")
            #expect(explanation.verdict.text.hasPrefix("La version 26.4, à installer au plus tard le "))
            #expect(explanation.verdict.text.contains("a été choisie pour l’appareil"))
            #expect(explanation.verdict.next?.text.hasPrefix("Ensuite, ") == true)
        }
    }

    @Test(arguments: paths)
    func `only the sentences change with the language`(path: String) async throws {
        try await house().test { (client: Client) async throws in
            let english = try await client.send(.get, path)
            #expect(english.headers[.contentLanguage] == "en" && english.headers[.vary] == "Accept-Language")
            for language in ["fr", "it"] {
                let other = try await client.send(.get, path, headers: [.acceptLanguage: language])
                #expect(other.headers[.contentLanguage] == language)
                #expect(other.text != english.text)
                let same = try LanguageTests.withoutSentences(other) == LanguageTests.withoutSentences(english)
                #expect(same)
            }
        }
    }

    @Test func `a preview says in Italian who is left out`() async throws {
        let house = try await House()
        var free = DeviceFacts.mac("26.3", serial: "C09", name: "a Mac")
        free.isSupervised = nil
        try await house.installation.add("MAC-9", free)
        let dry = RouteTests.latest.replacing("}}", with: #"}, "dryRun": true}"#)
        try await house.test { (client: Client) async throws in
            let response = try await client.send(.post, "/api/v1/plans", dry, headers: [.acceptLanguage: "it"])
            #expect(response.headers[.contentLanguage] == "it")
            let preview: PreviewResource = try response.decoded()
            #expect(preview.exclusions.map(\.reason) == ["inventory-pending"])
            #expect(preview.exclusions.first?.text.hasPrefix("Del dispositivo si sa troppo poco") == true)
            #expect(preview.exclusions.first?.waysOut.first?.hasPrefix("Verifica ") ?? true)
        }
    }

    @Test(arguments: ["de", "*", "nonsense;;;", ""])
    func `a language that is not there is English`(language: String) async throws {
        try await house().test { (client: Client) async throws in
            let response = try await client.send(
                .get, LanguageTests.paths[0], headers: [.acceptLanguage: language])
            #expect(response.status == .ok && response.headers[.contentLanguage] == "en")
        }
    }

    @Test func `problems are English and say so`() async throws {
        try await House().test { (client: Client) async throws in
            let response = try await client.send(.get, "/api/v1/devices/X", headers: LanguageTests.french)
            #expect(response.status == .notFound && response.headers[.contentLanguage] == "en")
        }
    }

    @Test func `an answer without sentences has no language`() async throws {
        try await House().test { (client: Client) async throws in
            let response = try await client.send(.get, "/api/v1/devices", headers: LanguageTests.french)
            #expect(response.headers[.contentLanguage] == nil && response.headers[.vary] == nil)
        }
    }

    /// The JSON with every sentence taken out.
    private static func withoutSentences(_ response: TestResponse) throws -> Data {
        func strip(_ value: Any) -> Any {
            switch value {
            case let object as [String: Any]:
                object.filter { !["text", "wayOutText", "waysOut"].contains($0.key) }.mapValues(strip)
            case let array as [Any]: array.map(strip)
            default: value
            }
        }
        let json = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        return try JSONSerialization.data(withJSONObject: strip(json), options: .sortedKeys)
    }
}
