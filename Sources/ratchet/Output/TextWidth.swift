/// How many columns of a terminal a text takes.
///
/// Names from Asia are twice as wide as they are long; accents that stand on their own have no width.
enum TextWidth {
    static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

    /// The longest beginning of a text that takes at most so many columns.
    static func prefix(_ text: String, columns: Int) -> String {
        var left = columns
        return String(
            text.prefix { character in
                left -= of(character)
                return left >= 0
            })
    }

    static func of(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first, !first.isASCII else { return 1 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        // A sign that is drawn as text unless told otherwise, and was told.
        let isPicture = character.unicodeScalars.contains { $0 == "\u{FE0F}" } || first.properties.isEmojiPresentation
        return isPicture || wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// East Asian wide and full-width scalars, in blocks (Unicode Standard Annex 11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
