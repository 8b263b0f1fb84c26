import Foundation

/// A rule file: lines of text, `#` starts a comment, blank lines are nothing.
struct RuleFile {
    struct Line {
        var number: Int
        var text: String
    }

    var path: String
    var lines: [Line]

    init(folder: URL, name: String) throws {
        path = folder.appending(path: name).path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let text = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            return text.isEmpty ? nil : Line(number: index + 1, text: text)
        }
    }

    func broken(_ line: Line, _ why: String) -> CheckError {
        CheckError(text: "\(path):\(line.number): \(why)")
    }
}

/// The check itself cannot be made; this is not a fault of the house.
struct CheckError: Error {
    var text: String
}

/// A name, or the beginning or the end of one (`NIO*`, `*Tests`).
struct NamePattern {
    var text: String

    func matches(_ name: String) -> Bool {
        if text.hasSuffix("*") { return name.hasPrefix(text.dropLast()) }
        if text.hasPrefix("*") { return name.hasSuffix(text.dropFirst()) }
        return name == text
    }
}
