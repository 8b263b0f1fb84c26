import AdminAPI
import RatchetCore

/// What happened, for people who look on.
enum EventWords {
    /// Nil for what is of no interest while one looks on: tokens, inventories, every push.
    static func words(for event: EventResource) -> String? {
        let body = event.body
        switch event.type {
        case "enforcement.moved":
            return body["to"].flatMap(EnforcementState.init(rawValue:)).flatMap {
                words(for: $0, of: body["target"] ?? "its update")
            }
        case "enforcement.stalled": return "no news for long while \(body["state"] ?? "on its way")"
        case "device.enrolled": return "enrolled"
        case "device.checked-out": return "left the management"
        case "feed.changed": return "Apple lists \(body["new"] ?? "new releases")"
        case "feed.believed": return "a list that lost much was taken in: \(body["because"] ?? "")"
        case "push.stopped": return "the push service refuses our certificate: \(body["reason"] ?? "")"
        case "push.resumed": return "pushes are sent again"
        case "push.certificate-taken": return "another push certificate is in use"
        case "push.certificate-expiring": return "the push certificate expires in \(body["days"] ?? "a few") days"
        case "push.many-refused": return "the push service refuses many tokens: is it the right certificate?"
        case "plan.created": return "plan \(body["number"] ?? ""), \(body["name"] ?? ""), was made"
        case "plan.cancelled": return "plan \(body["number"] ?? ""), \(body["name"] ?? ""), was cancelled"
        case "report.unapplied": return "a report of it could not be applied"
        case "declaration.lost": return "lost its declaration"
        case "bootstrap-token.read": return "fetched its bootstrap token"
        default: return nil
        }
    }

    private static func words(for state: EnforcementState, of target: String) -> String? {
        switch state {
        case .planned, .closed: nil
        case .offered: "\(target) is offered"
        case .unreachable: "nothing is heard of it"
        case .delivered: "has the declaration of \(target)"
        case .accepted: "accepts \(target)"
        case .waiting: "waits to download \(target)"
        case .downloading: "downloads \(target)"
        case .prepared: "\(target) is ready, its user is told"
        case .pastDue: "overdue with \(target)"
        case .installing: "installs \(target)"
        case .installingSilent: "silent while it installs \(target)"
        case .failing: "an attempt at \(target) failed, it tries again"
        case .blocked: "blocked: failed too often at \(target)"
        case .rejected: "refuses the declaration of \(target)"
        case .satisfied: "says that it runs \(target), which is being checked"
        case .done: "done, it runs \(target)"
        case .withdrawn: "\(target) is withdrawn"
        }
    }
}
