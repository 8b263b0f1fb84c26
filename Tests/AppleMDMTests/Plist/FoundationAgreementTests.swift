import AppleMDM
import Foundation
import Testing

/// Holds the reader of XML against Foundation's, which it replaced: decision 0014.
@Suite struct FoundationAgreementTests {
    @Test(arguments: 0..<8)
    func `a valid document is the same tree here and there`(seed: UInt64) throws {
        var random = RandomPlist(seed: seed)
        for _ in 0..<150 {
            let tree = random.tree()
            let document = random.document(tree)
            #expect(try PlistNode(plist: document) == tree, "\(String(decoding: document, as: UTF8.self))")
            #expect(tree.agrees(with: try PlistNode.foundation(document)))
        }
    }

    @Test(arguments: 8..<16)
    func `what is read of a broken document Foundation reads too, and the same`(seed: UInt64) throws {
        var random = RandomPlist(seed: seed)
        for _ in 0..<600 {
            let document = random.mutated(random.document(random.tree()))
            let text = String(decoding: document, as: UTF8.self)
            guard let tree = try? PlistNode(plist: document) else { continue }
            if let other = try? PlistNode.foundation(document) {
                #expect(tree.agrees(with: other), "\(text)")
            } else {
                #expect(tree.hasOther, "\(text)")
            }
        }
    }

    /// Each is read by Foundation in a way that somebody else might not.
    @Test(arguments: [
        "<dict/>", "<!DOCTYPE a><!DOCTYPE b><plist><dict/></plist>", "<plist><dict/></plist>junk",
        "<plist><dict/></plist><plist><dict/></plist>", "<plist><array a='b'/></plist>",
        "<plist><array><key>x</key></array></plist>", "<plist><dict><key>a</key><key>b</key></dict></plist>",
        "<plist><string>&#;</string></plist>", "<plist><dict><key>a</key><true/><key>a</key><true/></dict></plist>",
        "<?xml version='1.0' encoding='us-ascii'?><plist><dict/></plist>",
    ])
    func `what only a lenient reader understands is refused`(text: String) throws {
        _ = try PlistNode.foundation(Data(text.utf8))
        #expect(throws: MDMCodecError(.notAPlist, "")) { try PlistNode(plist: Data(text.utf8)) }
    }

    /// One bad value must not cost a device its whole message.
    @Test(arguments: [
        "<integer>1 </integer>", "<integer>18446744073709551616</integer>", "<integer>-9223372036854775809</integer>",
        "<integer>0x</integer>", "<integer></integer>", "<real></real>", "<real>1.5 </real>", "<real>0x1p3</real>",
        "<date>yesterday</date>",
    ])
    func `a value out of form is left open where Foundation refuses the whole`(element: String) throws {
        #expect(throws: (any Error).self) { try PlistNode.foundation(xml(element)) }
        #expect(try PlistNode(plist: xml(element)) == .other)
    }

    @Test(arguments: ["AQ!!==", "AQ", "AQ==AQ==", "AQ=", "A===", "====", "=", "AQ\u{E9}==", "A", "AQI=="])
    func `bytes out of form are left open where Foundation makes some of them`(base64: String) throws {
        #expect(try PlistNode(plist: xml("<data>\(base64)</data>")) == .other)
    }
}
