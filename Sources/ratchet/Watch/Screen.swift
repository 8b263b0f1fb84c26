import Foundation

/// A place at the end of the terminal that is drawn over and over, line by line, without flicker: only what changed is
/// written, the cursor rests below it, and nothing has to be put right when the program ends.
struct Screen {
    private var shown: [String] = []
    private var size: (columns: Int, rows: Int)?

    /// True when there is a terminal that can be drawn on.
    static var isThere: Bool {
        Terminal.isOutput && ProcessInfo.processInfo.environment["TERM"].map { $0 != "dumb" } ?? false
    }

    /// What takes standard output to this picture, in its colours.
    mutating func draw(_ picture: [Line]) -> String {
        update(to: picture.map { $0.painted(Canvas.output().ink) }, size: Terminal.size)
    }

    /// What takes the terminal from the picture that is there to this one.
    ///
    /// - Parameter size: of the terminal now. Where it is another than before, lines may stand anywhere: all is cleared.
    mutating func update(to lines: [String], size: (columns: Int, rows: Int)? = nil) -> String {
        let isResized = self.size.map { old in size.map { $0 != old } ?? false } ?? false
        self.size = size
        if isResized, !shown.isEmpty {
            shown = lines
            return "\u{1B}[2J\u{1B}[H" + lines.map { "\($0)\n" }.joined()
        }
        var text = shown.isEmpty ? "" : "\u{1B}[\(shown.count)F"
        for (index, line) in lines.enumerated() {
            // The next line, or this one anew.
            text += index < shown.count && shown[index] == line ? "\n" : "\u{1B}[2K\(line)\n"
        }
        if lines.count < shown.count { text += "\u{1B}[0J" }
        shown = lines
        return text
    }

    /// Lines that stay, above the picture.
    mutating func say(_ lines: [String]) -> String {
        let picture = shown
        shown = []
        let start = picture.isEmpty ? "" : "\u{1B}[\(picture.count)F\u{1B}[0J"
        return start + lines.map { "\($0)\n" }.joined() + update(to: picture, size: size)
    }
}
