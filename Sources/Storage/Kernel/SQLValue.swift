public import Foundation

/// One value that goes into a statement or comes out of a row.
///
/// These four are all that the two engines share; a truth is `int` 0 or 1, a time is `int` microseconds since 1970
/// UTC, and JSON is `text`.
public enum SQLValue: Sendable, Hashable {
    /// No value. A column admits it only where its migration says what it means.
    case null
    /// Unicode text without U+0000, which PostgreSQL can't keep; a statement that is given one is refused.
    case text(String)
    /// A signed 64-bit number.
    case int(Int64)
    /// Octets. Empty bytes are a value of their own and never become `null`.
    case bytes(Data)
}

extension SQLValue {
    /// A truth as the store keeps it: 0 or 1.
    public static func bool(_ value: Bool) -> SQLValue { .int(value ? 1 : 0) }

    /// A text, or `null` for none.
    public static func optional(_ value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }

    /// A number, or `null` for none.
    public static func optional(_ value: Int64?) -> SQLValue { value.map(SQLValue.int) ?? .null }

    /// Octets, or `null` for none.
    public static func optional(_ value: Data?) -> SQLValue { value.map(SQLValue.bytes) ?? .null }

    /// Whether both engines can keep this value unchanged.
    var isStorable: Bool {
        guard case .text(let text) = self else { return true }
        // Over the octets as they lie in memory, where they do: every text that is stored comes through here.
        return text.utf8.withContiguousStorageIfAvailable { !$0.contains(0) } ?? !text.utf8.contains(0)
    }

    /// The kind of value, for error messages: never the value itself, which may be a secret.
    package var kind: String {
        switch self {
        case .null: "null"
        case .text: "text"
        case .int: "int"
        case .bytes: "bytes"
        }
    }
}
