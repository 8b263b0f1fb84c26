import Foundation
import Identity
import Logging
import Orchestrator

/// What lets people and programs in at the admin listener: its certificate, who they are, the token for commands on this
/// machine, and the link for the first administrator.
struct AdminDoor: Sendable {
    let people: People
    /// Nil for plain HTTP.
    let certificate: ReloadedCertificate?
    private let configuration: Configuration
    private let local: LocalEntry
    private let logger: Logger

    init(_ configuration: Configuration, _ runner: StepRunner, _ logger: Logger) async throws {
        let random = SystemRandom()
        (self.configuration, self.logger) = (configuration, logger)
        local = LocalEntry(configuration, random, logger)
        people = People(
            runner: runner, hasher: ScryptPasswords(random: random), random: random, local: local.hash)
        certificate = try configuration.tls.map {
            try ReloadedCertificate(certificate: $0.certificate, key: $0.key, logger: logger)
        }
    }

    /// When it listens, and before that is said: prints the link for the first administrator while there is none.
    func open(port: Int) async {
        local.listens(port: port)
        do {
            guard let token = try await people.prepareSetup() else { return }
            let address = configuration.adminURL(port: port)
            let line = "set up the first administrator: \(address)/setup#\(token.text)\n"
            FileHandle.standardError.write(Data(line.utf8))
        } catch {
            logger.error("no link for the first administrator could be made", metadata: ["error": "\(error)"])
        }
    }
}
