import UnixSignals

/// What is played while somebody looks on.
enum DemoRun {
    /// Plays until it is over, somebody presses Ctrl-C, nobody reads any more, or what runs beside it has ended.
    ///
    /// - Returns: what came of it; nil when it was stopped before.
    static func play<Outcome: Sendable>(
        _ show: DemoShow, beside companion: (@Sendable () async throws -> Void)? = nil,
        _ act: @escaping @Sendable () async throws -> Outcome?
    ) async throws -> Outcome? {
        try await withThrowingTaskGroup(of: Outcome?.self) { group in
            if let companion {
                group.addTask {
                    try await companion()
                    return nil
                }
            }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) { break }
                return nil
            }
            group.addTask {
                await show.untilClosed()
                return nil
            }
            group.addTask {
                do {
                    return try await act()
                } catch  where Task.isCancelled {
                    // Whatever a thing that was stopped midway has to say is no error.
                    return nil
                }
            }
            var outcome = try await group.next() ?? nil
            group.cancelAll()
            while let other = try await group.next() { outcome = outcome ?? other }
            return outcome
        }
    }
}
