import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Orchestrator

/// A message of a device as it came in: the bytes that were signed, and what the headers say of them.
struct DeviceRequest: Sendable {
    let body: Data
    let contentType: String
    let signature: String?
    /// The certificate that its connection proved to hold, in DER.
    let certificate: Data?
    let peer: Peer

    /// A report may have 4 MiB of JSON, which base64 and its envelope make larger.
    static let largestBody = 8 * 1024 * 1024

    /// - Throws: `DeviceProblem.tooLarge`, or what ``Peer/certificate(_:)`` throws.
    static func read(_ request: Request, from peer: Peer) async throws -> DeviceRequest {
        let certificate = try await peer.certificate(request.headers)
        if let length = request.headers[.contentLength].flatMap(Int.init), length > largestBody { throw tooLarge }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: largestBody)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw tooLarge
        }
        return DeviceRequest(
            body: Data(buffer.readableBytesView), contentType: request.headers[.contentType] ?? "",
            signature: HTTPField.Name("Mdm-Signature").flatMap { request.headers[$0] }, certificate: certificate,
            peer: peer)
    }

    /// When check-in and command channel share an address, this tells them apart (reference 1.2).
    var isCheckIn: Bool { contentType.lowercased().hasPrefix("application/x-apple-aspen-mdm-checkin") }

    private static var tooLarge: DeviceProblem {
        DeviceProblem(.tooLarge, subject: "body", detail: "more than \(largestBody) octets")
    }
}
