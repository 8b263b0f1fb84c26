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

    /// Columns to fill: the terminal's, between 80 and 120; 120 where the output is no terminal.
    static var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return 120 }
        return min(max(Int(size.ws_col), 80), 120)
    }

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

    /// Lines of at most `width` columns, broken between words; all but the first begin with `indent` spaces.
    static func wrapped(_ text: String, width: Int = Terminal.width, indent: Int = 0) -> String {
        var (lines, line) = ([String](), "")
        for word in printable(text).split(separator: " ") {
            let room = lines.isEmpty ? width : width - indent
            if !line.isEmpty, line.count + word.count + 1 > room {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
        return lines.joined(separator: "\n\(String(repeating: " ", count: indent))")
    }
}
