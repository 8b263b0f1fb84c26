/// What somebody can read: the `Accept-Language` field of RFC 9110, section 12.5.4.
///
/// Ranges are looked up as RFC 4647 (3.4) has it: `fr-CH` finds `fr` when there is no `fr-CH`. A range that can't be
/// read is passed over; what follows the first 32 ranges or 1,000 octets is not looked at.
struct AcceptLanguage: Sendable, Equatable {
    struct Range: Sendable, Equatable {
        /// In lower case: `fr-ch`, or `*`.
        let tag: String
        /// 0 to 1000 thousandths; 0 is "not this one".
        let weight: Int
    }

    static let mostRanges = 32
    static let mostOctets = 1000

    /// As they were written.
    let ranges: [Range]

    init(_ field: String) {
        let octets = field.utf8.prefix(AcceptLanguage.mostOctets + 1)
        var parts = String(decoding: octets, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: true)
        // The last part was cut in two: `en;q=0.1` must not become `en`.
        if octets.count > AcceptLanguage.mostOctets { parts = parts.dropLast() }
        ranges = parts.prefix(AcceptLanguage.mostRanges).compactMap { Range($0) }
    }

    /// The language that is wanted most; nil if none of them is.
    ///
    /// - Parameter tags: BCP 47 tags in lower case, the one that we like best first.
    func best(of tags: [String]) -> String? {
        let refused = Set(ranges.filter { $0.weight == 0 }.map(\.tag))
        let open = tags.filter { !refused.contains($0) }
        let named = Set(ranges.compactMap { $0.lookup(in: tags) })
        // Equal weights keep their order: the sort is stable.
        for range in ranges.filter({ $0.weight > 0 }).sorted(by: { $0.weight > $1.weight }) {
            // `*` is every language that no other range names.
            let found = range.tag == "*" ? open.first { !named.contains($0) } : range.lookup(in: open)
            if let found { return found }
        }
        return nil
    }
}

extension AcceptLanguage.Range {
    /// `fr-CH;q=0.9`
    fileprivate init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed.lowercased() }
        guard let tag = parts.first, tag == "*" || AcceptLanguage.Range.isTag(tag), parts.count <= 2 else { return nil }
        self.tag = tag
        if parts.count == 1 {
            weight = 1000
        } else {
            guard let weight = AcceptLanguage.Range.weight(parts[1]) else { return nil }
            self.weight = weight
        }
    }

    /// Subtags of 1 to 8 letters and digits.
    private static func isTag(_ text: String) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { subtag in
            (1...8).contains(subtag.count) && subtag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }

    /// `q=0.9` with at most three decimals.
    private static func weight(_ text: String) -> Int? {
        guard text.hasPrefix("q=") else { return nil }
        let parts = text.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1", parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= 3, decimals.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        let thousandths = Int("\(decimals)\(String(repeating: "0", count: 3 - decimals.count))") ?? 0
        return whole == "0" ? thousandths : thousandths == 0 ? 1000 : nil
    }

    /// The tag, or what is left of it when subtags are taken off its end, as far as one of these languages.
    fileprivate func lookup(in tags: [String]) -> String? {
        var subtags = tag.split(separator: "-")
        while !subtags.isEmpty {
            let wanted = subtags.joined(separator: "-")
            if tags.contains(wanted) { return wanted }
            subtags.removeLast()
        }
        return nil
    }
}

extension Substring {
    /// Without spaces and tabs around it.
    fileprivate var trimmed: Substring {
        var text = self.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
