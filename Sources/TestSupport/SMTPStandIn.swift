import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server on the loopback (RFC 5321) that keeps what it is given, for as long as a test needs it.
public final class SMTPStandIn: Sendable {
    /// How it treats whoever comes.
    public struct Manners: Sendable {
        public enum Encryption: Sendable { case none, fromTheBeginning, onRequest }

        public var encryption = Encryption.none
        /// PEM of its certificate and key, one after the other.
        public var identity = ""
        /// Who may sign in, and with what; nil offers no signing in.
        public var login: (user: String, password: String)?
        /// What it answers to a command of this name instead of what belongs there; an empty answer is silence.
        public var answers: [String: String] = [:]

        public init() {}
    }

    /// A mail that it took.
    public struct Letter: Sendable, Equatable {
        public var from = ""
        public var to: [String] = []
        /// Headers and text, the dots at the beginning of lines taken away again.
        public var text = ""
        public var isEncrypted = false
        /// Who had signed in.
        public var user: String?
    }

    let manners: Manners
    private let kept = Mutex((letters: [Letter](), commands: [String]()))

    private init(_ manners: Manners) { self.manners = manners }

    public var letters: [Letter] { kept.withLock { $0.letters } }
    /// The names of all commands that came, in their order.
    public var commands: [String] { kept.withLock { $0.commands } }

    func keep(_ letter: Letter) { kept.withLock { $0.letters.append(letter) } }
    func note(_ command: String) { kept.withLock { $0.commands.append(command) } }

    /// - Parameter body: gets it, and the port that it listens on.
    public static func serving<Outcome: Sendable>(
        _ manners: Manners = Manners(), _ body: (SMTPStandIn, Int) async throws -> Outcome
    ) async throws -> Outcome {
        let server = SMTPStandIn(manners)
        let tls = manners.encryption == .none ? nil : try NIOSSLContext(configuration: configuration(manners.identity))
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    if let tls, manners.encryption == .fromTheBeginning {
                        try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try child.pipeline.syncOperations.addHandler(SMTPConversation(server, tls: tls))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await body(server, channel.localAddress?.port ?? 0))
        } catch {
            outcome = .failure(error)
        }
        try await channel.close()
        return try outcome.get()
    }

    private static func configuration(_ identity: String) throws -> TLSConfiguration {
        let pem = Array(identity.utf8)
        return TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(pem).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: pem, format: .pem)))
    }
}
