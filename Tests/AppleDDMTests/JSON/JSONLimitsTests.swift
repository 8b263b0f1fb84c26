import AppleDDM
import Foundation
import SeededRandom
import Testing

@Suite struct JSONLimitsTests {
    private func parse(_ text: String, _ limits: JSONLimits = .message) throws -> JSONValue {
        try JSONValue(json: Data(text.utf8), limits: limits)
    }

    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test func sixtyFourLevelsAreReadAndNoMore() throws {
        _ = try parse(nested(64))
        #expect(throws: JSONError(.tooDeep, offset: 0)) { try parse(nested(65)) }
        #expect(throws: JSONError(.tooDeep, offset: 0)) { try parse(String(repeating: "{\"a\":", count: 65)) }
        #expect(throws: JSONError(.tooDeep, offset: 0)) { try parse(String(repeating: "[", count: 1_000_000)) }
    }

    @Test(.timeLimit(.minutes(1)))
    func aTextOfManyAccentsTookHours() throws {
        let accents = String(repeating: "\u{301}\u{316}", count: 250_000)
        let value = try parse("{\"\(accents)\":\"\(accents)\",\"\\u0041\(accents)\":1}")
        let key = try #require(value.object?.keys.max())
        #expect(key.unicodeScalars.filter { $0 == "\u{34F}" }.count == 16_666)
        #expect(try JSONValue(json: value.json()) == value)
    }

    @Test func thirtyAccentsStayAsTheyAre() throws {
        let accents = "e" + String(repeating: "\u{301}", count: 30) + "e" + String(repeating: "\u{316}", count: 30)
        #expect(try parse("\"\(accents)\"").string?.unicodeScalars.elementsEqual(accents.unicodeScalars) == true)
    }

    @Test func sizeIsLimited() throws {
        let limits = JSONLimits(maximumBytes: 4, maximumDepth: 4, maximumValues: 9)
        #expect(try parse("true", limits) == true)
        #expect(throws: JSONError(.tooLarge, offset: 0)) { try parse("false", limits) }
    }

    @Test func theNumberOfValuesIsLimited() throws {
        let limits = JSONLimits(maximumBytes: 1_000, maximumDepth: 4, maximumValues: 3)
        #expect(try parse("[1,2]", limits) == [1, 2])
        #expect(throws: JSONError(.tooManyValues, offset: 0)) { try parse("[1,2,3]", limits) }
    }

    @Test(arguments: 0..<6)
    func rubbishNeverEndsTheProcess(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let good = JSONValue.object(JSONValue.randomMembers(depth: 6, using: &random)).jsonBytes() + [0x20]
        let pieces = Array("{}[]\",:\\u0019aefnltrs+-. \u{0}\u{1F6B2}".utf8)
        for _ in 0..<1_500 {
            var bytes = good
            for _ in 0...2 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? JSONDocument(bytes: bytes)
            let soup = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }
            _ = try? JSONDocument(bytes: soup)
            _ = try? StatusReport(json: Data(bytes))
        }
    }

    @Test func everyTruncationIsRefused() throws {
        var random = SeededRandom(seed: 9)
        let bytes = JSONValue.object(["a": .random(depth: 6, using: &random), "b": [1.5, "ü\n"]]).jsonBytes()
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONDocument(bytes: Array(bytes.prefix(length))) }
        }
    }
}
