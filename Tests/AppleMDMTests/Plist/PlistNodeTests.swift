import AppleMDM
import Foundation
import Testing

@Suite struct PlistNodeTests {
    private func node(_ content: String) throws -> PlistNode { try PlistNode(plist: xml(content)) }

    @Test(arguments: [
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("&#65;&#x1F6B2;&#xa;", "A🚲\n"),
        ("a<![CDATA[<b>&amp;]]>c", "a<b>&amp;c"), ("<![CDATA[]]>", ""), ("a]]>b", "a]]>b"), (" \n ", " \n "),
        ("a<!-- b -->", nil), ("&copy;", nil), ("&#;", nil), ("&#x;", nil), ("&#xD800;", nil), ("&#x110000;", nil),
        ("&#+65;", nil), ("&#-0;", nil), ("&#000000065;", nil), ("&amp", nil), ("<![CDATA[a", nil), ("<b>", nil),
    ])
    func `a text has entities, characters by number and sections`(content: String, text: String?) throws {
        let read = try? node("<string>\(content)</string>")
        #expect(read == text.map { PlistNode.string($0) })
        let key = try? node("<dict><key>\(content)</key><true/></dict>")
        #expect(key == text.map { PlistNode.dictionary([$0: PlistNode.boolean(true)]) })
    }

    @Test(arguments: [
        ("0", PlistNode.integer(0)), ("-0", .integer(0)), ("+7", .integer(7)), (" - 7", .integer(-7)),
        ("007", .integer(7)),
        ("0xfF", .integer(255)), ("-0X10", .integer(-16)), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .real(9_223_372_036_854_775_808)),
        ("18446744073709551615", .real(18_446_744_073_709_551_616)), ("", .other), ("-", .other), ("1a", .other),
        ("1.0", .other), ("+-1", .other), ("\u{663}", .other), ("&#49;", .other),
    ])
    func `a whole number is decimal or hexadecimal`(content: String, number: PlistNode) throws {
        #expect(try node("<integer>\(content)</integer>") == number)
    }

    @Test(arguments: [
        ("1.5", PlistNode.real(1.5)), ("-2", .real(-2)), ("\t1e3", .real(1_000)), ("+infinity", .real(.infinity)),
        ("-INF", .real(-.infinity)), ("1e999", .real(.infinity)), ("0x10", .other), ("1,5", .other), ("", .other),
        ("1\u{0}", .other),
    ])
    func `a real is decimal or infinite`(content: String, number: PlistNode) throws {
        #expect(try node("<real>\(content)</real>") == number)
    }

    @Test func `bytes of every length are read from every broken line`() throws {
        for length in 0..<70 {
            let bytes = Data((0..<length).map { UInt8(truncatingIfNeeded: $0 * 37) })
            let base64 = Array(bytes.base64EncodedString())
            for width in 1...9 {
                let lines = stride(from: 0, to: base64.count, by: width).map {
                    String(base64[$0..<min($0 + width, base64.count)])
                }
                #expect(try node("<data>\n\t\(lines.joined(separator: "\n\t"))\n</data>") == .data(bytes))
            }
        }
    }

    @Test(arguments: [("a", "a"), ("", ""), ("&#97;", "a"), ("\u{FC}", "u\u{308}")])
    func `a key that comes twice is refused`(one: String, other: String) throws {
        let fields = "<key>\(one)</key><integer>1</integer><key>b</key><true/><key>\(other)</key><integer>1</integer>"
        #expect(throws: MDMCodecError(.notAPlist, "")) { try node("<dict>\(fields)</dict>") }
    }

    @Test(arguments: ["integer", "real", "date", "data"])
    func `a number, date or data without content is refused`(name: String) {
        #expect(throws: MDMCodecError(.notAPlist, "")) { try node("<\(name)/>") }
    }

    @Test func `every element is known by its name`() throws {
        let all = """
            <dict><key>array</key><array/><key>string</key><string>s</string><key>data</key><data>AQ==</data>
            <key>date</key><date>2026-01-01T00:00:00Z</date><key>integer</key><integer>1</integer>
            <key>real</key><real>1.5</real><key>true</key><true/><key>false</key><false/></dict>
            """
        let expected: [String: PlistNode] = [
            "array": .array([]), "string": .string("s"), "data": .data(Data([1])), "date": .other,
            "integer": .integer(1),
            "real": .real(1.5), "true": .boolean(true), "false": .boolean(false),
        ]
        #expect(try node(all) == .dictionary(expected))
    }

    @Test(arguments: ["</plist>", "</plist >", "</plist>\n<!-- x --> <?x?>\r\n"])
    func `after the end there may be space, comments and instructions`(end: String) throws {
        #expect(try PlistNode(plist: Data("<plist><true/>\(end)".utf8)) == .boolean(true))
    }

    @Test(arguments: ["", "</array", "</dict>", "</plist/>", "</plist x>", "</ plist>", "<true/></plist>"])
    func `an end that does not fit is refused`(end: String) {
        #expect(throws: MDMCodecError(.notAPlist, "")) { try PlistNode(plist: Data("<plist><dict/>\(end)".utf8)) }
    }
}
