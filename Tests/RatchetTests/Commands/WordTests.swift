import AdminAPI
import ArgumentParser
import Foundation
import Testing

@testable import ratchet

@Suite("Words of the command line")
struct WordTests {
    @Test(arguments: [
        (
            ["plan", "crate"],
            "has no verb \"crate\". Did you mean `ratchet plan create`? It has create, list, show and cancel"
        ),
        (["devcies"], "Did you mean `ratchet devices`?"),
        (["group", "3", "--json"], "`ratchet group` has no verb \"3\""), (["demp"], "`ratchet` has no verb \"demp\""),
        (["config", "chek"], "It has check and keys; `ratchet help config` says more."),
    ])
    func `a verb that is none is said to be none, with those there are`(words: [String], part: String) {
        #expect(VerbCheck.fault(in: words)?.contains(part) == true)
    }

    @Test(arguments: [
        [], ["--version"], ["help", "plan"], ["plan"], ["plan", "list"], ["plan", "--json"], ["explain", "3"],
        ["releases", "refresh"], ["devices", "mac"],
    ])
    func `everything else is left to be read`(words: [String]) {
        #expect(VerbCheck.fault(in: words) == nil)
    }

    @Test(arguments: ["", " ", ".", ".."])
    func `a word that could name nothing is a usage error`(word: String) async {
        await #expect(throws: (any Error).self) { try await ExplainCommand.asyncParse([word]) }
        await #expect(throws: (any Error).self) { try await SyncCommand.asyncParse([word]) }
        await #expect(throws: (any Error).self) { try await PlanCommand.Show.asyncParse([word]) }
        await #expect(throws: (any Error).self) { try await GroupCommand.Remove.asyncParse(["pilot", word]) }
    }

    @Test(arguments: ["0", "50001", "-1", "x"])
    func `a fleet has 1 to 50000 devices`(count: String) async throws {
        await #expect(throws: (any Error).self) { try await SimulateCommand.asyncParse(["--devices=\(count)"]) }
        _ = try await SimulateCommand.asyncParse(["--devices", "10000"])
    }

    @Test func `refusals speak of options`() throws {
        let json = """
            {"type": "t", "title": "Title", "status": 400, "detail": "Detail.", "code": "invalid-plan", "faults": [
             {"field": "deadline.local", "text": "Choose that or a later one, or say now with a reason."},
             {"field": "because", "text": "Say why."}, {"field": "scope.group", "text": "There is no group \\"x\\"."}]}
            """
        let failure = CommandFailure(try JSONDecoder().decode(ProblemResource.self, from: Data(json.utf8)))
        #expect(
            failure.text == """
                Title:
                  --deadline: Choose that or a later one, or say --now --reason TEXT.
                  --reason: Say why.
                  --group: There is no group "x".
                """)
        #expect(CommandWords.option(for: "name", of: "invalid-group") == "NAME")
        #expect(CommandWords.option(for: "limit", of: "invalid-parameter") == "limit")
    }

    @Test func `every verb has an example, and a terminal of 80 columns shows it as it is to be typed`() {
        for command in WordTests.commands(of: Ratchet.self) {
            let help = command.helpMessage(columns: 80).split(separator: "\n").map(String.init)
            let examples = command.configuration.discussion.split(separator: "\n").map(String.init)
                .filter { $0.hasPrefix("  ") || $0.hasPrefix("Example: ") }
            #expect(!examples.isEmpty || command == Ratchet.self, "\(command) has no example")
            for example in examples { #expect(help.contains(example), "\(command): \(example)") }
        }
    }

    private static func commands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap(commands)
    }
}
