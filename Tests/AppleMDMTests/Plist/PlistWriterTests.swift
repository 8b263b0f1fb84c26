import AppleMDM
import Foundation
import SeededRandom
import Testing

@Suite struct PlistWriterTests {
    private func device(named name: String) -> Authenticate {
        var message = Authenticate(identity: .sample, topic: "T")
        message.deviceName = name
        return message
    }

    @Test func keysAreSortedAndBytesRepeat() {
        let bytes = device(named: "x").plist()
        #expect(bytes == device(named: "x").plist())
        let text = String(decoding: bytes, as: UTF8.self)
        let keys = text.components(separatedBy: "<key>").dropFirst().map { $0.prefix { $0 != "<" } }
        #expect(keys == ["DeviceName", "MessageType", "Topic", "UDID"])
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC"))
    }

    @Test(arguments: [
        "a<b>&\"c'", "tab\tline\nreturn\r", "crlf\r\nend", "]]>", "&amp;", " spaces ", "ü 日本 🚲", "\u{7F}", "e\u{301}",
    ])
    func anyTextIsReadBack(name: String) throws {
        let read = try Authenticate(plist: device(named: name).plist())
        #expect(read.deviceName.map { Array($0.unicodeScalars) } == Array(name.unicodeScalars))
    }

    @Test func controlCharactersBecomeReplacementCharacters() throws {
        #expect(try Authenticate(plist: device(named: "a\u{0}b\u{1}c").plist()).deviceName == "a\u{FFFD}b\u{FFFD}c")
    }

    @Test func textsOfASeedAreReadBack() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            let scalars = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0x20...0x2FFF, using: &random))
            }
            let name = String(String.UnicodeScalarView(scalars))
            let read = try Authenticate(plist: device(named: name).plist())
            #expect(read.deviceName?.unicodeScalars.elementsEqual(scalars) == true, "\(scalars)")
        }
    }
}
