import AppleDDM
import Foundation
import SeededRandom
import Testing

@Suite struct JSONWriterTests {
    private func text(_ value: JSONValue) -> String { String(decoding: value.jsonBytes(), as: UTF8.self) }

    @Test(
        arguments: [
            (JSONValue.null, "null"), (true, "true"), (-7, "-7"), (.int(.min), "-9223372036854775808"),
            (.double(0.1), "0.1"), (.double(1), "1.0"), (.double(1e300), "1e+300"), (.double(-0.0), "-0.0"),
            (.double(.nan), "null"), (.double(.infinity), "null"), ([], "[]"), ([:], "{}"), ([1, "a"], "[1,\"a\"]"),
            ("https://a/b", "\"https://a/b\""),
            ("\"\\\n\r\t\u{1}\u{1F}\u{7F}", "\"\\\"\\\\\\n\\r\\t\\u0001\\u001f\u{7F}\""),
            ("ü🚲", "\"ü🚲\""), ("\u{0}", "\"\\u0000\""),
        ] as [(JSONValue, String)])
    func aValueHasOneSpelling(value: JSONValue, expected: String) {
        #expect(text(value) == expected)
    }

    @Test func keysAreSortedByTheirOctets() {
        let value: JSONValue = ["b": 1, "B": 2, "a.b": 3, "a": 4, "ä": 5, "": 6, "\u{FFFF}": 7, "\u{10000}": 8]
        #expect(text(value) == "{\"\":6,\"B\":2,\"a\":4,\"a.b\":3,\"b\":1,\"ä\":5,\"\u{FFFF}\":7,\"\u{10000}\":8}")
    }

    @Test(arguments: 0..<200)
    func anyValueIsReadBackAndWrittenTheSame(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let value = JSONValue.random(depth: 6, using: &random)
        let bytes = value.jsonBytes()
        let read = try JSONDocument(bytes: bytes)
        #expect(read.root == value)
        #expect(read.duplicateKeys == 0)
        #expect(read.root.jsonBytes() == bytes)
    }

    @Test(arguments: 0..<50)
    func foundationReadsTheSame(seed: UInt64) throws {
        var random = SeededRandom(seed: 1_000 + seed)
        let value = JSONValue.object(JSONValue.randomMembers(depth: 4, using: &random))
        let object = try JSONSerialization.jsonObject(with: value.json()) as? [String: Any]
        #expect(object.map { Set($0.keys) } == value.object.map { Set($0.keys) })
    }
}
