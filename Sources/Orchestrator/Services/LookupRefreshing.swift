public import RatchetCore

/// Whoever asks the lookup service at once when a person wants it.
public protocol LookupRefreshing: Sendable {
    /// Fetches the feed now and takes it in. A fetch that brought nothing usable is an outcome, not an error.
    ///
    /// - Parameters:
    ///   - reason: why a feed is believed that has lost more than one may lose by mistake; nil believes none.
    ///   - actor: who asked for it.
    /// - Throws: `AdminProblem` for a reason that says nothing.
    func refreshNow(believingBecause reason: String?, by actor: AuditActor) async throws -> RefreshOutcome
}

/// What came of asking the lookup service.
public struct RefreshOutcome: Sendable, Equatable {
    public enum Outcome: String, Sendable, Equatable {
        /// The feed had changed and was taken in.
        case imported
        /// The feed is the one that we have.
        case unchanged
        /// The feed could not be fetched or read; the catalog stands as it was.
        case failed
    }

    public let outcome: Outcome
    /// How many rows the feed has; 0 where it brought none.
    public let rows: Int
    /// What was wrong, in words for a person.
    public let problem: String?

    public init(_ outcome: Outcome, rows: Int = 0, problem: String? = nil) {
        (self.outcome, self.rows, self.problem) = (outcome, rows, problem)
    }
}

extension LookupRefreshing {
    /// The same for the server itself.
    public func refreshNow(believingBecause reason: String?) async throws -> RefreshOutcome {
        try await refreshNow(believingBecause: reason, by: .service)
    }
}
