import Foundation
import RatchetCore
import Testing

@testable import Storage

/// The documents in {text} columns are JSON, whoever writes or reads them.
@Suite("Documents")
struct DocumentTests {
    private struct Sample: Codable, Equatable {
        var list: [String]
        var number: Int64
        var ratio: Double
        var text: String
        var truth: Bool
    }

    private func write(_ sample: Sample) -> String {
        var writer = DocumentWriter()
        writer.object { writer in
            writer.member("list", sample.list) { $0.array($1) { $0.string($1) } }
            writer.member("none", nil as String?)
            writer.member("number", sample.number)
            writer.member("ratio", sample.ratio) { $0.double($1) }
            writer.member("text", sample.text)
            writer.member("truth", sample.truth)
        }
        return writer.text
    }

    private func read(_ text: String) throws -> Sample {
        var object = try DocumentReader(text).object()
        return Sample(
            list: try object.array("list") { value throws(StoreError) in try value.string() },
            number: try object.int("number"),
            ratio: try object.required("ratio") { value throws(StoreError) in try value.double() },
            text: try object.string("text"), truth: try object.bool("truth"))
    }

    private static let samples = [
        Sample(list: [], number: 0, ratio: 0, text: "", truth: false),
        Sample(list: ["", "a", "b,c]}"], number: .max, ratio: 210.5, text: "plain", truth: true),
        Sample(
            list: ["\"", "\\", "/"], number: .min, ratio: -0.125, text: "\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}", truth: true
        ),
        Sample(list: ["é", "e\u{301}", "日本", "👩‍👩‍👧"], number: -1, ratio: 1e300, text: "\u{2028}{\"a\":1}", truth: false),
        Sample(list: ["x"], number: 1, ratio: 64, text: String(repeating: "long ", count: 2000), truth: true),
    ]

    @Test(arguments: samples)
    private func `what is written is what JSONEncoder writes, and is read as it was`(_ sample: Sample) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = write(sample)
        #expect(try read(text) == sample)
        #expect(try JSONDecoder().decode(Sample.self, from: Data(text.utf8)) == sample)
        #expect(try read(String(decoding: encoder.encode(sample), as: UTF8.self)) == sample)
        if abs(sample.ratio) < 1e16 {
            #expect(try Data(text.utf8) == encoder.encode(sample))
        }
    }

    @Test func `members may come in any order, with others between and space around`() throws {
        let text = """
            { "truth" : true , "other" : { "text" : [ 1, {"list":null} , "]" ] }, "text":"t",
              "list" : [ "a" , "b" ], "ratio": 2.50e0, "number" : 7 }
            """
        #expect(try read(text) == Sample(list: ["a", "b"], number: 7, ratio: 2.5, text: "t", truth: true))
    }

    @Test func `null is as good as absent`() throws {
        var object = try DocumentReader("{\"a\":null,\"b\":1}").object()
        #expect(try object.optionalString("a") == nil && object.optionalInt("b") == 1 && object.optionalInt("c") == nil)
        #expect(throws: StoreError.corrupt()) { try object.string("a") }
    }

    @Test func `a text that was cut off anywhere is corrupt, and so is one of another shape`() throws {
        let whole = write(Self.samples[1])
        for length in 0..<whole.utf8.count {
            #expect(throws: StoreError.corrupt()) {
                try read(String(decoding: whole.utf8.prefix(length), as: UTF8.self))
            }
        }
        for other in ["", " ", "[]", "nul", "{", "{\"list\"}", "{\"list\":}", "{,}", "{\"text\":\"\\"] {
            #expect(throws: StoreError.corrupt()) { try read(other) }
        }
        for (part, other) in [("true", "1"), ("210.5", "\"x\""), ("\"plain\"", "3"), ("9223372036854775807", "1e3")] {
            #expect(throws: StoreError.corrupt()) { try read(whole.replacing(part, with: other)) }
        }
    }

    @Test func `what is nested too deep is corrupt, not the end of the program`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: StoreError.corrupt()) { try read("{\"other\":\(deep)") }
    }
}
