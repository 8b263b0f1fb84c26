import CMS
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SwiftASN1
import Synchronization
import X509

@testable import FleetSimulator

/// The fake server with links, SCEP and an eye on signatures: one challenge a link, one certificate a challenge.
final class ProvingServer: Sendable {
    private struct State {
        var server: FakeServer
        var links: [String] = []
        var challenges: Set<String> = []
        /// Why messages were not taken.
        var refusals: [String] = []
    }

    let authority: StandInAuthority
    private let state: Mutex<State>
    private let base = Mutex("")

    init(_ server: FakeServer = FakeServer(), links: [String] = ["one"]) throws {
        authority = try StandInAuthority(name: "device authority")
        state = Mutex(State(server: server, links: links))
    }

    var requests: [String] { state.withLock { $0.server.requests } }
    var refusals: [String] { state.withLock { $0.refusals } }
    /// Challenges that still can be used.
    var challenges: Set<String> { state.withLock { $0.challenges } }

    func listens(at address: String) { base.withLock { $0 = address } }

    /// A profile with a challenge of its own.
    func profile(_ challenge: String, at address: String) -> Data {
        state.withLock { _ = $0.challenges.insert(challenge) }
        return SampleProfile.make(at: address, challenge: challenge)
    }

    var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("/enroll/:link/profile") { [self] _, context -> Response in
            let link = context.parameters.get("link") ?? ""
            let isGood = state.withLock { state in
                let found = state.links.firstIndex(of: link)
                if let found { state.links.remove(at: found) }
                return found != nil
            }
            guard isGood else { return Response(status: .gone) }
            return .bytes(profile("challenge of \(link)", at: base.withLock { $0 }))
        }
        router.get("/scep") { [self] request, _ -> Response in
            switch request.uri.queryParameters["operation"] {
            case "GetCACaps": .bytes(Data("AES\nPOSTPKIOperation\nSHA-256\n".utf8))
            case "GetCACert": .bytes(authority.identity.certificate)
            default: Response(status: .badRequest)
            }
        }
        router.post("/scep") { [self] request, _ -> Response in
            var request = request
            let body = Data(try await request.collectBody(upTo: 1 << 20).readableBytesView)
            return .bytes(
                try authority.answer(body) { challenge in
                    state.withLock { $0.challenges.remove(challenge ?? "") != nil }
                })
        }
        for route in [DeviceMessage.Route.checkIn, .connect] {
            router.put("\(route.rawValue)") { [self] request, _ in
                var request = request
                let body = Data(try await request.collectBody(upTo: 1 << 20).readableBytesView)
                return answer(DeviceMessage(route: route, body: body), request.headers[.mdmSignature])
            }
        }
        return router
    }

    private func answer(_ message: DeviceMessage, _ signature: String?) -> Response {
        do {
            guard let signature = signature.flatMap({ Data(base64Encoded: $0) }) else { throw CMSError("no signature") }
            let signer = try DetachedSignature.verify(signature, over: message.body)
            let leaf = try Certificate(derEncoded: Array(signer.certificate))
            let root = try Certificate(derEncoded: Array(authority.identity.certificate))
            guard root.publicKey.isValidSignature(leaf.signature, for: leaf) else {
                throw CMSError("a foreign certificate")
            }
            let isValid = leaf.notValidBefore <= Date() && Date() <= leaf.notValidAfter
            guard isValid else { throw CMSError("an expired certificate") }
        } catch {
            state.withLock { $0.refusals.append("\(error)") }
            return Response(status: .forbidden)
        }
        let reply = state.withLock { $0.server.answer(message) }
        var headers = HTTPFields()
        headers[.contentType] = reply.contentType
        return Response(
            status: .init(code: reply.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

extension Response {
    fileprivate static func bytes(_ bytes: Data) -> Response {
        Response(status: .ok, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension HTTPField.Name {
    fileprivate static let mdmSignature = HTTPField.Name("Mdm-Signature") ?? .userAgent
}
