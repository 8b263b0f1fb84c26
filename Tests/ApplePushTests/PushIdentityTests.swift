import ApplePush
import FleetSimulator
import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

@Suite("The push certificate")
struct PushIdentityTests {
    private let folder: TemporaryDirectory
    private let pem: String

    init() throws {
        folder = try TemporaryDirectory()
        pem = try PushStandInIdentity().pushCertificate(topic: PushHouse.topic, days: 40)
    }

    private func file(_ text: String, _ name: String = "push.pem") throws -> URL {
        let file = URL(filePath: folder.path(name))
        try Data(text.utf8).write(to: file)
        return file
    }

    private func problem(_ text: String, key: String? = nil) throws -> String {
        do {
            let keyFile = try key.map { try file($0, "push.key") }
            _ = try PushIdentity(certificate: try file(text), key: keyFile)
            return "none"
        } catch let problem as PushCertificateProblem {
            return problem.description
        }
    }

    private var certificateOnly: String {
        String(pem.prefix(upTo: pem.range(of: "-----BEGIN PRIV")?.lowerBound ?? pem.endIndex))
    }
    private var keyOnly: String { String(pem.dropFirst(certificateOnly.count)) }

    @Test func `topic, subject, issuer and days are read from it`() throws {
        let certificate = try PushIdentity(certificate: try file(pem), key: nil).certificate
        #expect(certificate.topic == PushHouse.topic)
        #expect(certificate.subject.contains("APSP:") && certificate.issuer.contains("Stand-in"))
        #expect(certificate.fingerprint.count == 64)
        let now = certificate.expiresAt - .days(40)
        #expect(certificate.daysLeft(at: now) == 40 && certificate.daysLeft(at: now + .seconds(1)) == 39)
        #expect(certificate.daysLeft(at: certificate.expiresAt + .seconds(1)) == -1)
    }

    @Test func `certificate and key may stand in one file or in two, with other text around them`() throws {
        let noted = "Bag Attributes\n    friendlyName: APSP\n" + certificateOnly + "Key Attributes: <none>\n"
        let two = try PushIdentity(certificate: try file(noted), key: try file(keyOnly, "push.key"))
        let one = try PushIdentity(certificate: try file(noted + keyOnly, "both.pem"), key: nil)
        #expect(two.certificate == one.certificate)
    }

    @Test func `what is wrong with the files is said, with the way out`() throws {
        #expect(try problem("hello").contains("openssl pkcs12"))
        #expect(try problem(keyOnly).contains("has no certificate"))
        #expect(try problem(certificateOnly).contains("has no private key"))
        #expect(
            try problem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").contains("no certificate"))
        #expect(
            try problem(certificateOnly, key: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
                .contains("has no private key"))
        #expect(try problem(String(repeating: "x", count: 300_000)).contains("too large"))
        let missing = URL(filePath: folder.path("missing.pem"))
        #expect(throws: PushCertificateProblem.self) { try PushIdentity(certificate: missing, key: nil) }
    }

    @Test func `an encrypted key is refused with the command that helps`() throws {
        let modern = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
        for key in [modern, old + "-----END RSA PRIVATE KEY-----\n"] {
            #expect(try problem(certificateOnly, key: key).contains("openssl pkey -in"))
            #expect(try problem(certificateOnly + key).contains("openssl pkey -in"))
        }
    }

    @Test func `a key of another certificate and a certificate without a topic are refused`() throws {
        let other = try PushStandInIdentity().pushCertificate(topic: PushHouse.topic)
        let otherKey = String(other[(other.range(of: "-----BEGIN PRIV")?.lowerBound ?? other.startIndex)...])
        #expect(try problem(certificateOnly, key: otherKey).contains("is not the one of the push certificate"))
        let app = try PushStandInIdentity().pushCertificate(topic: "com.example.app")
        #expect(try problem(app).contains("is no MDM push certificate"))
    }
}
