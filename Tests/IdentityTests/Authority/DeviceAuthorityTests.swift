import CMS
import Foundation
import Identity
import Ports
import RatchetCore
import SeededRandom
import SwiftASN1
import TestSupport
import Testing
import X509

struct DeviceAuthorityTests {
    private let now = Instant.present
    private static let authority = Result {
        var random = SystemRandomNumberGenerator()
        return try DeviceAuthority.make(organisation: "Example, Ltd.", at: .present, using: &random)
    }
    private let authority: DeviceAuthority

    init() throws { authority = try Self.authority.get() }

    private func issue(
        to key: OpenSSLCommand.Key = .p256, named name: String = "device-1", validity: Duration = .days(365),
        at moment: Instant? = nil
    ) throws -> IssuedCertificate {
        let openssl = try OpenSSLCommand()
        try openssl.makeKey("device", key)
        let pem = String(decoding: try openssl.read("device.key"), as: UTF8.self)
        var random = SystemRandomNumberGenerator()
        return try authority.issue(
            to: Certificate.PrivateKey(pemEncoded: pem).publicKey, commonName: name, validity: validity,
            at: moment ?? now,
            using: &random)
    }

    @Test(arguments: [OpenSSLCommand.Key.rsa2048, .p256, .p384])
    func `openssl trusts what it gives to a device`(key: OpenSSLCommand.Key) throws {
        let openssl = try OpenSSLCommand()
        let issued = try issue(to: key)
        try openssl.write(authority.certificate, to: "authority.der")
        try openssl("x509 -inform DER -in authority.der -out authority.pem")
        try openssl.write(issued.certificate, to: "device.der")
        try openssl("x509 -inform DER -in device.der -out device.pem")
        try openssl("verify -x509_strict -purpose sslclient -CAfile authority.pem device.pem")
        #expect(throws: OpenSSLCommand.Refusal.self) {
            try openssl("verify -x509_strict -purpose sslserver -CAfile authority.pem device.pem")
        }
        let text = String(decoding: try openssl("x509 -noout -text -in device.pem"), as: UTF8.self)
        for expected in [
            "TLS Web Client Authentication", "CA:FALSE", "Subject: CN = device-1", "X509v3 Authority Key Identifier",
            "X509v3 Subject Key Identifier", "Digital Signature",
        ] {
            #expect(text.contains(expected), "\(expected) is missing")
        }
        #expect(text.contains("Key Encipherment") == (key == .rsa2048))
    }

    @Test func `what it gives is trusted here too, a year long`() async throws {
        let issued = try issue()
        let trusted = try TrustedAuthorities([authority.certificate])
        let judgement = await trusted.verify(leafDER: issued.certificate, chain: [], at: now)
        #expect(judgement == .trusted(issued.facts, by: authority.facts.fingerprint))
        #expect(issued.facts.notBefore == now - .minutes(5))
        #expect(issued.facts.notAfter == now + .days(365))
        #expect(issued.facts.issuer == authority.facts.subject)
    }

    @Test func `it is an authority for ten years, and for no authority below it`() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(authority.certificate, to: "authority.der")
        let text = String(decoding: try openssl("x509 -inform DER -in authority.der -noout -text"), as: UTF8.self)
        for expected in [
            "CA:TRUE, pathlen:0", "3072 bit", "Certificate Sign", "Key Encipherment", "O = \"Example, Ltd.\"",
        ] {
            #expect(text.contains(expected), "\(expected) is missing")
        }
        #expect(authority.facts.isAuthority)
        #expect(authority.facts.notAfter.since(now) > .days(3649))
    }

    @Test func `nothing it gives outlives it`() throws {
        let late = authority.facts.notAfter - .days(10)
        #expect(try issue(at: late).facts.notAfter == authority.facts.notAfter)
        #expect(throws: IdentityError.self) { try issue(at: authority.facts.notAfter) }
    }

    @Test func `serials are 128 bits of chance, and positive`() throws {
        struct Ones: RandomNumberGenerator { mutating func next() -> UInt64 { .max } }
        var ones = Ones()
        let key = try issuedKey()
        let issued = try authority.issue(to: key, commonName: "x", at: now, using: &ones)
        #expect(issued.facts.serial == String(repeating: "f", count: 32))
        let openssl = try OpenSSLCommand()
        try openssl.write(issued.certificate, to: "x.der")
        let serial = String(decoding: try openssl("x509 -inform DER -in x.der -noout -serial"), as: UTF8.self)
        #expect(serial == "serial=\(String(repeating: "F", count: 32))\n")
        var random = SeededRandom(seed: 1)
        let two = try (1...2).map { _ in
            try authority.issue(to: key, commonName: "x", at: now, using: &random).facts.serial
        }
        #expect(two[0] != two[1])
    }

    private func issuedKey() throws -> Certificate.PublicKey {
        try Certificate(derEncoded: Array(issue().certificate)).publicKey
    }

    @Test(arguments: ["", String(repeating: "x", count: 65), "two\nlines", "nul\0"])
    func `a name that no certificate holds is refused`(name: String) throws {
        #expect(throws: IdentityError.self) { try issue(named: name) }
    }

    @Test func `it is taken up again from what was kept`() throws {
        let again = try DeviceAuthority(certificate: authority.certificate, privateKey: authority.privateKey)
        #expect(again.facts == authority.facts)
    }

    @Test func `another's key, a key on a curve and a device's certificate make no authority`() throws {
        let openssl = try OpenSSLCommand()
        try openssl.makeSelfSigned("other", .rsa2048)
        try openssl.makeSelfSigned("curve", .p256)
        #expect(throws: IdentityError("the device authority's key does not belong to its certificate")) {
            try DeviceAuthority(certificate: authority.certificate, privateKey: openssl.read("other.key.der"))
        }
        #expect(throws: IdentityError("the device authority's key is no RSA key, which enrolment by SCEP needs")) {
            try DeviceAuthority(certificate: openssl.read("curve.der"), privateKey: openssl.read("curve.key.der"))
        }
        #expect(throws: IdentityError("the device authority's certificate is none of an authority")) {
            try DeviceAuthority(certificate: issue().certificate, privateKey: authority.privateKey)
        }
    }

    @Test func `it shows no key`() {
        var dumped = ""
        dump(authority, to: &dumped)
        #expect(!dumped.contains("privateKey") && !"\(authority)".contains("privateKey"))
    }
}
