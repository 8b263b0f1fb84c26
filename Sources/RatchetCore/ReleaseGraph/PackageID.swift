/// The id of a package within its graph, such as `base-6.2.1`: 1 to 64 octets, letters, digits and `. _ + -`.
public struct PackageID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Nil unless it is spelt as a package's id may be.
    public init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(PackageID.isAcceptable) else { return nil }
        self.text = text
    }

    /// For ids that we stored ourselves.
    public init(stored text: String) { self.text = text }

    public var description: String { text }

    public static func < (left: PackageID, right: PackageID) -> Bool { left.text < right.text }

    private static func isAcceptable(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// What a package is for an appliance (reference (a), vocabulary).
public enum PackageClass: String, Sendable, Equatable, CaseIterable {
    /// The appliance's operating system or platform.
    case base
    /// The software that clients connect to.
    case product
    /// An add-on without a change of code.
    case licence
}
