import AdminAPI
import ArgumentParser
import Foundation
import RatchetCore
import Testing

@testable import ratchet

@Suite("What people read")
struct OutputTests {
    @Test func `a table is as wide as its content`() {
        var table = TextTable([">NO", "NAME"], flexible: 1)
        table.add(["7", "Anna"])
        table.add(["12", nil])
        #expect(table.lines(width: 80) == ["NO  NAME", " 7  Anna", "12  -"])
    }

    @Test func `a table without rows has no lines`() {
        #expect(TextTable(["A"], flexible: 0).lines(width: 80).isEmpty)
    }

    @Test(arguments: [80, 100, 120])
    func `a table fits the terminal`(width: Int) {
        var table = TextTable(["NAME", "WHY", "MODEL"], flexible: 1)
        for _ in 1...3 { table.add([String(repeating: "x", count: 60), String(repeating: "y", count: 90), "Mac14,7"]) }
        #expect(table.lines(width: width).allSatisfy { $0.count <= width })
        #expect(table.lines(width: width).last?.contains("Mac14,7") == true)
    }

    @Test func `a device's name can't steer the terminal`() {
        var table = TextTable(["NAME"], flexible: 0)
        table.add(["a\u{1B}[2Jb\nc\u{202E}d"])
        #expect(table.lines(width: 80).last == "a\u{FFFD}[2Jb c\u{FFFD}d")
    }

    @Test func `long text is broken between words`() {
        let text = Terminal.wrapped("one two three four", width: 9, indent: 2)
        #expect(text == "one two\n  three\n  four")
    }

    @Test(arguments: [80, 120])
    func `the present phase is marked, and all fit a terminal under their one name`(width: Int) {
        for phase in Phase.allCases {
            let lines = ExplanationPage.phases(phase.rawValue, width).map(\.text)
            let text = lines.joined(separator: " ")
            #expect(lines.allSatisfy { $0.count <= width } && lines.count == (width == 80 ? 2 : 1))
            #expect(text.contains("[\(phase.rawValue) \(phase.name)]") && text.filter { $0 == "[" }.count == 1)
            #expect(Phase.allCases.allSatisfy { text.contains("\($0.rawValue) \($0.name)") })
        }
    }

    @Test func `a table leaves out what it can spare before it cuts anything`() {
        var table = TextTable(["NAME", "SERIAL", "DATE"], flexible: 0, spare: [1])
        table.add(["Anna's MacBook Pro", "C02XL0THJHD3", "2026-05-01 12:00"])
        #expect(table.lines(width: 50).last == "Anna's MacBook Pro  C02XL0THJHD3  2026-05-01 12:00")
        #expect(table.lines(width: 42).last == "Anna's Ma…  C02XL0THJHD3  2026-05-01 12:00")
        #expect(table.lines(width: 36) == ["NAME                DATE", "Anna's MacBook Pro  2026-05-01 12:00"])
    }

    @Test func `a table that wraps cuts nothing`() {
        var table = TextTable([">NO", "WHY"], flexible: 1, wraps: true)
        table.add(["3", "It is silent while it restarts."])
        table.add(["12", "Short."])
        #expect(
            table.lines(width: 20) == [
                "NO  WHY", " 3  It is silent", "    while it", "    restarts.", "12  Short.",
            ])
    }

    @Test func `what runs in columns fits 100 of them`() {
        #expect(RunningLine.heading.count <= 100)
    }

    @Test func `counts read well`() {
        #expect(Output.count(1, "device") == "1 device")
        #expect(Output.count(0, "device is", "devices are") == "0 devices are")
        #expect(Output.time("2026-05-01T12:00:31Z") == "2026-05-01 12:00")
    }
}

@Suite("Asking a server")
struct ServerOptionsTests {
    private func address(_ words: [String], _ environment: [String: String] = [:]) throws -> String {
        try ServerOptions.parse(words).address(environment: environment).absoluteString
    }

    @Test func `the server is found in this order`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "ratchet-\(UUID().uuidString).yaml")
        let settings = "admin: {listen: 127.0.0.1:9090}\ndevices: {insecure: true}\n"
        try settings.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let environment = ["RATCHET_SERVER": "http://127.0.0.1:7070/"]
        #expect(try address(["--config", file.path]) == "http://127.0.0.1:9090")
        #expect(try address(["--config", file.path], environment) == "http://127.0.0.1:7070")
        #expect(try address([]) == "http://127.0.0.1:8080")
        #expect(try address([], environment) == "http://127.0.0.1:7070")
        #expect(try address(["--server", "localhost:6060"], environment) == "http://localhost:6060")
    }

    @Test(arguments: ["ftp://x", "http://", ""])
    func `an address that is none is refused`(text: String) {
        #expect(throws: CommandFailure.self) { try address(["--server", text]) }
    }

    @Test func `names are escaped part by part`() throws {
        let client = AdminClient(base: try #require(URL(string: "http://127.0.0.1:8080")))
        #expect(
            client.url(["groups", "a/b c"], ["q": "x&y"]) == "http://127.0.0.1:8080/api/v1/groups/a%2Fb%20c?q=x%26y")
    }

    @Test(arguments: [
        (404, "no-such-device", CommandFailure.Code.notFound), (404, "no-such-path", .refused),
        (400, "invalid-plan", .refused), (503, "store-busy", .refused),
    ])
    func `problems become exit codes`(status: Int, code: String, expected: CommandFailure.Code) throws {
        let json = """
            {"type": "t", "title": "Title", "status": \(status), "detail": "Detail.", "code": "\(code)",
             "faults": [{"field": "rule", "text": "Wrong."}]}
            """
        let failure = CommandFailure(try JSONDecoder().decode(ProblemResource.self, from: Data(json.utf8)))
        #expect(failure.code == expected && failure.text == "Title:\n  --target: Wrong.")
    }
}

@Suite("Plan options")
struct PlanOptionTests {
    private func plan(_ words: String) async throws -> any ParsableCommand {
        try await PlanCreateCommand.asyncParse(["--target", "latest"] + words.split(separator: " ").map(String.init))
    }

    @Test(arguments: [
        "--all-devices --days 3", "--group g --deadline 2026-11-21T19:00", "--device 1 --device 2 --days 3 --at 09:00",
        "--all-devices --days 3 --now --reason why", "--all-devices --days 3 --now --because why -y",
        "--all-devices --days 3 --priority=-5 --dry-run --json",
    ])
    func `these are a plan`(words: String) async throws {
        _ = try await plan(words)
    }

    @Test(arguments: [
        "", "--days 3", "--all-devices", "--all-devices --group g --days 3", "--all-devices --days 3 --deadline x",
        "--all-devices --deadline x --at 19:00", "--all-devices --days 3 --now", "--all-devices --days 3 --reason why",
    ])
    func `these are none`(words: String) async {
        await #expect(throws: (any Error).self) { try await plan(words) }
    }

    @Test func `there is no default target`() async {
        await #expect(throws: (any Error).self) {
            try await PlanCreateCommand.asyncParse(["--all-devices", "--days", "3"])
        }
    }

    @Test(arguments: [["1", "--all"], []])
    func `cancelling names one plan or all`(words: [String]) async {
        await #expect(throws: (any Error).self) { try await PlanCommand.Cancel.asyncParse(words) }
    }
}
