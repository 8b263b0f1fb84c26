import AdminAPI
import ArgumentParser
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Prints answers: JSON for programs, words for people.
enum Output {
    static func json(_ value: some Encodable) throws {
        try line(try encoded(value, [.prettyPrinted]))
    }

    /// JSON without a line break, for whoever reads line by line.
    static func jsonLine(_ value: some Encodable) throws -> String { try encoded(value, []) }

    private static func encoded(
        _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Whole lines, through a pager where they are more than the terminal shows at once.
    static func page(_ lines: [Line], _ display: DisplayOptions) throws {
        let canvas = display.canvas
        let text = lines.map { $0.painted(canvas.ink) + "\n" }.joined()
        if !display.noPager, let size = Terminal.size, lines.count >= size.rows, try Pager.show(text) { return }
        try write(text)
    }

    static func table(_ table: TextTable, under head: [Line] = [], empty: String, _ display: DisplayOptions) throws {
        let lines = table.lines(on: display.canvas)
        try page(head + (lines.isEmpty ? [Line(empty)] : lines), display)
    }

    static func line(_ text: String) throws { try write("\(text)\n") }

    /// Writes to standard output. Whoever stops reading, `| head`, has what they wanted: the command ends well.
    static func write(_ text: String) throws {
        signal(SIGPIPE, SIG_IGN)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { put($0.baseAddress, $0.count) }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno == EPIPE {
                throw ExitCode.success
            } else if errno != EINTR {
                throw CommandFailure(
                    .refused, "The answer can't be written to standard output: \(String(cString: strerror(errno))).")
            }
        }
    }

    private static func put(_ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(STDOUT_FILENO, bytes, count)
        #elseif canImport(Musl)
            Musl.write(STDOUT_FILENO, bytes, count)
        #endif
    }

    /// `2026-11-21 09:30` of `2026-11-21T09:30:00Z` or of a local time; what is cut off is the zone and seconds.
    static func time(_ text: String?) -> String? {
        text.map { String($0.prefix(16)).replacing("T", with: " ") }
    }

    /// `a, b and c`.
    static func list(_ words: [String], _ conjunction: String = "and") -> String {
        let start = words.dropLast().joined(separator: ", ")
        return [start, words.last ?? ""].filter { !$0.isEmpty }.joined(separator: " \(conjunction) ")
    }

    /// `1 device`, `3 devices`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? "\(one)s")"
    }
}

extension DeviceResource {
    /// What a person knows the device by.
    var title: String { name ?? serial ?? identifier }

    /// `26.3.1 (25D2128)`.
    var system: String? { osName.map { name in build.map { "\(name) (\($0))" } ?? name } }
}
