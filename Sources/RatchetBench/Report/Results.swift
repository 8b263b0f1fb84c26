import Foundation

/// Everything that was measured, for programs.
struct Results: Encodable {
    /// A part, in nanoseconds.
    struct Part: Encodable {
        let name: String
        let unit: String
        let units: Int
        let best: Double
        let median: Double
        let processor: Double
        let result: Int
    }

    let at = Date().formatted(.iso8601)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var parts: [Part] = []
    var growth: Double?
    var requests: [EndpointFigures] = []

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try encoder.encode(self).write(to: file)
    }
}
