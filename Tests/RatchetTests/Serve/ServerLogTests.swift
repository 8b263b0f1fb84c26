import Logging
import Testing

@testable import ratchet

@Suite("The server's log")
struct ServerLogTests {
    private func level(_ level: Logger.Level, _ message: Logger.Message, from source: String) -> Logger.Level {
        ServerLog.level(
            of: LogEvent(
                level: level, message: message, metadata: nil, source: source, file: "", function: "", line: 1))
    }

    @Test func `what the HTTP library says of its coming and going is for who looks for faults in it`() {
        #expect(level(.info, "Server started and listening on 127.0.0.1:1", from: "HummingbirdCore") == .debug)
        #expect(level(.error, "Waiting on child channel: CancellationError()", from: "HummingbirdCore") == .debug)
        #expect(level(.error, "Server channel error", from: "HummingbirdCore") == .error)
        #expect(level(.trace, "x", from: "HummingbirdCore") == .trace)
        #expect(level(.info, "a device's message was refused", from: "DeviceEndpoint") == .info)
    }
}
