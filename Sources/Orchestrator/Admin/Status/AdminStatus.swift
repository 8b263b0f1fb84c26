public import RatchetCore
import Storage

/// Where the catalog stands, as it is shown.
public struct CatalogSummary: Sendable, Equatable {
    public let revision: Int64
    /// Of the last good feed; empty before the first.
    public let sha256: String
    public let lastGoodAt: Instant?
    public let lastFetchAt: Instant?
    /// What was wrong with the last fetch; nil if it was good.
    public let lastProblem: String?

    init(_ status: CatalogStatus) {
        (revision, sha256) = (status.revision, status.sha256)
        (lastGoodAt, lastFetchAt, lastProblem) = (status.lastGoodAt, status.lastFetchAt, status.lastProblem)
    }
}

/// How the whole installation is.
public struct InstallationStatus: Sendable, Equatable {
    public struct Queue: Sendable, Equatable {
        /// `push`, `plan`.
        public let kind: String
        public let waiting: Int
        /// When the piece that is due first is or was due.
        public let firstDueAt: Instant
    }

    public let now: Instant
    public let devices: Int
    public let enrolments: [EnrolmentState: Int]
    /// Open enforcements.
    public let enforcements: [EnforcementState: Int]
    public let activePlans: Int
    public let catalog: CatalogSummary
    public let outbox: [Queue]
    public let unappliedReports: Int
    public let push: PushSummary
}

/// Requests of devices that were refused, counted by reason and subject.
public struct RefusalSummary: Sendable, Equatable {
    public let reason: String
    public let subject: String
    public let detail: String
    public let firstAt: Instant
    public let lastAt: Instant
    public let count: Int64
}

/// Steps about the installation as a whole.
public enum AdminStatus {
    public static func status() -> AdminReading<InstallationStatus> {
        { store, context in
            InstallationStatus(
                now: context.now, devices: try store.deviceCount(), enrolments: try store.enrolmentCounts(),
                enforcements: try store.openEnforcementCounts(),
                activePlans: try store.activePlanCount(),
                catalog: CatalogSummary(try store.catalogStatus()),
                outbox: try store.outboxCounts().map {
                    .init(kind: $0.kind, waiting: $0.waiting, firstDueAt: $0.firstDueAt)
                },
                unappliedReports: try store.unappliedReports(),
                push: PushSummary(try store.pushState(), now: context.now))
        }
    }

    /// Answers if the store does.
    public static func isReady() -> AdminReading<Bool> {
        { store, context in try store.catalogStatus().revision >= 0 }
    }

    public static func catalog() -> AdminReading<CatalogSummary> {
        { store, context in CatalogSummary(try store.catalogStatus()) }
    }

    /// The newest first.
    public static func refusals(limit: Int) -> AdminReading<[RefusalSummary]> {
        { store, context in
            try store.refusals(limit: min(max(limit, 1), AdminLimits.page)).map {
                RefusalSummary(
                    reason: $0.reason, subject: $0.subject, detail: $0.detail, firstAt: $0.firstAt, lastAt: $0.lastAt,
                    count: $0.count)
            }
        }
    }
}
