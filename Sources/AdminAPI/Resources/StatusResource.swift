import Orchestrator
import RatchetCore

/// How the whole installation is.
public struct StatusResource: Codable, Sendable, Equatable {
    public struct Devices: Codable, Sendable, Equatable {
        public var total: Int
        /// By state of the enrolment.
        public var enrolment: [String: Int]
    }

    public struct Queue: Codable, Sendable, Equatable {
        /// `push`, `plan`.
        public var kind: String
        public var waiting: Int
        public var firstDueAt: String
    }

    public var time: String
    public var devices: Devices
    /// Open ones, by state.
    public var enforcements: [String: Int]
    public var activePlans: Int
    public var catalog: CatalogResource
    public var outbox: [Queue]
    public var unappliedReports: Int
    public var push: PushResource
}

/// Requests of devices that were refused, counted by reason and subject.
public struct RefusalResource: Codable, Sendable, Equatable {
    public var reason: String
    public var subject: String
    public var detail: String
    public var firstAt: String
    public var lastAt: String
    public var count: Int64
}

public struct RefusalListResource: Codable, Sendable, Equatable {
    public var refusals: [RefusalResource]
}

extension StatusResource {
    init(_ status: InstallationStatus) {
        self.init(
            time: status.now.description,
            devices: Devices(
                total: status.devices,
                enrolment: Dictionary(uniqueKeysWithValues: status.enrolments.map { ($0.key.rawValue, $0.value) })),
            enforcements: Dictionary(uniqueKeysWithValues: status.enforcements.map { ($0.key.rawValue, $0.value) }),
            activePlans: status.activePlans, catalog: CatalogResource(status.catalog),
            outbox: status.outbox.map {
                Queue(kind: $0.kind, waiting: $0.waiting, firstDueAt: $0.firstDueAt.description)
            },
            unappliedReports: status.unappliedReports, push: PushResource(status.push))
    }
}

extension RefusalResource {
    init(_ refusal: RefusalSummary) {
        self.init(
            reason: refusal.reason, subject: refusal.subject, detail: refusal.detail,
            firstAt: refusal.firstAt.description, lastAt: refusal.lastAt.description, count: refusal.count)
    }
}
