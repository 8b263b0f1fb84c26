import AppleMDM
import Foundation
import Testing

/// Absent is not empty and not false: what was stored must survive a message that leaves a key out.
@Suite struct AbsentKeysTests {
    private func tokenUpdate(_ fields: String) throws -> TokenUpdate {
        let required = """
            <key>Topic</key><string>T</string><key>PushMagic</key><string>M</string><key>Token</key><data>AQI=</data>
            """
        return try TokenUpdate(plist: checkIn("TokenUpdate", required + fields))
    }

    private func bootstrap(_ fields: String) throws -> SetBootstrapToken {
        try SetBootstrapToken(plist: checkIn("SetBootstrapToken", fields))
    }

    @Test func aTokenUpdateTellsAbsentFromPresent() throws {
        let bare = try tokenUpdate("")
        #expect(bare.unlockToken == nil)
        #expect(bare.awaitingConfiguration == nil)
        #expect(bare.notOnConsole == nil)
        #expect(bare.token == Data([1, 2]))
        let full = try tokenUpdate(
            "<key>UnlockToken</key><data></data><key>AwaitingConfiguration</key><false/><key>NotOnConsole</key><true/>")
        #expect(full.unlockToken == Data())
        #expect(full.awaitingConfiguration == false)
        #expect(full.notOnConsole == true)
    }

    @Test func aBootstrapTokenThatIsAbsentOrEmptyDeletesTheStoredOne() throws {
        #expect(try bootstrap("").bootstrapToken == nil)
        #expect(try bootstrap("").tokenToStore == nil)
        #expect(try bootstrap("<key>BootstrapToken</key><data></data>").bootstrapToken == Data())
        #expect(try bootstrap("<key>BootstrapToken</key><data></data>").tokenToStore == nil)
        #expect(try bootstrap("<key>BootstrapToken</key><data>AQ==</data>").tokenToStore == Data([1]))
    }

    @Test func textIsKeptButForU0000() throws {
        let plist = checkIn(
            "Authenticate", "<key>Topic</key><string>a&#0;b</string><key>DeviceName</key><string>Zoë 🚲</string>")
        let message = try Authenticate(plist: plist)
        #expect(message.topic == "a\u{FFFD}b")
        #expect(message.deviceName == "Zoë 🚲")
        let raw = Data(String(decoding: plist, as: UTF8.self).replacingOccurrences(of: "&#0;", with: "\0").utf8)
        if let message = try? Authenticate(plist: raw) { #expect(message.topic == "a\u{FFFD}b") }
    }

    @Test func aNameThatReadsLikeANullOfArchiversCostsNothing() throws {
        let plist = checkIn(
            "Authenticate", "<key>Topic</key><string>T</string><key>DeviceName</key><string>$null</string>")
        #expect(try Authenticate(plist: plist).topic == "T")
    }
}
