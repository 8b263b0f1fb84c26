import Logging

/// Keeps the state file up to date: after changes, at most about once a second, a large fleet less often, and at the
/// end.
struct FleetStateWriter: Sendable {
    let fleet: SimulatedFleet

    /// Writes until the task is cancelled. A full disk is logged and tried again.
    func run() async {
        guard let path = fleet.configuration.stateFile else { return }
        var written = -1
        while !Task.isCancelled {
            let changes = fleet.bulletin.changes
            let clock = ContinuousClock()
            let started = clock.now
            if changes != written {
                do {
                    try await fleet.state().save(path)
                    written = changes
                } catch {
                    fleet.logger.error("state file not written", metadata: ["error": "\(error)"])
                }
            }
            // A large fleet takes a while to write: no more than a twentieth of the time goes to that.
            try? await clock.sleep(for: max(.seconds(1), (clock.now - started) * 19))
        }
    }

    func finish() async throws {
        guard let path = fleet.configuration.stateFile else { return }
        try await fleet.state().save(path)
    }
}
