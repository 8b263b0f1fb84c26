import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import SCEP
import SwiftASN1
import X509

/// Gets devices their certificates over SCEP, as Apple's do: GetCACaps, GetCACert, and PKIOperation by POST (RFC 8894, 4).
struct CertificateClient: Sendable {
    let wire: DeviceWire
    let workshop: KeyWorkshop
    /// Sends a request; nothing if no answer came.
    let exchange: @Sendable (HTTPClientRequest) async -> DeviceReply?

    /// - Parameter device: named in the certificate where the profile names nobody.
    func certificate(for order: CertificateOrder, device: String) async -> CertificateOutcome {
        do {
            let authority = try await authority(order)
            let key = try await workshop.key()
            let transaction = try SCEPTransaction(
                enrolling: key, commonName: order.commonName ?? device, challenge: order.challenge, at: authority,
                nonce: CertificateClient.nonce(), time: Date())
            let answer = try await send(transaction.message, order)
            return try CertificateClient.outcome(try transaction.outcome(of: answer), key)
        } catch let problem as Problem {
            return problem.outcome
        } catch {
            return .refused("\(error)")
        }
    }

    private struct Problem: Error {
        let outcome: CertificateOutcome
    }

    /// The authority's certificate, once it is known to be the right one and to understand what is about to be sent.
    private func authority(_ order: CertificateOrder) async throws -> Data {
        let words = try await get(.getCACaps, order).split(whereSeparator: \.isNewline)
        let capabilities = Set(words.map { $0.trimmingCharacters(in: .whitespaces).lowercased() })
        if !capabilities.contains("scepstandard"), !capabilities.isSuperset(of: ["aes", "postpkioperation", "sha-256"])
        {
            throw Problem(outcome: .refused("the SCEP server knows neither AES and SHA-256 nor POST"))
        }
        let certificate = try await body(of: .getCACert, order)
        if let fingerprint = order.fingerprint, Data(SHA256.hash(data: certificate)) != fingerprint {
            throw Problem(outcome: .refused("the SCEP server's certificate is not the one that the profile names"))
        }
        return certificate
    }

    private func get(_ operation: SCEPOperation, _ order: CertificateOrder) async throws -> String {
        String(decoding: try await body(of: operation, order), as: UTF8.self)
    }

    private func body(of operation: SCEPOperation, _ order: CertificateOrder) async throws -> Data {
        try await answer(to: try wire.request(.GET, try url(operation, order)))
    }

    private func send(_ message: Data, _ order: CertificateOrder) async throws -> Data {
        var request = try wire.request(.POST, try url(.pkiOperation, order))
        request.headers.add(name: "Content-Type", value: SCEPMediaType.message)
        request.body = .bytes(ByteBuffer(bytes: message))
        return try await answer(to: request)
    }

    private func answer(to request: HTTPClientRequest) async throws -> Data {
        guard let reply = await exchange(request), reply.status < 500 else { throw Problem(outcome: .unavailable) }
        guard reply.status == 200 else {
            throw Problem(outcome: .refused("the SCEP server answered with status \(reply.status)"))
        }
        return reply.body
    }

    private func url(_ operation: SCEPOperation, _ order: CertificateOrder) throws -> String {
        guard var parts = URLComponents(string: order.url) else {
            throw Problem(outcome: .refused("the address of the SCEP server is none"))
        }
        var items = (parts.queryItems ?? []) + [URLQueryItem(name: "operation", value: operation.rawValue)]
        if operation == .getCACert, let name = order.name { items.append(URLQueryItem(name: "message", value: name)) }
        parts.queryItems = items
        return parts.string ?? order.url
    }

    private static func outcome(
        _ outcome: SCEPTransaction.Outcome, _ key: Certificate.PrivateKey
    ) throws -> CertificateOutcome {
        switch outcome {
        case .issued(let certificate):
            let privateKey = Data(try key.serializeAsPEM().derBytes)
            return .issued(DeviceCredentials(certificate: certificate, privateKey: privateKey))
        case .refused(let info): return .refused(info.map { "\($0)" } ?? "no reason given")
        case .pending: return .unavailable
        }
    }

    private static func nonce() -> Data { Data((0..<16).map { _ in UInt8.random(in: .min ... .max) }) }
}
