extension String {
    /// More accents in a row than any language writes: Unicode's limit for stream-safe text (UAX 15, section 13).
    private static let longestRunOfMarks = 30

    /// The text with a combining grapheme joiner (U+034F) after every thirtieth accent in a row, as UAX 15 has it.
    ///
    /// To compare or hash a text, Swift sorts the accents of each character in a time that grows with the square of
    /// their number: 128 KiB of them cost seconds, 4 MiB hours. A text that somebody could really have written stays.
    package func streamSafe() -> String {
        guard utf8.count > 2 * Self.longestRunOfMarks, utf8.contains(where: { $0 >= 0xCC }), hasLongRunOfMarks else {
            return self
        }
        var safe = ""
        var run = 0
        for scalar in unicodeScalars {
            run = scalar.isMark ? run + 1 : 0
            if run > Self.longestRunOfMarks {
                safe.unicodeScalars.append("\u{34F}")
                run = 1
            }
            safe.unicodeScalars.append(scalar)
        }
        return safe
    }

    private var hasLongRunOfMarks: Bool {
        var run = 0
        for scalar in unicodeScalars {
            run = scalar.isMark ? run + 1 : 0
            if run > Self.longestRunOfMarks { return true }
        }
        return false
    }
}

extension Unicode.Scalar {
    /// Whether it is ordered among others of its kind: a non-starter, in Unicode's words.
    fileprivate var isMark: Bool { value >= 0x300 && properties.canonicalCombiningClass != .notReordered }
}
