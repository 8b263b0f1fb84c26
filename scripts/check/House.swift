import Foundation

/// Where a house rule does not hold, and why: the list in `exceptions.txt`.
struct ExceptionList {
    private var granted: Set<String> = []

    init(_ file: RuleFile) throws {
        for line in file.lines {
            let words = line.text.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3, HouseRule(rawValue: words[0]) != nil else {
                let rules = HouseRule.allCases.map(\.rawValue).joined(separator: ", ")
                throw file.broken(line, "expected `rule path reason`, with a rule of \(rules)")
            }
            granted.insert("\(words[0]) \(words[1])")
        }
    }

    func covers(_ rule: HouseRule, _ path: String) -> Bool {
        granted.contains("\(rule.rawValue) \(path)")
    }

    /// Exceptions that nothing needs any more.
    func stale(used: Set<String>) -> [String] {
        granted.subtracting(used).sorted()
    }
}

enum HouseRule: String, CaseIterable {
    case longFile = "long-file"
    case traps = "traps"
    case unchecked = "unchecked"
    case machine = "machine"
    case deadLink = "dead-link"

    var wayOut: String {
        switch self {
        case .longFile: "split it by concept, or say in scripts/check/exceptions.txt why it is one thing"
        case .traps: "throw an error or record a rejection: what comes from a machine or a disk never ends the server"
        case .unchecked: "let the compiler prove it, or say in scripts/check/exceptions.txt what proves it instead"
        case .machine: "use a relative path, a setting, or a name that every machine has"
        case .deadLink: "write the page, or mend the path"
        }
    }
}

/// Habits that neither the compiler nor the formatter keeps.
struct HouseCheck {
    static let longestFile = 350

    private static let traps = ["try!", "as!", "not:func fatalError"].map(TokenPattern.init)
    private static let unchecked = ["nonisolated ( unsafe )", "@ unchecked"].map(TokenPattern.init)
    /// Paths of one machine, and hosts that only hand out packages: neither is the same where somebody else builds.
    private static let machine = [
        #"(?<![\w.~-])/(work|root|Users|home/[a-z]\w*|mnt|private)/"#,
        #"https?://([\w-]+\.)*(registry|registries|mirrors?|proxy|artifactory|nexus|pypi|npm|npmjs|deb|crates)\.(?!example)"#,
    ]

    let exceptions: ExceptionList
    let tree: SourceTree

    func run(into report: inout Report) throws {
        var used: Set<String> = []
        let machine = try Self.machine.map { try NSRegularExpression(pattern: $0) }
        for file in tree.files {
            for (rule, line, text) in faults(in: file, machine) {
                if exceptions.covers(rule, file.path) {
                    used.insert("\(rule.rawValue) \(file.path)")
                } else {
                    report.add(
                        Fault(group: .house, file: file.path, line: line, text: text, wayOut: rule.wayOut))
                }
            }
        }
        for exception in exceptions.stale(used: used) {
            report.add(
                Fault(
                    group: .house, file: "scripts/check/exceptions.txt", line: nil,
                    text: "nothing needs `\(exception)` any more", wayOut: "remove the line"))
        }
    }

    private func faults(in file: SourceTree.File, _ machine: [NSRegularExpression]) -> [(HouseRule, Int?, String)] {
        var faults: [(HouseRule, Int?, String)] = []
        if file.isSwift, file.path.hasPrefix("Sources/") {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            if lines > Self.longestFile {
                faults.append((.longFile, nil, "\(lines) lines, the longest allowed is \(Self.longestFile)"))
            }
            faults += found(Self.traps, in: file).map { (.traps, $0, "`\($1)` ends the process") }
        }
        if file.isSwift {
            faults += found(Self.unchecked, in: file).map { (.unchecked, $0, "`\($1)` is a promise, not a proof") }
        }
        faults += deadLinks(in: file)
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = String(line)
            let range = NSRange(text.startIndex..., in: text)
            for expression in machine {
                if let match = expression.firstMatch(in: text, range: range), let place = Range(match.range, in: text) {
                    faults.append((.machine, index + 1, "`\(text[place])` names one machine"))
                }
            }
        }
        return faults
    }

    /// Links of a page, and pages that a comment names, must be there.
    private func deadLinks(in file: SourceTree.File) -> [(HouseRule, Int?, String)] {
        let isPage = file.path.hasSuffix(".md")
        guard isPage || file.isSwift else { return [] }
        let folder = file.path.split(separator: "/").dropLast()
        var faults: [(HouseRule, Int?, String)] = []
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let linked = isPage ? line.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/).map { (folder, $0.output.1) } : []
            let named = line.matches(of: /docs\/[\w\/.-]+\.(md|svg)\b/).map { (folder.prefix(0), $0.output.0) }
            let missing = (linked + named).map { tree.resolve($1, from: Array($0)) }.filter { !tree.contains($0) }
            for path in Set(missing).sorted() {
                faults.append((.deadLink, index + 1, "there is no \(path)"))
            }
        }
        return faults
    }

    private func found(_ patterns: [TokenPattern], in file: SourceTree.File) -> [(Int, String)] {
        let tokens = file.tokens
        return tokens.indices.flatMap { index in
            patterns.filter { $0.matches(tokens, at: index) }.map { (tokens[index].line, $0.found(tokens, at: index)) }
        }
    }
}
