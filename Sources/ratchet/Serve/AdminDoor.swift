import Foundation
import Identity
import LocalServer
import Logging
import Orchestrator

/// What lets people and programs in at the admin listener: its certificate, who they are, the token for commands on this
/// machine, and the link for the first administrator.
struct AdminDoor: Sendable {
    let people: People
    /// Nil for plain HTTP.
    let certificate: ReloadedCertificate?
    private let configuration: Configuration
    private let local: BearerToken
    private let logger: Logger

    init(_ configuration: Configuration, _ runner: StepRunner, _ logger: Logger) async throws {
        let random = SystemRandom()
        (self.configuration, self.logger) = (configuration, logger)
        local = BearerToken(.local, from: random)
        people = People(
            runner: runner, hasher: ScryptPasswords(random: random), random: random, local: local.hash)
        certificate = try configuration.tls.map {
            try ReloadedCertificate(certificate: $0.certificate, key: $0.key, logger: logger)
        }
    }

    /// Before it is said that the listener listens: writes the local token, and prints the link for the first administrator
    /// while there is none. Without them the server is as good as with them for everybody who is known, so it goes on.
    func open(port: Int) async {
        let address = configuration.adminURL(port: port)
        do {
            try LocalToken(token: local.text, server: address).write(LocalToken.file(in: configuration.data))
        } catch {
            logger.error(
                "commands on this machine have to sign in, because their token can't be written",
                metadata: ["error": "\(error)"])
        }
        do {
            guard let token = try await people.prepareSetup() else { return }
            let line = "set up the first administrator: \(address)/setup#\(token.text)\n"
            FileHandle.standardError.write(Data(line.utf8))
        } catch {
            logger.error("no link for the first administrator could be made", metadata: ["error": "\(error)"])
        }
    }
}
