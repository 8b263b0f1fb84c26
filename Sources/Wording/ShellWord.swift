/// Names in commands that people copy into a shell.
public enum ShellWord {
    /// A text as a shell takes it for one word: as it is where every character is plain there, else in single quotes.
    public static func quoted(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "._-/:@%+=,".contains($0) }
        return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
    }
}
