import Testing
import YAMLText

@Suite("YAML documents")
struct YAMLDocumentTests {
    @Test func `each value knows its line and its path`() throws {
        let document = try read("# first\nnights:\n  days: [sat, sun]\n  start: 22:00\n")
        guard case .fields(let fields) = document.content, case .fields(let inner) = fields[0].value.content,
            case .list(let days) = inner[0].value.content
        else { return #expect(Bool(false), "\(document)") }
        #expect(fields[0].line == 2 && fields[0].value.path == "nights")
        #expect(days.map(\.path) == ["nights.days[0]", "nights.days[1]"] && days.allSatisfy { $0.line == 3 })
        let start = inner[1].value
        #expect(start.content == .text("22:00") && start.line == 4 && start.path == "nights.start")
    }

    @Test(arguments: ["22:00", "no", "1.10", "0x10", "2026-12-25", "1e3"])
    func `a scalar stays what was typed`(_ text: String) throws {
        #expect(try read(text).content == .text(text))
    }

    @Test func `nothing is nothing, and in quotes it is text`() throws {
        #expect(try read("").content == .nothing)
        #expect(try read("~").content == .nothing)
        #expect(try read("null").content == .nothing)
        #expect(try read("''").content == .text(""))
        #expect(try read("'null'").content == .text("null"))
    }

    @Test(arguments: [
        ("a: 1\na: 2\n", "line 1: the key \"a\" is there twice"),
        ("s3cret/p: 1\ns3cret/p: 2\n", "line 1: a key is there twice"),
        ("a: [1, 2\nb: 3\n", "line 2: is not YAML"),
        ("a: 1\n--- \nb: 2\n", "is not YAML"),
        ("? [a]\n: b\n", "line 1: has a key that is not a word"),
        ("a: &x 1\nb: *x\n", "line 1: a: has an anchor"),
        ("a: \u{7}\n", "is not YAML"),
    ])
    func `what can't be read is refused with its line`(_ text: String, _ words: String) {
        #expect(fault(of: text).contains(words), "\(fault(of: text))")
    }

    @Test func `a few lines of aliases of aliases are refused before they stand for much`() {
        let names = "abcdefghijklmnopqrstuvwxyz".map(String.init)
        var lines = ["a: &a [x, x]"]
        for (before, name) in zip(names, names.dropFirst()) {
            let entries = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
            lines.append("\(name): &\(name) [\(entries)]")
        }
        #expect(fault(of: lines.joined(separator: "\n")).contains("has aliases"))
        let asKeys = lines.map { $0.replacing("[*", with: "[? *") }
        #expect(fault(of: asKeys.joined(separator: "\n")).contains("has aliases"))
    }

    @Test func `prose with stars and ampersands is text`() throws {
        let stars = Array(repeating: "*", count: 40).joined(separator: " ")
        #expect(try read("note: \"research & development \(stars)\"").line == 1)
        let bold = Array(repeating: "  *important* words\n", count: 40).joined()
        #expect(try read("note: |\n\(bold)").line == 1)
    }

    @Test(arguments: ["[", "- ", "? ", "{a: ", "- ? "])
    func `what stands too deep is refused`(_ opening: String) {
        for depth in [17, 400, 900, 100_000] {
            let text = String(repeating: opening, count: depth)
            #expect(!fault(of: text).isEmpty, "\(depth) times \(opening)")
        }
        let closed = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        #expect(fault(of: closed).contains("stands deeper than 16"))
    }

    @Test func `what is too large, or has too many values, is refused`() {
        let small = YAMLLimits(octets: 20, values: 3)
        #expect(fault(of: String(repeating: "a", count: 21), small).contains("larger than 20 octets"))
        #expect(fault(of: "[a, b]", small).isEmpty)
        #expect(fault(of: "[a, b, c]", small).contains("more than 3 values"))
    }

    @Test func `what is not UTF-8 is refused`() {
        #expect(throws: YAMLFaults.self) { try YAMLDocument.read([0x61, 0xFF] as [UInt8]) }
    }

    private func read(_ text: String) throws -> YAMLValue { try YAMLDocument.read(Array(text.utf8)) }

    private func fault(of text: String, _ limits: YAMLLimits = .standard) -> String {
        do {
            _ = try YAMLDocument.read(Array(text.utf8), limits: limits)
            return ""
        } catch {
            return error.description
        }
    }
}
