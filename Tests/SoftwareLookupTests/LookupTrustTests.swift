import Crypto
import Foundation
import NIOSSL
import Ports
import Testing

@testable import SoftwareLookup

@Suite("Whom the lookup client trusts")
struct LookupTrustTests {
    @Test("the pinned root is Apple's, by its published fingerprint")
    func fingerprint() throws {
        let certificates = try NIOSSLCertificate.fromPEMBytes(Array(AppleRoot.pem.utf8))
        #expect(certificates.count == 1)
        let hash = try SHA256.hash(data: certificates[0].toDERBytes())
        #expect(hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == AppleRoot.sha256)
    }

    @Test("Apple's host gets Apple's root and no other; every other host the system's")
    func pinnedForAppleOnly() throws {
        let apple = try LookupTrust.configuration(url: "https://GDMF.apple.com/v2/pmv", rootsFile: nil)
        guard case .certificates(let roots) = apple.trustRoots else { return #expect(Bool(false), "not pinned") }
        #expect(roots.count == 1)
        let other = try LookupTrust.configuration(url: "https://gdmf.apple.com.example.org/", rootsFile: nil)
        #expect(other.trustRoots != apple.trustRoots)
        #expect(apple.certificateVerification == .fullVerification)
        #expect(other.certificateVerification == .fullVerification)
    }

    /// Reference section 9, by its row's name; what the catalog makes of it is among the field problems of the feed.
    @Test("Feed fetched with TLS checks off; or proxy breaks it")
    func unverified() throws {
        let url = "https://gdmf.apple.com/v2/pmv"
        let tls = try LookupTrust.configuration(url: url, rootsFile: nil)
        #expect(tls.certificateVerification == .fullVerification)
        let refusals: [any Error] = [
            NIOSSLError.handshakeFailed(.sslError([])), NIOSSLExtraError.failedToValidateHostname,
            BoringSSLError.sslError([]),
        ]
        for refusal in refusals {
            #expect(LookupProblem(url: url, refusal).description.hasPrefix("feed unverified: \(url)"))
        }
        let other = LookupProblem(url: url, LookupProblem("no route")).description
        #expect(!other.contains("unverified") && other.contains("no route"))
    }

    @Test("a roots file that is not there is an error, not an empty trust")
    func missingFile() {
        #expect(throws: (any Error).self) {
            try LookupTrust.configuration(url: "https://gdmf.apple.com/", rootsFile: "/nonexistent.pem")
        }
    }
}
