public import Foundation

/// What an operator's executable reads and prints (docs/drivers.md), written apart from the server's own reading of it.
public struct ApplianceWire: Sendable {
    /// The appliance's id.
    public let appliance: String
    public let call: String
    public let order: ApplianceOrder

    /// Reads a request.
    public init(_ request: Data) throws {
        let request = try JSONDecoder().decode(Request.self, from: request)
        (appliance, call) = (request.appliance.id, request.call)
        guard let order = request.order else {
            throw FleetError(.badRequest, "the request has no \(request.verb) that can be done")
        }
        self.order = order
    }

    private struct Request: Decodable {
        let verb, call: String
        let appliance: Appliance
        let package: Package?
        let backup: Backup?

        struct Appliance: Decodable { let id: String }
        struct Package: Decodable { let id: String }
        struct Backup: Decodable { let reference: String }

        var order: ApplianceOrder? {
            switch verb {
            case "inventory": .inventory
            case "health": .health
            case "backup": .backup
            case "export-certificate": .exportCertificate
            case "support-bundle": .supportBundle
            case "stage": package.map { .stage(package: $0.id) }
            case "install": package.map { .install(package: $0.id) }
            case "restore": backup.map { .restore(backup: $0.reference) }
            default: nil
            }
        }
    }

    /// All verbs, as executables are named.
    public static let verbs = [
        "inventory", "health", "backup", "export-certificate", "stage", "install", "restore", "support-bundle",
    ]

    /// A line that says how far it is.
    public static func progress(_ fraction: Double, _ message: String) -> String {
        line(["progress": (fraction * 100).rounded() / 100, "message": message])
    }

    /// A line that answers, or nothing where nothing is heard.
    public static func line(_ reply: ApplianceReply) -> String? {
        switch reply {
        case .inventory(let report): line(fields(of: report))
        case .health(let condition): line(fields(of: condition))
        case .backup(let reference, let sha256, let bytes):
            line(["reference": reference, "sha256": sha256, "bytes": bytes, "verified": true])
        case .certificate(let reference, let fingerprint):
            line(["reference": reference, "fingerprint": fingerprint, "privateKey": true])
        case .staged(let sha256): line(["staged": true, "sha256": sha256])
        case .installed: line(["installed": true])
        case .restored: line(["restored": true])
        case .supportBundle(let reference): line(["reference": reference])
        case .error(let words): line(["error": words])
        case .garbled: "\u{1}\u{2} {{{ not what it was"
        case .silence: nil
        }
    }

    private static func fields(of report: ApplianceReport) -> [String: Any] {
        var fields: [String: Any] = [
            "base": report.base, "product": report.product, "installed": report.installed, "digests": report.digests,
            "activity": report.installing == nil ? "idle" : "installing",
        ]
        fields["installing"] = report.installing
        fields["available"] = report.available.map { offer in
            var fields: [String: Any] = ["id": offer.id, "blocked": offer.refusal != nil]
            fields["reason"] = offer.refusal
            return fields
        }
        return fields
    }

    private static func fields(of condition: ApplianceCondition) -> [String: Any] {
        [
            "alarms": condition.alarms, "freeBytes": condition.freeBytes, "neededBytes": condition.neededBytes,
            "sessions": condition.sessions, "users": condition.users,
            "configurationChangedAt": condition.configurationChangedAt.ISO8601Format(),
        ]
    }

    private static func line(_ fields: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
