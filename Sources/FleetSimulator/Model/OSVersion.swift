/// An operating system version as a row of numbers, compared number by number; a missing one counts as zero.
struct OSVersion: Hashable, Comparable, Codable, Sendable {
    /// As Apple spells it: `26.4`, `15.7.5`.
    let text: String
    private let numbers: [Int]

    /// Nothing if the text is anything but one to four numbers with dots between.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...5).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        self.text = text
        self.numbers = numbers
    }

    init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        numbers = patch == 0 ? [major, minor] : [major, minor, patch]
        text = numbers.map(String.init).joined(separator: ".")
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let version = OSVersion(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an OS version")
        }
        self = version
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    var major: Int { number(0) }

    static func < (left: OSVersion, right: OSVersion) -> Bool {
        for index in 0..<4 where left.number(index) != right.number(index) {
            return left.number(index) < right.number(index)
        }
        return false
    }

    static func == (left: OSVersion, right: OSVersion) -> Bool {
        (0..<4).allSatisfy { left.number($0) == right.number($0) }
    }

    func hash(into hasher: inout Hasher) {
        for index in 0..<4 { hasher.combine(number(index)) }
    }

    private func number(_ index: Int) -> Int {
        index < numbers.count ? numbers[index] : 0
    }
}
