import Testing
import YAMLText

@Suite("Reading YAML's values")
struct YAMLReaderTests {
    @Test func `every fault is named, in the order of the lines`() throws {
        var reader = YAMLReader()
        let document = try read("zone: [a]\nstrat: x\nsize: big\n")
        let read = reader.fields(of: document, known: ["zone", "start", "size"])
        let fields = try #require(read)
        _ = reader.required("start", of: fields)
        #expect(reader.read(fields["size"], "a number such as 3") { Int($0) } == nil)
        #expect(reader.text(fields["zone"]) == nil)
        #expect(
            faults(reader) == [
                "line 1: start is missing",
                "line 1: zone: is a list, not text of 1 to 200 characters",
                "line 2: there is no key \"strat\"; did you mean start?",
                "line 3: size: \"big\" is not a number such as 3",
            ])
    }

    @Test func `a key that looks like none is told which there are`() throws {
        var reader = YAMLReader()
        _ = reader.fields(of: try read("colour: red"), known: ["from", "until"])
        #expect(faults(reader) == ["line 1: there is no key \"colour\"; there are from, until"])
    }

    @Test func `a list that is not there is empty, and one that is too long is a fault`() throws {
        var reader = YAMLReader()
        #expect(reader.list(nil, most: 2).isEmpty && !reader.hasFaults)
        #expect(reader.list(try read("[a, b, c]"), most: 2).count == 2)
        #expect(faults(reader) == ["line 1: has 3 entries; at most 2 are taken"])
    }

    @Test func `what a file says is quoted short and without what moves a cursor`() throws {
        var reader = YAMLReader()
        let long = String(repeating: "x", count: 100)
        _ = reader.read(try read("\"\\e[2J\(long)\""), "short") { _ in Int?.none }
        let told = try #require(faults(reader).first)
        #expect(told.contains("\"?[2J") && told.contains("...\" is not short") && told.count < 100)
    }

    @Test func `after a hundred faults the rest is not looked at`() throws {
        var reader = YAMLReader()
        let value = try read("a")
        for number in 0..<500 { reader.fault(at: value, "fault \(number)") }
        let all = faults(reader)
        #expect(all.count == 101 && all.last?.contains("mend these 100 first") == true)
    }

    @Test func `a whole without faults is handed out`() throws {
        #expect(try YAMLReader().finish("whole") == "whole")
    }

    private func read(_ text: String) throws -> YAMLValue { try YAMLDocument.read(Array(text.utf8)) }

    private func faults(_ reader: YAMLReader) -> [String] {
        do {
            _ = try reader.finish(0)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}
