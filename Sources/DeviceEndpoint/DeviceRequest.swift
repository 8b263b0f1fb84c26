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
        let body = try await BoundedBody.read(request, atMost: largestBody)
        return DeviceRequest(
            body: body, contentType: request.headers[.contentType] ?? "",
            signature: HTTPField.Name("Mdm-Signature").flatMap { request.headers[$0] }, certificate: certificate,
            peer: peer)
    }

    /// When check-in and command channel share an address, this tells them apart (reference 1.2).
    var isCheckIn: Bool { contentType.lowercased().hasPrefix("application/x-apple-aspen-mdm-checkin") }
}
