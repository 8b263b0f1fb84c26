import CMS
import Foundation
import SCEP
import Testing

struct TransportTests {
    private let octets = Data([0xfb, 0xef, 0xbe, 0xff, 0xfe, 0x3f, 0x01])

    @Test(arguments: ["++++//4/AQ==", "----__4_AQ==", "++++//4/AQ", "----__4_AQ", "    //4/AQ==", "++++//4/\r\nAQ==\n"])
    func `a message in an address is read in every spelling`(value: String) {
        #expect(SCEPMessageParameter.decode(value) == octets)
    }

    @Test(arguments: ["+", "++++//4/AQ==x", "ä", "%2B%2B", "AQ=A"])
    func `what is no base64 is no message`(value: String) {
        #expect(SCEPMessageParameter.decode(value) == nil)
    }

    @Test func `a message in an address is bounded`() {
        #expect(SCEPMessageParameter.decode(String(repeating: "A", count: 360 * 1024)) != nil)
        #expect(SCEPMessageParameter.decode(String(repeating: "A", count: 360 * 1024 + 4)) == nil)
    }

    @Test func `a server says what it can do`() {
        let strong = "AES\nPOSTPKIOperation\nRenewal\nSCEPStandard\nSHA-256\nSHA-512\n"
        #expect(SCEPCapabilities.text(accepting: ContentCipher.strong) == strong)
        #expect(SCEPCapabilities.text(accepting: ContentCipher.all) == strong + "DES3\n")
    }
}
