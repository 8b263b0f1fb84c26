import RatchetCore
import Testing

@Suite("Hexadecimal digits")
struct HexTests {
    @Test func `octets come back from their digits, two each and in lower case`() {
        let octets = (0...255).map { UInt8($0) }
        #expect(Hex.text([0x00, 0x0A, 0xFF]) == "000aff" && Hex.text([UInt8]()) == "")
        #expect(Hex.octets(Hex.text(octets)) == octets)
        #expect(Hex.octets("0AfF") == [0x0A, 0xFF])
    }

    @Test(arguments: ["0", "0g", "0x", " 00", "é"])
    func `what is no row of pairs is none`(_ text: String) { #expect(Hex.octets(text) == nil) }
}
