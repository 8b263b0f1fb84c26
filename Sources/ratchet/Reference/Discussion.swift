import Foundation

/// What a verb's help says beyond its first line, in parts.
struct Discussion: Equatable {
    enum Part: Equatable {
        case prose(String)
        /// Commands, one an element; one that goes on in the next line has its line break.
        case examples([String])
    }

    let parts: [Part]

    /// Paragraphs stand apart by an empty line; one that begins with `Example:` or `Examples:` holds commands.
    init(_ text: String) {
        parts = text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { paragraph in
            let lines = paragraph.split(separator: "\n").map(String.init)
            guard let first = lines.first, first.hasPrefix("Example") else {
                return .prose(lines.map { $0.trimmed }.joined(separator: " "))
            }
            let one = first.trimmingPrefix("Examples:").trimmingPrefix("Example:")
            return .examples(Discussion.commands(([String(one)] + lines.dropFirst()).filter { !$0.trimmed.isEmpty }))
        }
    }

    var examples: [String] {
        parts.flatMap { part -> [String] in if case .examples(let commands) = part { commands } else { [] } }
    }

    /// A line that ends in a backslash goes on.
    private static func commands(_ lines: [String]) -> [String] {
        lines.reduce(into: []) { commands, line in
            if let last = commands.last, last.hasSuffix("\\") {
                commands[commands.count - 1] = "\(last)\n    \(line.trimmed)"
            } else {
                commands.append(line.trimmed)
            }
        }
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
