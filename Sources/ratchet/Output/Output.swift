import AdminAPI
import Foundation

/// Prints answers: JSON for programs, words for people.
enum Output {
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    static func table(_ table: TextTable, empty: String) {
        let lines = table.lines()
        print(lines.isEmpty ? empty : lines.joined(separator: "\n"))
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
