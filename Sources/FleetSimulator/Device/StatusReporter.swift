import AppleDDM

/// A report ready to be sent, with what the server has confirmed once it answers 200.
struct StatusDraft: Equatable, Sendable {
    let values: [String: JSONValue]
    /// Subscribed items that the device does not have.
    let missing: [String]
    let isFull: Bool
    /// Whether the system knows the key `FullReport`.
    var namesFullReport = true
    /// Whether it was sent before.
    var isCopy = false
}

/// Which items a report carries (reference 2.3): only what differs from what the server has confirmed, or everything.
struct StatusReporter: Sendable {
    /// Every item the device has, with its value at the moment.
    let values: [String: JSONValue]
    let subscriptions: Set<String>
    let namesFullReport: Bool

    /// Reported without being asked for.
    static let implicit = "management."

    /// Nothing, if there is nothing to tell.
    func draft(full: Bool, _ state: DeclarativeState) -> StatusDraft? {
        let wanted = values.filter { subscriptions.contains($0.key) || $0.key.hasPrefix(StatusReporter.implicit) }
        let missing = subscriptions.filter { values[$0] == nil }
        if full {
            return StatusDraft(
                values: wanted, missing: missing.sorted(), isFull: true, namesFullReport: namesFullReport)
        }
        let changed = wanted.filter { state.confirmed[$0.key] != $0.value }
        let unsaid = missing.subtracting(state.confirmedMissing)
        guard !changed.isEmpty || !unsaid.isEmpty else { return nil }
        return StatusDraft(
            values: changed, missing: unsaid.sorted(), isFull: false, namesFullReport: namesFullReport)
    }
}

extension DeclarativeState {
    /// The server has answered 200.
    mutating func confirm(_ draft: StatusDraft) {
        reportsSent += 1
        if draft.isFull {
            confirmed = draft.values
            confirmedMissing = Set(draft.missing)
        } else {
            confirmed.merge(draft.values) { $1 }
            confirmedMissing.formUnion(draft.missing)
        }
    }

    /// What is no longer subscribed to is told again when it is subscribed to again.
    mutating func forget(except subscriptions: Set<String>) {
        confirmed = confirmed.filter {
            subscriptions.contains($0.key) || $0.key.hasPrefix(StatusReporter.implicit)
        }
        confirmedMissing.formIntersection(subscriptions)
    }
}
