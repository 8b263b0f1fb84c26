import AdminAPI
import AsyncHTTPClient
import Foundation
import NIOCore

/// Everything that happens from one place of the server's event stream on, once and in order, across connections that break.
struct EventTail: Sendable {
    let client: AdminClient
    /// From a broken connection to the next one.
    private static let pause: Duration = .seconds(1)

    /// Until the task is cancelled.
    func follow(after position: Int64, _ happened: @Sendable (StreamedEventResource) async -> Void) async {
        var position = position
        while !Task.isCancelled {
            do {
                try await read(after: &position, happened)
            } catch {
                // The next connection goes on where this one broke.
            }
            do { try await Task.sleep(for: EventTail.pause) } catch { return }
        }
    }

    private func read(
        after position: inout Int64, _ happened: @Sendable (StreamedEventResource) async -> Void
    ) async throws {
        var messages = ServerSentEvents()
        for try await piece in try await client.stream(["events"], ["after": String(position)]) {
            for message in messages.take(piece.readableBytesView) {
                let event = try JSONDecoder().decode(StreamedEventResource.self, from: Data(message))
                guard event.position > position else { continue }
                position = event.position
                await happened(event)
            }
        }
    }
}
