/// Waiting for something outside that tells nobody when it has happened.
enum Patience {
    /// False when it had not come true in time.
    @discardableResult
    static func wait(
        atMost limit: Duration, pause: Duration = .milliseconds(20), until isTrue: () async throws -> Bool
    ) async rethrows -> Bool {
        let end = ContinuousClock.now + limit
        while try await !isTrue() {
            guard ContinuousClock.now < end, !Task.isCancelled else { return false }
            try? await Task.sleep(for: pause)
        }
        return true
    }
}
