import CPQ
import Foundation
import Storage

/// How a PostgreSQL type stands for one of the store's three.
enum PostgresType {
    case text
    case int
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
        case 20, 21, 23: self = .int
        case 18, 19, 25, 705, 1042, 1043: self = .text
        case 2278: self = .void
        default: return nil
        }
    }

    /// Whether a parameter of this type may be given `value`.
    func takes(_ value: SQLValue) -> Bool {
        switch (self, value) {
        case (_, .null), (.text, .text), (.int, .int), (.bytes, .bytes): true
        default: false
        }
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
