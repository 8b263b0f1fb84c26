/// Writes a document: JSON without white space, whose members its caller gives in the order of their keys, so that equal
/// values are equal text.
///
/// By hand, for `JSONEncoder` took ten times as long, and every report of a device writes such documents.
package struct DocumentWriter {
    private var bytes: [UInt8] = []

    package init() { bytes.reserveCapacity(1024) }

    /// What was written so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// An object; `members` writes what is in it.
    package mutating func object(_ members: (inout DocumentWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// An array with an element for each of `values`.
    package mutating func array<Value>(_ values: [Value], _ element: (inout DocumentWriter, Value) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        for value in values { element(&self, value) }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The name of the member whose value is written next.
    package mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    package mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(DocumentWriter.isPlain) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for byte in text.utf8 {
                if DocumentWriter.isPlain(byte) { bytes.append(byte) } else { escape(byte) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    package mutating func int(_ number: Int64) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func bool(_ truth: Bool) {
        separate()
        bytes.append(contentsOf: truth ? "true".utf8 : "false".utf8)
    }

    /// A whole number is written without a fraction. One that is not finite has no spelling and is null.
    package mutating func double(_ number: Double) {
        if let whole = Int64(exactly: number) { return int(whole) }
        separate()
        bytes.append(contentsOf: number.isFinite ? number.description.utf8 : "null".utf8)
    }

    /// A comma where something stands before in the same object or array.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default: bytes.append(contentsOf: "\(byte < 0x10 ? "u000" : "u00")\(String(byte, radix: 16))".utf8)
        }
    }
}

extension DocumentWriter {
    /// Members that are left out where there is nothing.
    package mutating func member(_ name: String, _ text: String?) { member(name, text) { $0.string($1) } }
    package mutating func member(_ name: String, _ number: Int64?) { member(name, number) { $0.int($1) } }
    package mutating func member(_ name: String, _ number: Int?) { member(name, number) { $0.int(Int64($1)) } }
    package mutating func member(_ name: String, _ truth: Bool?) { member(name, truth) { $0.bool($1) } }

    package mutating func member<Value>(
        _ name: String, _ value: Value?, _ write: (inout DocumentWriter, Value) -> Void
    ) {
        guard let value else { return }
        key(name)
        write(&self, value)
    }
}
