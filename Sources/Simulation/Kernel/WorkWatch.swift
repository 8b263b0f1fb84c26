import RatchetCore

/// When each kind of work is looked at next, in one life of a server: soon when its worker was woken, else within the half minute that a
/// worker sleeps at most after something is due.
struct WorkWatch {
    private var planned: [String: Instant] = [:]
    /// The clock or the process has begun anew.
    private(set) var mustLook = true

    /// What work is to be looked for from now on, and when.
    ///
    /// - Parameter clockError: how far the server's clock is off.
    mutating func plan(_ server: SimulatedServer, at now: Instant, clockError: Duration) -> [(
        kind: String, at: Instant
    )] {
        mustLook = false
        let wakes = server.takeWakes()
        return server.dueWork().compactMap { kind, due in
            let moment = max(now, due - clockError)
            let isWoken = wakes.contains(kind) && moment == now
            let at = moment + (isWoken ? .milliseconds(1) : .seconds(15))
            if let planned = planned[kind], planned <= at { return nil }
            planned[kind] = at
            return (kind, at)
        }
    }

    /// Whether this is the moment that was planned last: one that a nearer took the place of is void.
    mutating func begins(_ kind: String, at now: Instant) -> Bool {
        guard planned[kind] == now else { return false }
        planned[kind] = nil
        return true
    }

    mutating func restart() { self = WorkWatch() }
}
