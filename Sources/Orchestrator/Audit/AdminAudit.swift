public import RatchetCore
import Storage

/// Steps about the audit log.
public enum AdminAudit {
    /// The lines after a place, in order.
    public static func list(after position: Int64, limit: Int) -> AdminReading<[ChainedLine]> {
        { store, _ in try store.auditLines(after: position, limit: min(max(limit, 1), AdminLimits.page)) }
    }

    /// Where the chain ends now.
    public static func head() -> AdminReading<AuditChain.Head> {
        { store, _ in
            try store.auditHead().map { AuditChain.Head(position: $0.position, link: $0.link) } ?? .start
        }
    }
}
