import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore

/// The same HTTP stack, set up as the server sets it up, with a handler that reads the body and does nothing more: what
/// everything else is compared with.
struct DoNothingServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "do-nothing", shouldDisplay: false)
    private static let largestBody = 8 * 1024 * 1024

    func run() async throws {
        let router = Router()
        for path in ["/mdm/checkin", "/mdm/connect"] {
            router.put(RouterPath(path)) { request, _ in
                _ = try await request.body.collect(upTo: DoNothingServer.largestBody)
                return Response(status: .ok, headers: [.contentLength: "0"])
            }
        }
        var logger = Logger(label: "do-nothing")
        logger.logLevel = .error
        let application = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                FileHandle.standardOutput.write(Data("listening devices http://127.0.0.1:\(port)\n".utf8))
            }, logger: logger)
        try await application.runService()
    }
}
