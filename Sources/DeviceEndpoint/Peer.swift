import Foundation
import HTTPTypes
import NIOCore
import NIOSSL
import Orchestrator

/// The other end of a connection: a device, or a proxy in front of many.
struct Peer: Sendable {
    private let channel: any Channel
    private let proxies: TrustedProxies
    /// Whether the connection has TLS, so that there is somebody to ask for the other end's certificate.
    private let isEncrypted: Bool

    init(_ channel: any Channel, _ listener: DeviceListener) {
        (self.channel, proxies, isEncrypted) = (channel, listener.proxies, listener.isEncrypted)
    }

    /// Its address, for the list of refusals.
    var name: String { channel.remoteAddress?.ipAddress ?? "unknown address" }

    /// The certificate that the device's connection proved to hold, in DER; nil where it offered none.
    ///
    /// A proxy ends TLS and passes on what it saw in `Client-Cert` (RFC 9440); its own certificate counts for nothing here.
    /// - Throws: `DeviceProblem.proofRefused` where somebody else than a proxy of ours sends that field, `.proofUnreadable` where
    ///   the field can't be read.
    func certificate(_ headers: HTTPFields) async throws(DeviceProblem) -> Data? {
        let passedOn = HTTPField.Name("Client-Cert").flatMap { headers[$0] }
        if let address = channel.remoteAddress, proxies.contains(address) {
            guard let passedOn else { return nil }
            guard let certificate = ClientCertField.read(passedOn) else {
                throw DeviceProblem(
                    .proofUnreadable, subject: name, detail: "Client-Cert is no byte sequence of RFC 9440")
            }
            return certificate
        }
        if passedOn != nil {
            let detail = "Client-Cert from an address that is none of devices.proxies"
            throw DeviceProblem(.proofRefused, subject: name, detail: detail)
        }
        return await ofConnection()
    }

    private func ofConnection() async -> Data? {
        guard isEncrypted, let certificate = try? await channel.nioSSL_peerCertificate().get() else { return nil }
        return (try? certificate.toDERBytes()).map { Data($0) }
    }
}

/// `Client-Cert: :MIIB...:` (RFC 9440, 2.1): a byte sequence of structured fields (RFC 8941, 3.3.5).
enum ClientCertField {
    private static let longest = 16 * 1024

    static func read(_ text: String) -> Data? {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard text.count > 2, text.utf8.count <= longest, text.hasPrefix(":"), text.hasSuffix(":") else { return nil }
        return Data(base64Encoded: String(text.dropFirst().dropLast()))
    }
}
