import Foundation
public import NIOSSL

/// Whom the lookup client trusts: for Apple's own host Apple's root and nothing else, elsewhere the system's roots, and
/// what an operator names instead of either (reference 6.1). Verification is never off.
public enum LookupTrust {
    /// The host of Apple's Software Lookup Service.
    public static let appleHost = "gdmf.apple.com"

    /// - Parameters:
    ///   - url: of the service.
    ///   - rootsFile: a PEM file that is trusted instead; nil for none.
    /// - Throws: when the file holds no certificate.
    public static func configuration(url: String, rootsFile: String?) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let rootsFile {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(rootsFile))
        } else if URL(string: url)?.host?.lowercased() == appleHost {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(AppleRoot.pem.utf8)))
        }
        return tls
    }
}
