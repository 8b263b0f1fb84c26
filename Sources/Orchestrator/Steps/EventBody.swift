import Foundation
import RatchetCore

/// Bodies of events and arguments of commands: small JSON with sorted keys.
enum EventBody {
    static func json(_ fields: [String: String?]) -> String { encode(fields.compactMapValues(\.self)) }
    static func json(_ list: [String]) -> String { encode(list) }

    /// The fields of an event's body; none of one that has another shape.
    static func fields(_ json: String) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
    }

    static func strings(_ json: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
    }

    private static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension Evidence {
    var body: [String: String] { ["evidence": kind.rawValue, "ref": ref] }
}

extension Evidence.Kind {
    /// Who brought the evidence.
    var actor: String {
        switch self {
        case .statusReport, .commandResult, .checkIn, .declarationFetch: "device"
        case .feed: "lookup"
        case .plan, .timer: "service"
        case .push: "push"
        }
    }
}
