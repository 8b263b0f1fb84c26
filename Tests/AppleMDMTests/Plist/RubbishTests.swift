import AppleMDM
import Foundation
import SeededRandom
import Testing

/// Nothing that comes over the wire may end the process; most of it is refused.
@Suite struct RubbishTests {
    static let messages: [Data] = {
        var update = TokenUpdate(identity: .sample, topic: "T", token: Data([1, 2, 3]), pushMagic: "M")
        update.awaitingConfiguration = true
        var report = DeviceReport(identity: .sample, status: .error, commandUUID: "C")
        report.queryResponses = DeviceReportTests.everything
        report.errorChain = [ErrorChainEntry(errorCode: 1, errorDomain: "D")]
        return [update.plist(), report.plist()]
    }()

    static var binaries: [Data] {
        get throws {
            try messages.map { message in
                let value = try PropertyListSerialization.propertyList(from: message, options: [], format: nil)
                return try PropertyListSerialization.data(fromPropertyList: value, format: .binary, options: 0)
            }
        }
    }

    private func read(_ bytes: Data) {
        _ = try? CheckInMessage(plist: bytes)
        _ = try? DeviceReport(plist: bytes)
        _ = try? CommandEnvelope(plist: bytes)
    }

    @Test func everyTruncationIsRefusedInOrder() throws {
        for message in Self.messages {
            let text = String(decoding: message, as: UTF8.self)
            let end = try #require(text.range(of: "</dict>\n</plist>")?.lowerBound.utf16Offset(in: text))
            for length in 0..<end { #expect(refusal(message.prefix(length)) != nil) }
        }
        for message in try Self.binaries {
            for length in 0..<message.count { #expect(refusal(message.prefix(length)) != nil) }
        }
    }

    @Test(arguments: 0..<8)
    func randomBytesAreRefused(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(refusal(Data(bytes)) != nil)
            #expect(refusal(Data("bplist00".utf8) + Data(bytes)) != nil)
            #expect(refusal(Data("<plist>".utf8) + Data(bytes)) != nil)
        }
    }

    @Test(arguments: 0..<8)
    func changedBytesNeverEndTheProcess(seed: UInt64) throws {
        var random = SeededRandom(seed: 100 + seed)
        for message in try Self.messages + Self.binaries {
            for _ in 0..<300 {
                var bytes = message
                for _ in 0...Int.random(in: 0...3, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                read(bytes)
            }
        }
    }

    @Test(arguments: 0..<4)
    func shuffledMarkupNeverEndsTheProcess(seed: UInt64) {
        let pieces = [
            "<dict>", "</dict>", "<array>", "</array>", "<key>", "</key>", "<string>", "</string>", "<data>", "</data>",
            "<integer>", "</integer>", "<real>", "</real>", "<date>", "</date>", "<true/>", "<false/>", "<dict/>",
            "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#x10FFFF;", "&#xD800;", "&#99999999999;", "UDID", "-1",
            "0x", "1e999", "99999999999999999999", "$null", "\u{0}", "Status", "Idle", "<", ">", "/", "\u{FEFF}",
        ]
        var random = SeededRandom(seed: 200 + seed)
        for _ in 0..<1_000 {
            let count = Int.random(in: 0...14, using: &random)
            let content = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            read(xml(content))
            read(xml("<dict><key>UDID</key><string>U</string><key>Status</key>\(content)</dict>"))
            read(xml("<dict><key>UDID</key><string>U</string><key>x</key>\(content)</dict>"))
        }
    }
}
