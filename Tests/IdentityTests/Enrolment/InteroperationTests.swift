import Foundation
import Hummingbird
import Identity
import Ports
import RatchetCore
import SCEP
import TestSupport
import Testing

/// Against a client that others wrote in Go: `scepclient` of Debian's package `scep`.
@Suite(.enabled(if: ForeignProgram("scepclient") != nil, "needs scepclient, of Debian's package scep"))
struct InteroperationTests {
    @Test func `a client from elsewhere enrols here`() async throws {
        let client = try #require(ForeignProgram("scepclient"))
        // It keeps its request in the folder, with the challenge.
        let (directory, elsewhere) = (try TemporaryDirectory(), try TemporaryDirectory())
        var random = SystemRandomNumberGenerator()
        let authority = try DeviceAuthority.make(organisation: "Example", at: .present, using: &random)
        let responder = SCEPResponder(authority: authority, acceptsWeakCiphers: true)
        let certificate = try await LoopbackServer.serving(router(responder, challenge: "open sesame")) { address in
            let arguments = [
                "-server-url", "\(address)/scep", "-private-key", "client.key", "-certificate", "client.pem",
            ]
            #expect(try await client.run(arguments + ["-challenge", "wrong"], in: elsewhere) != 0)
            #expect(!FileManager.default.fileExists(atPath: elsewhere.path("client.pem")))
            #expect(try await client.run(arguments + ["-challenge", "open sesame"], in: directory) == 0)
            return try #require(try PEMFile.certificates(directory.url.appending(path: "client.pem")).first)
        }
        let trusted = try TrustedAuthorities([authority.certificate])
        guard case .trusted(let facts, _) = await trusted.verify(leafDER: certificate, chain: [], at: .present) else {
            Issue.record("what the client got is not trusted")
            return
        }
        #expect(facts.subject == "CN=device-1")
    }

    private func router(_ responder: SCEPResponder, challenge: String) -> Router<BasicRequestContext> {
        let router = Router()
        router.get("scep") { request, _ -> Response in
            let octets =
                request.uri.queryParameters["operation"] == "GetCACaps"
                ? Data(responder.capabilities.utf8) : responder.authorityCertificate
            return Response(
                status: .ok, headers: [.contentType: SCEPMediaType.certificate],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: octets)))
        }
        router.post("scep") { request, _ -> Response in
            let body = try await request.body.collect(upTo: 1 << 20)
            let answer = try Self.answer(Data(body.readableBytesView), responder, challenge)
            return Response(
                status: .ok, headers: [.contentType: SCEPMediaType.message],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
        }
        return router
    }

    private static func answer(_ message: Data, _ responder: SCEPResponder, _ challenge: String) throws -> Data {
        var random = SystemRandomNumberGenerator()
        switch try responder.read(message) {
        case .question(let question) where question.claim == .challenge(challenge):
            return try responder.grant(question, commonName: "device-1", at: .present, using: &random).message
        case .question(let question):
            return try responder.refuse(question.message, .badRequest, at: .present, using: &random)
        case .refusal(let message, let refusal):
            return try responder.refuse(message, refusal.failure, at: .present, using: &random)
        }
    }
}
