import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator
import Ports

/// `/scep`: the devices' certificates (RFC 8894). Whoever asks has no certificate yet, so the challenge is the proof.
struct SCEPHandler: Sendable {
    let runner: StepRunner
    let authority: any CertificateAuthority

    /// A request with its certificate chain fits in this many times.
    private static let largest = 256 * 1024

    func answer(_ request: Request) async throws -> Response {
        switch request.uri.queryParameters["operation"] {
        case "GetCACaps": return Self.response(Data(authority.capabilities.utf8), "text/plain")
        case "GetCACert": return Self.response(authority.certificate, "application/x-x509-ca-cert")
        case "PKIOperation":
            let message = try await message(of: request)
            return Self.response(try await certify(message), "application/x-pki-message")
        case let operation:
            throw DeviceProblem(
                .malformed, subject: "SCEP",
                detail: "operation \(operation.map { RefusedText.shown(String($0)) } ?? "missing")"
            )
        }
    }

    /// Reads, lets it be decided, issues, keeps what was issued, and only then answers.
    private func certify(_ message: Data) async throws -> Data {
        let now = runner.clock.now()
        do {
            let application: CertificateApplication
            switch try await authority.read(message, at: now) {
            case .application(let read): application = read
            case .refusal(let reply, let why):
                try await runner.perform { store, context in try CertificateSteps.refused(why, &store, context) }
                return reply
            }
            let decision = try await runner.perform { store, context in
                try CertificateSteps.decide(application, &store, context)
            }
            guard case .granted(let name, let device) = decision else {
                return try authority.refuse(application, at: now)
            }
            let issued = try authority.issue(application, name: name, at: now)
            try await runner.perform { store, context in
                try CertificateSteps.issued(issued.facts, device: device, &store, context)
            }
            return issued.reply
        } catch let problem as CertificateProblem {
            throw DeviceProblem(.malformed, subject: "SCEP", detail: problem.description)
        }
    }

    /// The message: the body of a POST, or base64 in the address of a GET.
    private func message(of request: Request) async throws -> Data {
        if request.method == .post { return try await BoundedBody.read(request, atMost: Self.largest) }
        guard let text = request.uri.queryParameters["message"] else {
            throw DeviceProblem(.malformed, subject: "SCEP", detail: "no message")
        }
        guard let message = authority.message(inAddress: String(text)) else {
            throw DeviceProblem(.malformed, subject: "SCEP", detail: "the message is not base64")
        }
        return message
    }

    private static func response(_ bytes: Data, _ type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
