import Hummingbird
import Logging
import ServiceLifecycle

extension ApplicationProtocol {
    /// How long requests that are under way may take to end.
    private static var farewell: Duration { .seconds(2) }

    /// Serves until the task is cancelled, and then ends in good order.
    ///
    /// The server's own task is never cancelled: it would drop connections that it has accepted and not begun to serve, and
    /// NIO ends the whole process for that ("Deinited NIOAsyncWriter without calling finish()", swift-nio issue 2637).
    package func runUntilCancelled() async throws {
        var configuration = ServiceGroupConfiguration(services: [self], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.farewell
        let group = ServiceGroup(configuration: configuration)
        let serving = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }
}
