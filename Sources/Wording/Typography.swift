/// Gives a template the punctuation of its language, so that whoever writes a sentence can type plain spaces and plain
/// apostrophes. What stands between backquotes, such as a command, stays as it is; values are filled in afterwards and
/// are never touched.
enum Typography {
    /// Never broken at the end of a line.
    static let noBreakSpace = "\u{A0}"
    static let apostrophe = "’"

    /// No-break spaces before `: ; ? !` and inside `« »`; typographic apostrophes.
    static func french(_ template: String) -> String {
        outsideOfCode(template) { text in
            var text = text.replacing("'", with: apostrophe)
            for mark in [":", ";", "?", "!", "»"] { text = text.replacing(" \(mark)", with: "\(noBreakSpace)\(mark)") }
            return text.replacing("« ", with: "«\(noBreakSpace)")
        }
    }

    /// Typographic apostrophes.
    static func italian(_ template: String) -> String {
        outsideOfCode(template) { $0.replacing("'", with: apostrophe) }
    }

    private static func outsideOfCode(_ template: String, _ set: (String) -> String) -> String {
        let parts = template.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().map { $0.offset.isMultiple(of: 2) ? set($0.element) : $0.element }
            .joined(separator: "`")
    }
}
