import AppleMDM
import Foundation
import Testing

@Suite struct BinaryPlistTests {
    /// A dictionary with one value, which the caller gives as raw octets.
    private func read(_ raw: [UInt8]) throws -> PlistNode? {
        var builder = BinaryPlistBuilder()
        let top = builder.dictionary([builder.string("a")], [builder.add(raw)])
        guard case .dictionary(let fields) = try PlistNode(plist: builder.plist(top: top)) else { return nil }
        return fields["a"]
    }

    @Test(
        arguments: [
            ([0x08], PlistNode.boolean(false)), ([0x09], .boolean(true)), ([0x10, 0x00], .integer(0)),
            ([0x10, 0x01], .integer(1)), ([0x13] + Array(repeating: 0xFF, count: 8), .integer(-1)),
            ([0x23, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0], .real(1.5)), ([0x22, 0x3F, 0x80, 0, 0], .integer(1)),
            ([0x42, 0x01, 0x02], .data(Data([1, 2]))), ([0x51, 0x61], .string("a")),
            ([0x61, 0x00, 0xFC], .string("ü")),
            ([0xA0], .array([])), ([0xD0], .dictionary([:])),
        ] as [([UInt8], PlistNode)])
    func `a value of each kind is read`(raw: [UInt8], node: PlistNode) throws {
        #expect(try read(raw) == node)
    }

    @Test(
        arguments: [[0x00], [0x33, 0, 0, 0, 0, 0, 0, 0, 0], [0x33] + Array(repeating: 0xFF, count: 8), [0x80, 0x01]]
            as [[UInt8]])
    func `nothing, a date and an archiver's number are left open`(raw: [UInt8]) throws {
        #expect(try read(raw) == .other)
    }

    @Test func `a whole number beyond 64 bits is a real`() throws {
        let most = [0x14] + Array(repeating: UInt8(0), count: 8) + Array(repeating: UInt8(0xFF), count: 8)
        #expect(try read(most) == .real(18_446_744_073_709_551_616))
    }

    @Test func `a dictionary with a key that is no text is left open`() throws {
        for raw: [UInt8] in [[0x10, 1], [0x09], [0x33, 0, 0, 0, 0, 0, 0, 0, 0]] {
            var builder = BinaryPlistBuilder()
            let top = builder.dictionary([builder.add(raw)], [builder.string("x")])
            #expect(try PlistNode(plist: builder.plist(top: top)) == .other)
        }
    }
}
