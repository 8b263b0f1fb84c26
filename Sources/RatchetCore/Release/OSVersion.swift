/// An operating system version such as `26.4` or `15.7.5`.
///
/// Compared number by number; a missing component counts as 0, so `26` equals `26.0` (reference 3.4, 6.4).
public struct OSVersion: Sendable {
    /// As the feed or the device spelt it; this is what a declaration carries.
    public let text: String
    /// One to five numbers.
    public let components: [Int]

    /// Nil unless it is one to five numbers, each of at most nine digits, with dots between.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...5).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...9).contains(part.utf8.count), part.allSatisfy(\.isASCIIDigit), let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        self.text = text
        components = numbers
    }

    /// The first number: `26` of `26.4`.
    public var major: Int { components[0] }

    /// True for two or three numbers, as `TargetOSVersion` must have them (reference 0.6, section 9).
    public var isDeclarable: Bool { (2...3).contains(components.count) }

    private func component(_ index: Int) -> Int { index < components.count ? components[index] : 0 }
}

extension OSVersion: Comparable {
    public static func == (left: OSVersion, right: OSVersion) -> Bool { !(left < right) && !(right < left) }

    public static func < (left: OSVersion, right: OSVersion) -> Bool {
        for index in 0..<max(left.components.count, right.components.count)
        where left.component(index) != right.component(index) {
            return left.component(index) < right.component(index)
        }
        return false
    }
}

extension OSVersion: CustomStringConvertible {
    public var description: String { text }
}
