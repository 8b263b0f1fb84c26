import AppleMDM
import Foundation
import Testing

@Suite struct XMLPlistParserTests {
    private func nested(_ depth: Int) -> Data {
        let open = String(repeating: "<array>", count: depth)
        let close = String(repeating: "</array>", count: depth)
        return checkIn("CheckOut", "<key>x</key>\(open)\(close)")
    }

    @Test func nestingUpToTheLimitIsRead() {
        #expect(refusal(nested(31)) == nil)
        #expect(refusal(nested(32)) == .tooDeep)
        let empty = String(repeating: "<array>", count: 31) + "<dict/>" + String(repeating: "</array>", count: 31)
        #expect(refusal(checkIn("CheckOut", "<key>x</key>\(empty)")) == .tooDeep)
    }

    @Test(arguments: [100, 10_000, 400_000])
    func deepXMLIsRefusedBeforeItOverflowsTheStack(depth: Int) {
        #expect(
            refusal(nested(depth), limits: .init(maximumBytes: 1 << 24, maximumDepth: 32, maximumObjects: 1 << 24))
                == .tooDeep)
        let unclosed = xml(String(repeating: "<dict><key>a</key>", count: depth))
        #expect(
            refusal(unclosed, limits: .init(maximumBytes: 1 << 24, maximumDepth: 32, maximumObjects: 1 << 24))
                == .tooDeep)
    }

    @Test func aLongKeyIsRefused() {
        func key(_ octets: Int) -> Data {
            checkIn("CheckOut", "<key>\(String(repeating: "k", count: octets))</key><true/>")
        }
        #expect(refusal(key(256)) == nil)
        #expect(refusal(key(257)) == .tooLarge)
    }

    @Test(arguments: ["keys", "stringx", "plists", "b", "KEY"])
    func anElementThatWasTakenForAnotherIsRefused(name: String) {
        #expect(refusal(checkIn("CheckOut", "<\(name)>a</key><true/>")) == .notAPlist)
    }

    @Test func manyInstructionsTookSeconds() {
        #expect(refusal(checkIn("CheckOut", String(repeating: "<?x?>", count: 70_000))) == .tooLarge)
    }

    @Test(.timeLimit(.minutes(1)))
    func aTextOfManyAccentsTookHours() throws {
        let accents = String(repeating: "\u{301}\u{316}", count: 250_000)
        #expect(refusal(checkIn("CheckOut", "<key>\(accents)</key><true/>")) == .tooLarge)
        let message = try CheckInMessage(plist: checkIn(accents))
        guard case .unknown(let type) = message else { throw MDMCodecError(.notAPlist, "a type that is known") }
        #expect(type.unicodeScalars.count { $0 == "\u{34F}" } == 16_666)
        #expect(Set([type]).contains(message.messageType))
        #expect(try CheckInMessage(plist: message.plist()) == message)
    }

    @Test func endsHiddenInCommentsOrTextDoNotCount() {
        for hiding in [
            "<!-- </array> -->", "<!----></array>", "<string><![CDATA[</array>]]></string>", "<?x </array>?>",
        ] {
            let content = String(repeating: "<array>" + hiding, count: 20_000)
            let code = refusal(xml(content))
            #expect(code == .tooDeep || code == .notAPlist, "\(hiding): \(String(describing: code))")
        }
    }

    @Test(arguments: [
        "<array a=\"/>\">", "<array a='>'>", "<array / >", "<plist foo=\"/>\">", "<plist>", "<array\t/ x>",
    ])
    func elementsThatCouldBeReadInTwoWaysAreRefused(element: String) {
        let code = refusal(xml(String(repeating: element, count: 20_000)))
        #expect(code == .notAPlist || code == .tooDeep)
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY a \"ha\">]><plist version=\"1.0\"><dict/></plist>",
        "<!DOCTYPE plist SYSTEM \"file:///etc/passwd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><plist><dict/></plist>",
        "<!ENTITY a \"b\"><plist><dict/></plist>",
        "<plist><!DOCTYPE plist><dict/></plist>",
        "<?xml version=\"1.0\" encoding=\"UTF-7\"?><plist>+ADw-dict/+AD4-</plist>",
        "<?xml version=\"1.0\" a=\"utf-8\" encoding=\"UTF-16\"?><plist><dict/></plist>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" encoding=\"UTF-7\"?><plist><dict/></plist>",
        "{ MessageType = CheckOut; UDID = U; }", "MessageType = CheckOut;", "{\"MessageType\":\"CheckOut\"}",
        "", " ", "<", "<plist", "<plist>", "<!-- -->", "</plist>", "<dict>", "bplist00", "bplist15",
        "<plist><dict><key>a</key></dict></plist>", "<plist><dict>&unknown;</dict></plist>",
    ])
    func whatIsNoPlainPropertyListIsRefused(text: String) {
        #expect(refusal(Data(text.utf8)) == .notAPlist)
    }

    @Test func laughsByTheBillionAreRefused() {
        var entities = "<!ENTITY l0 \"lol\">"
        for level in 1...30 {
            entities += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        let text = "<?xml version=\"1.0\"?><!DOCTYPE plist [\(entities)]><plist><string>&l30;</string></plist>"
        #expect(refusal(Data(text.utf8)) == .notAPlist)
    }

    @Test(arguments: ["<array/>", "<string>x</string>", "<true/>", "<integer>1</integer>", "<data>AQ==</data>"])
    func aRootThatIsNoDictionaryIsNamed(content: String) {
        #expect(refusal(xml(content)) == .notADictionary)
    }

    @Test func wideEncodingsAreRefused() throws {
        let text = String(decoding: checkIn("CheckOut"), as: UTF8.self)
        for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32] {
            #expect(refusal(try #require(text.data(using: encoding))) == .notAPlist)
        }
    }

    @Test func theByteOrderMarkOfUTF8IsPassedOver() {
        #expect(refusal(Data([0xEF, 0xBB, 0xBF]) + checkIn("CheckOut")) == nil)
    }

    @Test func sizeAndNumberAreLimited() {
        let message = checkIn("CheckOut")
        let exact = PlistLimits(maximumBytes: message.count, maximumDepth: 32, maximumObjects: 100)
        #expect(refusal(message, limits: exact) == nil)
        #expect(refusal(message + Data([0x20]), limits: exact) == .tooLarge)
        let many = checkIn("CheckOut", "<key>x</key><array>\(String(repeating: "<true/>", count: 200))</array>")
        #expect(refusal(many, limits: .init(maximumBytes: 1 << 20, maximumDepth: 32, maximumObjects: 100)) == .tooLarge)
    }

    @Test func aSliceOfABiggerBufferIsRead() throws {
        let message = checkIn("CheckOut")
        let buffer = Data("junk".utf8) + message + Data("junk".utf8)
        #expect(refusal(buffer.dropFirst(4).dropLast(4)) == nil)
    }
}
