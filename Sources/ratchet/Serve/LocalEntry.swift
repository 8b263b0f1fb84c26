import Foundation
import LocalServer
import Logging
import Orchestrator
import Ports

/// Lets commands on this machine in: each start writes a new token into the data folder, before anybody reaches the listener.
///
/// Where it can't be written, because a disk is full or read-only, the one of the start before goes on: only the folder's owner
/// can read it either, and a server in trouble is one to look at. Without both the server goes on for everybody else.
struct LocalEntry: Sendable {
    private let configuration: Configuration
    private let token: BearerToken?
    private let logger: Logger

    /// What the server compares with; nil lets nobody in this way.
    var hash: Data? { token?.hash }

    init(_ configuration: Configuration, _ random: any RandomSource, _ logger: Logger) {
        (self.configuration, self.logger) = (configuration, logger)
        let new = BearerToken(.local, from: random)
        do {
            try LocalEntry.write(new, configuration, port: configuration.admin.port)
            token = new
        } catch {
            token = LocalEntry.kept(in: configuration.data)
            let what = token == nil ? "commands on this machine have to sign in" : "the local token stays as it was"
            logger.error("\(what), because a new one can't be written", metadata: ["error": "\(error)"])
        }
    }

    /// Where any port was wanted, only now it is known which.
    func listens(port: Int) {
        guard let token, configuration.admin.port != port else { return }
        do { try LocalEntry.write(token, configuration, port: port) } catch {
            logger.error("the local token can't be written", metadata: ["error": "\(error)"])
        }
    }

    private static func write(_ token: BearerToken, _ configuration: Configuration, port: Int) throws {
        try LocalToken(token: token.text, server: configuration.adminURL(port: port))
            .write(LocalToken.file(in: configuration.data))
    }

    /// The token of the start before, if nobody else could have read it.
    private static func kept(in data: URL) -> BearerToken? {
        let file = LocalToken.file(in: data)
        let mode = try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        guard let mode, mode.intValue & 0o077 == 0, let token = LocalToken(file).flatMap({ BearerToken($0.token) })
        else { return nil }
        return token.kind == .local ? token : nil
    }
}
