extension String {
    /// The text with U+FFFD for U+0000: stores and C libraries end a text there, so none is let in.
    package func replacingNUL() -> String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}
