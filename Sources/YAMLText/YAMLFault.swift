/// One thing that is wrong with a file, and where.
public struct YAMLFault: Sendable, Equatable, CustomStringConvertible {
    /// From 1; nil where it is the file as a whole.
    public let line: Int?
    /// As in `YAMLValue`.
    public let path: String
    /// What is wrong and what to do, as it continues after the path: `"Europe/Berln" is no zone; ...`.
    public let problem: String

    public init(line: Int?, path: String = "", _ problem: String) {
        (self.line, self.path, self.problem) = (line, path, problem)
    }

    /// `line 12: calendars.nights.zone: ...`
    public var description: String {
        [line.map { "line \($0)" } ?? "", path, problem].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

/// Everything that is wrong with a file, in the order of its lines.
public struct YAMLFaults: Error, Equatable, CustomStringConvertible {
    public let faults: [YAMLFault]

    public init(_ faults: [YAMLFault]) {
        self.faults = faults.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(\.element)
    }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
