import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A place on the terminal that is drawn over and over, line by line, without flicker: only what changed is written.
struct Screen {
    private var shown: [String] = []

    /// True when there is a terminal that can be drawn on.
    static var isThere: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"].map { $0 != "dumb" } ?? false
    }

    /// What takes the terminal from the picture that is there to this one; the cursor ends below it.
    mutating func update(to lines: [String]) -> String {
        var text = shown.isEmpty ? "" : "\u{1B}[\(shown.count)F"
        for (index, line) in lines.enumerated() {
            // The next line, or this one anew.
            text += index < shown.count && shown[index] == line ? "\n" : "\u{1B}[2K\(line)\n"
        }
        if lines.count < shown.count { text += "\u{1B}[0J" }
        shown = lines
        return text
    }
}
