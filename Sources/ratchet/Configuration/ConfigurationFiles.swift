import ApplePush
import Foundation
import Identity
import Logging
import Notify

/// Whether the files that a configuration names can be used, as `ratchet serve` would find at its start.
enum ConfigurationFiles {
    /// Each fault with its key.
    static func faults(of configuration: Configuration) -> [String] {
        var faults: [String] = []
        func check(_ key: ConfigurationKey, _ use: () throws -> Void) {
            do { try use() } catch { faults.append("\(key.rawValue): \(error)") }
        }
        check(.adminCertificate) { try pair(configuration.tls) }
        check(.devicesCertificate) { try pair(configuration.devicesTLS) }
        check(.devicesAuthorities) { try certificates(configuration.authorities) }
        check(.enrollSigningCertificate) {
            guard let files = configuration.profileSigning else { return }
            _ = try PEMFile.identity(certificates: files.certificate, key: files.key)
        }
        check(.pushCertificate) {
            guard let file = configuration.push.certificate else { return }
            _ = try PushIdentity(certificate: file, key: configuration.push.key)
        }
        check(.pushRoots) { try certificates(configuration.push.roots) }
        check(.mailPasswordFile) { _ = try configuration.mail?.password() }
        check(.mailRoots) { try certificates(configuration.mail?.roots) }
        check(.lookupRoots) { try certificates(configuration.lookupRoots) }
        return faults
    }

    private static func pair(_ files: CertificateFiles?) throws {
        guard let files else { return }
        _ = try ReloadedCertificate(
            certificate: files.certificate, key: files.key, logger: Logger(label: "ratchet.config"))
    }

    private static func certificates(_ file: URL?) throws {
        if let file { _ = try PEMFile.certificates(file) }
    }
}
