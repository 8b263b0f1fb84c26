import Foundation
import RatchetCore
import Storage

/// Bodies of events and arguments of commands: small JSON with sorted keys.
enum EventBody {
    static func json(_ fields: [String: String?]) -> String {
        var writer = DocumentWriter()
        writer.object { writer in
            for (name, text) in fields.sorted(by: { $0.key < $1.key }) { writer.member(name, text) }
        }
        return writer.text
    }

    static func json(_ list: [String]) -> String {
        var writer = DocumentWriter()
        writer.array(list) { $0.string($1) }
        return writer.text
    }

    /// The fields of an event's body; none of one that has another shape.
    static func fields(_ json: String) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
    }

    static func strings(_ json: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
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
        case .inventory, .health, .backup, .driverCall: "appliance"
        case .person, .checkpoint: "admin"
        case .hop, .calendar: "service"
        }
    }
}
