import Foundation
import RatchetCore
import Testing
import Wording

@testable import ratchet

@Suite("The reference is what the program says")
struct ReferenceTests {
    @Test func `docs/reference holds what is made, and nothing else`() throws {
        let folder = Project.folder.appending(path: "docs/reference")
        let pages = try Reference.pages(of: Verb.program())
        let written = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(written) == Set(pages.keys), "Run `make reference`.")
        for (name, text) in pages {
            let old = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            #expect(old == text, "docs/reference/\(name) is not what the program says. Run `make reference`.")
        }
    }

    @Test func `the commands have every verb, every option and every example`() throws {
        let page = try CommandsPage.text(of: Verb.program())
        for words in [
            "## ratchet plan create", "| `-y, --yes` |", "| `--target <rule>` |", "Must be given.",
            "Default: `127.0.0.1:0`.", "| `<devices>...` |", "ratchet explain 3 --language fr",
            "Without a verb of its own it does `ratchet group list`.",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("ratchet reference"), "nobody who runs Ratchet needs that")
    }

    @Test func `every verb, option and word has a meaning`() throws {
        for verb in try Verb.program().all {
            #expect(verb.abstract?.isEmpty == false, "\(verb.path)")
            for argument in verb.words + verb.options {
                #expect(argument.abstract?.isEmpty == false, "\(verb.path) \(argument.written)")
            }
        }
    }

    @Test func `every reason, way out, event and notice has a row`() {
        let page = ReasonsPage.text()
        let codes =
            Reason.allCases.map(\.rawValue) + WayOut.allCases.map(\.rawValue)
            + RatchetCore.Expectation.Event.allCases.map(\.rawValue) + ExpectedNotice.Kind.allCases.map(\.rawValue)
        for code in codes { #expect(page.contains("\n| `\(code)` |"), "\(code)") }
        #expect(page.contains("has failed {failureCount} times; the device says: {failureReason}."))
    }
}

@Suite("What leads where is asked of the machine")
struct StateWalkTests {
    private func exits(_ state: EnforcementState) throws -> [String: [EnforcementState]] {
        let exits = try #require(StateWalk()).exits(of: state)
        return Dictionary(exits.map { ($0.event, $0.to) }) { first, _ in first }
    }

    @Test func `a declaration that is judged leads where it should`() throws {
        #expect(try exits(.delivered)["declared"] == [.accepted, .rejected, .satisfied])
        #expect(try exits(.offered)["timePassed"] == [.unreachable])
        #expect(try exits(.prepared)["timePassed"] == [.pastDue])
    }

    @Test func `nothing leaves closed, and something leaves every other state`() throws {
        for state in EnforcementState.allCases { #expect(try exits(state).isEmpty == (state == .closed), "\(state)") }
    }

    @Test func `who can install by himself is told apart from who can't`() throws {
        let walk = try #require(StateWalk())
        #expect(walk.expected(in: .prepared) == [.install, .authoriseInstall])
        #expect(walk.expected(in: .planned) == [.offer] && walk.expected(in: .closed).isEmpty)
    }
}

@Suite("Manual pages")
struct ManualPageTests {
    @Test func `every verb has one, and each is the same every time`() throws {
        let program = try Verb.program()
        let pages = ManualPage.files(of: program)
        #expect(Set(pages.keys).isSuperset(of: ["ratchet.1", "ratchet-explain.1", "ratchet-plan-create.1"]))
        #expect(pages.count == program.all.count && pages == ManualPage.files(of: program))
    }

    @Test func `no line of text begins a request, and every hyphen can be typed`() throws {
        for (name, page) in ManualPage.files(of: try Verb.program()) {
            for line in page.split(separator: "\n") where !line.hasPrefix(".") {
                #expect(!line.hasPrefix("'"), "\(name): \(line)")
                #expect(!line.replacing("\\-", with: "").contains("-"), "\(name): \(line)")
            }
        }
    }

    @Test func `an example stays as it is to be typed`() throws {
        let page = try #require(ManualPage.files(of: try Verb.program())["ratchet-plan-create.1"])
        #expect(page.contains("\nratchet plan create \\-\\-target 26.4 \\-\\-group pilot \\e\n"))
    }
}

@Suite("What a shell offers")
struct SuggestionTests {
    @Test(arguments: [
        (["ratchet", "explain", "--server", "127.0.0.1:9", "ma"], "http://127.0.0.1:9"),
        (["ratchet", "explain", "--server=http://127.0.0.1:9/", ""], "http://127.0.0.1:9"),
    ])
    func `it is asked of the server that the line names`(words: [String], base: String) throws {
        #expect(try Suggestions.client(for: words).base.absoluteString == base)
    }

    @Test func `a server that is none is not asked`() {
        #expect(throws: (any Error).self) {
            try Suggestions.client(for: ["ratchet", "explain", "--server", "ftp://x"])
        }
    }
}
