public import Foundation

/// One row of a result, read by position.
///
/// A column that holds something else than asked for was not written by this program: reading it throws
/// ``StoreError/corrupt(_:)`` and never traps.
public struct SQLRow: Sendable, Hashable {
    /// The values in column order.
    public let values: [SQLValue]

    /// Makes a row of its values.
    public init(_ values: [SQLValue]) {
        self.values = values
    }

    /// The text in column `index`.
    public func text(_ index: Int) throws(StoreError) -> String {
        guard let text = try optionalText(index) else { throw mismatch(index, "text") }
        return text
    }

    /// The number in column `index`.
    public func int(_ index: Int) throws(StoreError) -> Int64 {
        guard let int = try optionalInt(index) else { throw mismatch(index, "int") }
        return int
    }

    /// The octets in column `index`.
    public func bytes(_ index: Int) throws(StoreError) -> Data {
        guard let bytes = try optionalBytes(index) else { throw mismatch(index, "bytes") }
        return bytes
    }

    /// The truth in column `index`, which must be 0 or 1.
    public func bool(_ index: Int) throws(StoreError) -> Bool {
        switch try int(index) {
        case 0: return false
        case 1: return true
        default: throw StoreError.corrupt("column \(index) holds a number where 0 or 1 is wanted")
        }
    }

    /// The text in column `index`, or nil for null.
    public func optionalText(_ index: Int) throws(StoreError) -> String? {
        switch try value(index) {
        case .null: return nil
        case .text(let text): return text
        default: throw mismatch(index, "text")
        }
    }

    /// The number in column `index`, or nil for null.
    public func optionalInt(_ index: Int) throws(StoreError) -> Int64? {
        switch try value(index) {
        case .null: return nil
        case .int(let int): return int
        default: throw mismatch(index, "int")
        }
    }

    /// The octets in column `index`, or nil for null.
    public func optionalBytes(_ index: Int) throws(StoreError) -> Data? {
        switch try value(index) {
        case .null: return nil
        case .bytes(let bytes): return bytes
        default: throw mismatch(index, "bytes")
        }
    }

    private func value(_ index: Int) throws(StoreError) -> SQLValue {
        guard values.indices.contains(index) else {
            throw StoreError.corrupt("the row has \(values.count) columns, none at \(index)")
        }
        return values[index]
    }

    private func mismatch(_ index: Int, _ wanted: String) -> StoreError {
        let found = values.indices.contains(index) ? values[index].kind : "nothing"
        return StoreError.corrupt("column \(index) holds \(found) where \(wanted) is wanted")
    }
}
