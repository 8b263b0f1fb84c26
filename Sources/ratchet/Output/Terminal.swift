import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Whoever reads what a command prints.
enum Terminal {
    /// True when there is a person to ask.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// True when somebody looks at what is printed.
    static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns to fill: the terminal's, between 80 and 200; 120 where the output is no terminal.
    static var width: Int { size.map { min(max($0.columns, 80), 200) } ?? 120 }

    /// What the terminal shows at once; nil where the output is no terminal, or one that does not say.
    static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard isOutput, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// A space at which no line is broken.
    static let noBreak = "\u{A0}"

    static func complain(_ text: String) {
        FileHandle.standardError.write(Data("\(printable(text))\n".utf8))
    }

    /// Asks on stderr, so that stdout can be piped. Anything but yes is no.
    static func ask(_ question: String) -> Bool {
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Text from a device or a person, without what a terminal would obey; line breaks stay.
    static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let category = scalar.properties.generalCategory
            return scalar != "\n" && (category == .control || category == .format) ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Each line of a text broken on its own, what follows in it as far in as it begins.
    static func wrapped(lines text: String, width: Int = min(Terminal.width, Canvas.widestText)) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }.count
            let head = String(line.prefix(indent))
            return head + wrapped(String(line.dropFirst(indent)), width: width - indent, indent: indent)
        }.joined(separator: "\n")
    }

    /// Lines of at most `width` columns, broken between words; all but the first begin with `indent` spaces. A no-break space
    /// is printed as a space.
    static func wrapped(
        _ text: String, width: Int = min(Terminal.width, Canvas.widestText), indent: Int = 0
    ) -> String {
        var (lines, line, filled) = ([String](), "", 0)
        for word in printable(text).split(separator: " ").map(String.init) {
            let (room, columns) = (lines.isEmpty ? width : width - indent, TextWidth.of(word))
            if filled > 0, filled + columns + 1 > room {
                lines.append(line)
                (line, filled) = ("", 0)
            }
            line += filled == 0 ? word : " \(word)"
            filled += columns + (filled == 0 ? 0 : 1)
        }
        lines.append(line)
        return lines.joined(separator: "\n\(String(repeating: " ", count: indent))").replacing(noBreak, with: " ")
    }
}
