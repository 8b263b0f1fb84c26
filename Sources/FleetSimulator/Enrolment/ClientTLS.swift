package import Foundation
import NIOSSL
import Synchronization

/// The TLS of devices: whom they believe, and which certificate they show.
package final class ClientTLS: Sendable {
    private let plain: TLSConfiguration
    /// A certificate is parsed once.
    private let showing = Mutex<[Data: TLSConfiguration]>([:])

    /// - Parameter roots: PEM of the authorities that are believed; nil for the system's.
    package init(roots: Data?) throws(FleetError) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let roots {
            let found: [NIOSSLCertificate]
            do { found = try NIOSSLCertificate.fromPEMBytes(Array(roots)) } catch {
                throw FleetError(.badConfiguration, "the roots are no certificates in PEM")
            }
            guard !found.isEmpty else { throw FleetError(.badConfiguration, "there is no certificate among the roots") }
            configuration.trustRoots = .certificates(found)
        }
        plain = configuration
    }

    /// For a connection that shows this certificate, or none.
    func configuration(for credentials: DeviceCredentials?) throws -> TLSConfiguration {
        guard let credentials else { return plain }
        return try showing.withLock { known in
            if let configuration = known[credentials.certificate] { return configuration }
            var configuration = plain
            configuration.certificateChain = [
                .certificate(try NIOSSLCertificate(bytes: Array(credentials.certificate), format: .der))
            ]
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(credentials.privateKey), format: .der))
            known[credentials.certificate] = configuration
            return configuration
        }
    }
}
