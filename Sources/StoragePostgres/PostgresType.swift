import CPQ
import Foundation
import Storage

/// How a PostgreSQL type stands for one of the store's three.
enum PostgresType {
    case text
    /// Of 2, 4 or 8 octets.
    case int(octets: Int)
    case bytes
    /// The answer of a comparison, which SQLite gives as 0 or 1. Never a parameter.
    case truth
    /// What a SELECT of a function without a result gives.
    case void

    /// The type with PostgreSQL's object id, or nil for one that no portable statement uses.
    init?(_ oid: Oid) {
        switch oid {
        case 16: self = .truth
        case 17: self = .bytes
        case 20: self = .int(octets: 8)
        case 21: self = .int(octets: 2)
        case 23: self = .int(octets: 4)
        case 18, 19, 25, 705, 1042, 1043: self = .text
        case 2278: self = .void
        default: return nil
        }
    }

    /// Appends a parameter in PostgreSQL's binary format; false where this type can't hold the value.
    func append(_ value: SQLValue, to octets: inout [UInt8]) -> Bool {
        switch (self, value) {
        case (_, .null): return true
        case (.text, .text(let text)): octets.append(contentsOf: text.utf8)
        case (.bytes, .bytes(let bytes)): octets.append(contentsOf: bytes)
        case (.int(8), .int(let int)): Self.append(int, to: &octets)
        case (.int(4), .int(let int)):
            guard let narrow = Int32(exactly: int) else { return false }
            Self.append(narrow, to: &octets)
        case (.int(2), .int(let int)):
            guard let narrow = Int16(exactly: int) else { return false }
            Self.append(narrow, to: &octets)
        default: return false
        }
        return true
    }

    private static func append(_ integer: some FixedWidthInteger, to octets: inout [UInt8]) {
        withUnsafeBytes(of: integer.bigEndian) { octets.append(contentsOf: $0) }
    }

    /// The value of a column in PostgreSQL's binary format.
    func value(_ octets: UnsafeRawBufferPointer) -> SQLValue {
        switch self {
        case .text: .text(String(decoding: octets, as: UTF8.self))
        case .bytes: .bytes(Data(octets))
        case .truth: .bool(octets.first != 0)
        case .void: .null
        case .int: .int(Self.integer(octets))
        }
    }

    /// Big-endian two's complement of 2, 4 or 8 octets.
    private static func integer(_ octets: UnsafeRawBufferPointer) -> Int64 {
        let start: Int64 = (octets.first ?? 0) >= 0x80 ? -1 : 0
        return octets.reduce(start) { $0 << 8 | Int64($1) }
    }
}
