/// One named step of the schema.
///
/// Once shipped, a migration is never edited, moved or removed: a database that had it applied refuses to open with a
/// program whose text of it differs.
public struct Migration: Sendable, Hashable {
    /// The name, unique among all; its place in the list is its order.
    public let name: String
    /// One SQL statement each. Column types are spelt `{text}`, `{int}` and `{bytes}`; a table ends in `{strict}`.
    public let statements: [String]

    /// Makes a migration.
    public init(name: String, statements: [String]) {
        self.name = name
        self.statements = statements
    }

    /// A fingerprint of the text before substitution, the same on both engines (64-bit FNV-1a in hexadecimal).
    ///
    /// It finds an edit made by mistake; it is no protection against one made on purpose.
    public var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in statements.joined(separator: "\u{1}").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
