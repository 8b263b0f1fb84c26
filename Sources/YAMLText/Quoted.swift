/// Words from a file, as they may stand in a sentence: short, on one line, and nothing that moves a terminal's cursor.
public enum Quoted {
    /// In quotes.
    public static func text(_ text: String) -> String { "\"\(plain(text))\"" }

    /// A key as it stands in a path.
    static func key(_ key: String) -> String { plain(key) }

    /// A key that looks like one. What looks otherwise is a value in the wrong place, and may be a secret.
    static func key(among keys: [String]) -> String {
        guard let key = keys.first, key.wholeMatch(of: #/[A-Za-z.]{1,64}/#) != nil else { return "a key" }
        return "the key \(text(key))"
    }

    private static func plain(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(longest) {
            shown.unicodeScalars.append(isShown(scalar) ? scalar : "?")
        }
        return text.unicodeScalars.dropFirst(longest).isEmpty ? shown : shown + "..."
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }

    private static let longest = 64
}
