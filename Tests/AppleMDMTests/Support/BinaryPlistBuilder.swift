import Foundation

/// Writes binary property lists that no honest writer would, with one-octet references and eight-octet offsets.
struct BinaryPlistBuilder {
    private var objects: [[UInt8]] = []

    /// Adds an object by its raw octets; answers its number.
    mutating func add(_ raw: [UInt8]) -> UInt8 {
        objects.append(raw)
        return UInt8(truncatingIfNeeded: objects.count - 1)
    }

    mutating func string(_ text: String) -> UInt8 { add([0x50 | UInt8(text.utf8.count)] + Array(text.utf8)) }

    /// An array of up to 14 references.
    mutating func array(_ references: [UInt8]) -> UInt8 { add([0xA0 | UInt8(references.count)] + references) }

    mutating func dictionary(_ keys: [UInt8], _ values: [UInt8]) -> UInt8 {
        add([0xD0 | UInt8(keys.count)] + keys + values)
    }

    func plist(top: UInt8) -> Data {
        var bytes = Array("bplist00".utf8)
        var table: [UInt8] = []
        for object in objects {
            table += Self.bigEndian(UInt64(bytes.count))
            bytes += object
        }
        let tableOffset = UInt64(bytes.count)
        bytes += table + [0, 0, 0, 0, 0, 0, 8, 1]
        bytes += Self.bigEndian(UInt64(objects.count)) + Self.bigEndian(UInt64(top)) + Self.bigEndian(tableOffset)
        return Data(bytes)
    }

    static func bigEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
    }
}
