/// The version of a package, such as `22.4.1`, `16.3.9-ee.0` or `6.2.1-rc.2`.
///
/// Compared part by part: numbers as numbers, a missing number counts as 0, so `6.2` equals `6.2.0`. What follows the first `-`
/// makes it a version before the one without it, as in Semantic Versioning 2.0.0, 11; what follows a `+` says nothing of order.
public struct PackageVersion: Sendable {
    /// As it was spelt.
    public let text: String
    /// The numbers as they were spelt, `[6, 2, 0]` of `6.2.0`.
    public let components: [Int]
    /// What it is compared by, and a key where versions that are equal must be one.
    let order: Order

    struct Order: Sendable, Hashable {
        /// Without zeros at the end.
        let numbers: [Int]
        let suffix: [Part]
    }

    enum Part: Sendable, Hashable {
        case number(Int)
        case word(String)
    }

    /// Nil unless it is 1 to 64 octets: one to eight numbers of at most nine digits with dots between, then perhaps `-` or `+`
    /// with letters, digits and `. - +`.
    public init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(PackageVersion.isAcceptable) else { return nil }
        let core = text.prefix { $0 != "-" && $0 != "+" }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...8).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...9).contains(part.utf8.count), part.allSatisfy(\.isASCIIDigit), let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        (self.text, components) = (text, numbers)
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        order = Order(numbers: numbers, suffix: PackageVersion.suffix(of: text.dropFirst(core.count)))
    }

    /// The first number: `22` of `22.4.1`.
    public var major: Int { components.first ?? 0 }

    private static func suffix(of rest: Substring) -> [Part] {
        guard rest.first == "-" else { return [] }
        let words = rest.dropFirst().prefix { $0 != "+" }.split(separator: ".")
        return words.map { word in
            word.utf8.count <= 9 && word.allSatisfy(\.isASCIIDigit)
                ? .number(Int(word) ?? 0) : .word(String(word))
        }
    }

    private static func isAcceptable(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension PackageVersion: Comparable {
    public static func == (left: PackageVersion, right: PackageVersion) -> Bool { left.order == right.order }

    public static func < (left: PackageVersion, right: PackageVersion) -> Bool { left.order < right.order }
}

extension PackageVersion.Order: Comparable {
    static func < (left: PackageVersion.Order, right: PackageVersion.Order) -> Bool {
        if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
        return switch (left.suffix.isEmpty, right.suffix.isEmpty) {
        case (true, _): false
        case (false, true): true
        case (false, false): left.suffix.lexicographicallyPrecedes(right.suffix)
        }
    }
}

extension PackageVersion.Part: Comparable {
    static func < (left: PackageVersion.Part, right: PackageVersion.Part) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.word(let left), .word(let right)): left < right
        case (.number, .word): true
        case (.word, .number): false
        }
    }
}

extension PackageVersion: CustomStringConvertible {
    public var description: String { text }
}
