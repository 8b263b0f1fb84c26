import AppleMDM
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
public import Ports
import RatchetCore
import Synchronization

/// Sends pushes as APNs takes them (reference 1.5): over HTTP/2 and TLS with the MDM push certificate, on a few connections that
/// stay.
///
/// Whoever makes one closes it.
public final class PushClient: PushSender {
    private struct Held {
        var stamp: FileStamp?
        var standing: PushStanding
    }

    private let choice: PushServiceChoice
    private let lanes: PushLanes
    private let held: Mutex<Held>
    private static let timeout: TimeAmount = .seconds(30)
    private static let largestReply = 16 * 1024

    /// - Parameter connections: how many there are to the service at once.
    public init(_ choice: PushServiceChoice, connections: Int = 2) {
        self.choice = choice
        lanes = PushLanes(count: max(connections, 1))
        held = Mutex(Held(standing: PushStanding(address: choice.url)))
        take()
    }

    public func send(_ push: PushRequest) async -> PushOutcome {
        let fingerprint = held.withLock { $0.standing.certificate?.fingerprint }
        guard let lane = lanes.enter() else {
            let problem = held.withLock { $0.standing.problem }
            return .unavailable(reason: problem ?? "the push client is closing")
        }
        defer { lane.leave() }
        let mark = lane.log.mark
        do {
            let response = try await lane.execute(request(push), timeout: PushClient.timeout)
            if choice.isEncrypted, response.version != .http2 {
                return .unavailable(
                    reason: "\(choice.url) does not speak HTTP/2, which pushes need; is push.url right?")
            }
            let body = try await response.body.collect(upTo: PushClient.largestReply)
            let reply = PushReply(status: Int(response.status.code), body: Data(body.readableBytesView))
            if reply.reason == .shutdown { lanes.renew(lane) }
            return reply.outcome(id: response.headers.first(name: PushHeaders.idName) ?? "", fingerprint)
        } catch {
            return PushClient.outcome(of: error, lane.log, since: mark, fingerprint)
        }
    }

    public func refreshed() async -> PushStanding {
        if held.withLock({ $0.stamp }) != stamp { take() }
        await lanes.sweep()
        return held.withLock { $0.standing }
    }

    /// Ends all connections, with whatever is under way on them.
    public func close() async { await lanes.close() }

    private var stamp: FileStamp { FileStamp([choice.certificate, choice.key, choice.roots]) }

    /// Reads the certificate and takes new connections with it into use. Where it can't be used an older one that could stays.
    private func take() {
        let stamp = stamp
        do {
            let identity = try identity()
            let tls = try PushTrust.configuration(choice, identity)
            lanes.replace(tls: tls)
            let standing = PushStanding(address: choice.url, certificate: identity?.certificate)
            held.withLock { $0 = Held(stamp: stamp, standing: standing) }
        } catch {
            held.withLock { held in
                held.stamp = stamp
                held.standing = PushStanding(
                    address: choice.url, certificate: held.standing.certificate, problem: error.description)
            }
        }
    }

    private func identity() throws(PushCertificateProblem) -> PushIdentity? {
        guard choice.isEncrypted else { return nil }
        guard let file = choice.certificate else { throw .missing }
        return try PushIdentity(certificate: file, key: choice.key)
    }

    private func request(_ push: PushRequest) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: choice.url + PushHeaders.path(token: push.token))
        request.method = .POST
        for field in PushHeaders(topic: push.topic, expiration: push.expiration).fields {
            request.headers.add(name: field.name, value: field.value)
        }
        request.body = .bytes(ByteBuffer(bytes: PushPayload(pushMagic: push.magic).json()))
        return request
    }

    /// No answer came: whether the push arrived is not known, and sending it again does no harm.
    private static func outcome(
        of error: any Error, _ log: ConnectionLog, since mark: ConnectionLog.Mark, _ fingerprint: String?
    ) -> PushOutcome {
        if let farewell = log.farewell(since: mark) {
            return PushReply(status: farewell.refusesCertificate ? 403 : 503, reason: farewell)
                .outcome(id: "", fingerprint)
        }
        let words = TransportTrouble.words(for: error)
        if TransportTrouble.isHangUp(error), !log.hadConnection(since: mark) {
            // A refused certificate looks like this, but so does a bad network: nothing follows from one of these.
            return .unavailable(
                reason: "the push service hung up while the connection was made; does it take the certificate?")
        }
        return .unavailable(reason: "the push service could not be reached: \(words)")
    }
}

/// Whom the push client trusts, and what it shows.
enum PushTrust {
    /// Nil without TLS.
    static func configuration(
        _ choice: PushServiceChoice, _ identity: PushIdentity?
    ) throws(PushCertificateProblem) -> TLSConfiguration? {
        guard choice.isEncrypted else { return nil }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let identity {
            tls.certificateChain = identity.chain.map { .certificate($0) }
            tls.privateKey = .privateKey(identity.key)
        }
        if let roots = choice.roots {
            guard let trusted = try? NIOSSLCertificate.fromPEMFile(roots.path), !trusted.isEmpty else {
                throw PushCertificateProblem("\(roots.path) (push.roots) has no certificate that can be read")
            }
            tls.trustRoots = .certificates(trusted)
        }
        return tls
    }
}
