import Foundation
import NIOCore
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// A stand-in for Apple's push service as devices' servers meet it: HTTP/2 over TLS, with a client certificate whose topic it
/// checks, on the loopback.
public final class PushStandIn: Sendable {
    /// How it deviates from a service that is always well.
    public struct Manners: Sendable {
        /// Streams that a connection may have open at once.
        public var streams = 1000
        /// Whether a client certificate is needed, and its topic has to be that of the pushes.
        public var asksForCertificate = true
        /// What is done with each push; nil does everything by the rules.
        public var script: PushScript?

        public init(streams: Int = 1000, asksForCertificate: Bool = true, script: PushScript? = nil) {
            (self.streams, self.asksForCertificate, self.script) = (streams, asksForCertificate, script)
        }
    }

    let bound = Announcement<ListenAddress>()
    private let address: ListenAddress
    private let identity: PushStandInIdentity
    private let manners: Manners
    private let desk: @Sendable (PushRequest) -> PushAnswer
    private let connections = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let counts = Mutex((pushes: 0, connections: 0))

    /// One that takes every push whose form is right.
    public convenience init(identity: PushStandInIdentity, manners: Manners = Manners()) {
        self.init(address: ListenAddress(), identity: identity, manners: manners) { _ in
            PushAnswer(status: 200, reason: nil)
        }
    }

    init(
        address: ListenAddress, identity: PushStandInIdentity, manners: Manners,
        desk: @escaping @Sendable (PushRequest) -> PushAnswer
    ) {
        (self.address, self.identity, self.manners, self.desk) = (address, identity, manners, desk)
    }

    /// Its address, as soon as it listens.
    public var url: String {
        get async throws { try await bound.value().encryptedURL }
    }

    /// How many connections there have been.
    public var connectionCount: Int { counts.withLock { $0.connections } }

    /// How many pushes have come, whatever became of them.
    public var pushCount: Int { counts.withLock { $0.pushes } }

    /// Serves until the task is cancelled.
    public func run() async throws {
        let channel: any Channel
        do {
            channel = try await bootstrap(try NIOSSLContext(configuration: tls()))
                .bind(host: address.host, port: address.port).get()
        } catch {
            bound.fail(FleetError(.cannotListen, "push service on \(address.host):\(address.port)", underlying: error))
            throw error
        }
        bound.announce(ListenAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
        try await withTaskCancellationHandler {
            try await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
        for open in connections.withLock({ Array($0.values) }) { try? await open.close() }
    }

    private func tls() throws -> TLSConfiguration {
        let pem = Array(identity.serverPEM.utf8)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(pem).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: pem, format: .pem)))
        tls.applicationProtocols = ["h2"]
        tls.certificateVerification = manners.asksForCertificate ? .optionalVerification : .none
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(identity.rootPEM.utf8)))
        return tls
    }

    private func bootstrap(_ context: NIOSSLContext) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    keep(channel)
                    let settings = [
                        HTTP2Setting(parameter: .maxConcurrentStreams, value: manners.streams),
                        HTTP2Setting(parameter: .maxHeaderListSize, value: 16_384),
                    ]
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.addHandler(NIOHTTP2Handler(mode: .server, initialSettings: settings))
                    try pipeline.addHandler(
                        PushConnection(
                            asksForCertificate: manners.asksForCertificate, turn: { [self] in turn($0) }, desk: desk))
                }
            }
    }

    private func turn(_ token: String) -> PushTurn {
        let count = counts.withLock { counts in
            counts.pushes += 1
            return counts.pushes
        }
        return manners.script?(token, count) ?? .byTheRules
    }

    private func keep(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        counts.withLock { $0.connections += 1 }
        connections.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { [self] _ in connections.withLock { $0[id] = nil } }
    }
}
