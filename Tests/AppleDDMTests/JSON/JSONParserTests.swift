import AppleDDM
import Foundation
import Testing

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(json: Data(text.utf8)) }

    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("false", false), ("0", 0), ("-1", -1), ("42", 42),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("1.0", .double(1)), ("1e2", .double(100)),
            ("-0", .double(-0.0)), ("0.5E-1", .double(0.05)), ("1E+2", .double(100)), ("\"\"", ""), ("\"a\"", "a"),
            ("[]", []), ("[ ]", []), ("{}", [:]), ("{ }", [:]), ("[1,[2],{\"a\":[]}]", [1, [2], ["a": []]]),
            ("{\"a\":1,\"b\":{\"c\":null}}", ["a": 1, "b": ["c": .null]]), ("\t\r\n [ 1 , 2 ] \n", [1, 2]),
            ("{\"a\" : 1 , \"b\" : 2}", ["a": 1, "b": 2]), ("1e-999", .double(0)),
        ] as [(String, JSONValue)])
    func aValueIsRead(text: String, value: JSONValue) throws {
        #expect(try parse(text) == value)
    }

    @Test(arguments: [
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u00e4\\u00E4\"", "ää"),
        ("\"\\ud83d\\udeb2\"", "🚲"), ("\"\\uD800\\uDC00\"", "\u{10000}"), ("\"\\uDBFF\\uDFFF\"", "\u{10FFFF}"),
        ("\"ü 日本 🚲\"", "ü 日本 🚲"), ("\"a\\u0041b\"", "aAb"), ("\"\\u007f\"", "\u{7F}"), ("\"\u{7F}\"", "\u{7F}"),
    ])
    func escapesAreRead(text: String, expected: String) throws {
        #expect(try parse(text).string == expected)
    }

    @Test(arguments: [
        ("", JSONError.Code.truncated), (" ", .truncated), ("{", .truncated), ("[", .truncated), ("[1", .truncated),
        ("[1,", .truncated), ("{\"a\"", .truncated), ("{\"a\":", .truncated), ("{\"a\":1", .truncated),
        ("{\"a\":1,", .truncated), ("\"", .truncated), ("\"a", .truncated), ("\"\\", .truncated),
        ("\"\\u12", .truncated),
        ("tru", .truncated), ("-", .truncated), ("1.", .truncated), ("1e", .truncated), ("1e+", .truncated),
        ("nul!", .syntax), ("True", .syntax), ("01", .syntax), ("-01", .syntax), ("00", .syntax), ("+1", .syntax),
        (".5", .syntax), ("1.x", .syntax), ("1ex", .syntax), ("--1", .syntax), ("NaN", .syntax), ("[1,]", .syntax),
        ("[,1]", .syntax), ("{,}", .syntax), ("{\"a\":1,}", .syntax), ("{a:1}", .syntax), ("{1:1}", .syntax),
        ("{\"a\" 1}", .syntax), ("[1 2]", .syntax), ("'a'", .syntax), ("\"\u{1}\"", .syntax), ("\"a\nb\"", .syntax),
        ("\"\u{0}\"", .syntax), ("\"\\x\"", .syntax), ("\"\\u12g4\"", .syntax), ("\"\\u+123\"", .syntax),
        ("// c\n1", .syntax), ("\u{FEFF}1", .syntax), ("\u{A0}1", .syntax), ("1 2", .trailing), ("{}{}", .trailing),
        ("[]]", .trailing), ("1x", .trailing), ("\"\\ud800\"", .invalidText), ("\"\\udc00\"", .invalidText),
        ("\"\\ud800\\ud800\"", .invalidText), ("\"\\ud800\\n\"", .invalidText), ("\"\\ud800x\"", .invalidText),
        ("1e999", .numberOutOfRange), ("-1e999", .numberOutOfRange),
    ])
    func whatIsNoJSONIsRefused(text: String, code: JSONError.Code) {
        #expect(throws: JSONError(code, offset: 0)) { try parse(text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22],
        ] as [[UInt8]])
    func textThatIsNoUTF8IsRefused(bytes: [UInt8]) {
        #expect(throws: JSONError(.invalidText, offset: 1)) { try JSONDocument(bytes: bytes) }
    }

    @Test func theLastOfTwoEqualKeysCountsAndIsNoted() throws {
        let document = try JSONDocument(Data("{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":1}}".utf8))
        #expect(document.root == ["a": 2, "b": ["c": 1]])
        #expect(document.duplicateKeys == 2)
    }

    @Test func u0000IsReplacedAndNoted() throws {
        let document = try JSONDocument(Data("{\"a\\u0000\":[\"\\u0000\\u0000\",\"b\"]}".utf8))
        #expect(document.root == ["a\u{FFFD}": ["\u{FFFD}\u{FFFD}", "b"]])
        #expect(document.replacedNULs == 2)
        #expect(try JSONDocument(Data("[\"a\"]".utf8)).replacedNULs == 0)
    }
}
