import CrashTest
import Foundation

/// Prints how the crash test is doing: one line that moves on a terminal, lines where it is none, JSON for programs.
struct CrashTestPrinter: Sendable {
    let isJSON: Bool
    private let movesLine = isatty(STDERR_FILENO) == 1

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// What happens at the moment: on standard error, so that the table can be kept.
    func tell(_ text: String) {
        write(movesLine ? "\r\u{1B}[K\(text)" : "\(text)\n", to: .standardError)
    }

    /// One run is over.
    func say(_ result: RunResult) {
        if movesLine { write("\r\u{1B}[K", to: .standardError) }
        guard isJSON else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let line = try? encoder.encode(result) {
            write(String(decoding: line, as: UTF8.self) + "\n", to: .standardOutput)
        }
    }

    /// All are: the table, and whatever was lost.
    func end(_ results: [RunResult]) {
        if isJSON { return }
        for line in CrashTestTable(results).lines { write("\(line)\n", to: .standardOutput) }
    }

    private func write(_ text: String, to handle: FileHandle) { try? handle.write(contentsOf: Data(text.utf8)) }
}
