import ArgumentParser
import Testing

@testable import ratchet

@Suite("The language of a command")
struct LanguageOptionTests {
    private func chosen(_ words: [String], _ environment: [String: String] = [:]) throws -> String {
        try LanguageOptions.parse(words).chosen(environment: environment).tag
    }

    @Test(arguments: [
        ([:], "en"), (["LANG": "fr_CH.UTF-8"], "fr"), (["LANG": "it"], "it"), (["LANG": "it_IT@euro"], "it"),
        (["LANG": "C"], "en"), (["LANG": "POSIX"], "en"), (["LANG": "C.UTF-8"], "en"), (["LANG": "de_DE"], "en"),
        (["LANG": ""], "en"), (["LANG": "."], "en"), (["LANG": "IT_it"], "it"), (["LANG": "fra_FR"], "en"),
        (["LANG": "fr", "LC_MESSAGES": "it_CH"], "it"), (["LC_ALL": "fr", "LC_MESSAGES": "it_CH"], "fr"),
        (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr"], "fr"), (["LC_ALL": "C", "LANG": "fr"], "en"),
    ])
    func `the environment decides where nothing is said`(environment: [String: String], expected: String) throws {
        #expect(try chosen([], environment) == expected)
    }

    @Test(arguments: ["en", "fr", "it", "IT"])
    func `what is said decides`(language: String) throws {
        #expect(try chosen(["--language", language], ["LC_ALL": "de_CH"]) == language.lowercased())
    }

    @Test(arguments: ["de", "", "fr_CH"])
    func `a language without sentences is refused`(language: String) {
        #expect(throws: (any Error).self) { try LanguageOptions.parse(["--language", language]) }
    }

    @Test func `every command that prints sentences has it`() async throws {
        let explain = try await ExplainCommand.asyncParse(["3", "--language", "fr"])
        let plan = ["--target", "latest", "--all-devices", "--days", "3"]
        let create = try await PlanCreateCommand.asyncParse(plan + ["--language", "it"])
        let show = try await PlanCommand.Show.asyncParse(["1", "--language", "it"])
        #expect([explain.reader, create.reader, show.reader].map(\.language?.tag) == ["fr", "it", "it"])
        #expect(try explain.options.client(for: explain.reader).language?.tag == "fr")
        #expect(try explain.options.client().language == nil)
    }
}
