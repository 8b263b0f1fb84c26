import CMS
import Foundation
import SCEP
import SwiftASN1
import TestSupport
import X509

/// An authority and clients whose identities the `openssl` command made, once for all tests of this room.
struct Parties {
    let openssl: OpenSSLCommand
    let now = Date()
    static let shared = Result { try Parties() }

    private init() throws {
        openssl = try OpenSSLCommand()
        try openssl.makeSelfSigned("authority", .rsa2048)
        try openssl.makeSelfSigned("client", .rsa2048, "-days 30 -addext extendedKeyUsage=serverAuth")
        try openssl.makeSelfSigned("ec", .p256)
        // Version 1, as `openssl x509 -req` makes them.
        try openssl("req -new -key client.key -subj /CN=old -out client.csr")
        try openssl("x509 -req -in client.csr -signkey client.key -days 30 -outform DER -out v1.der")
        try openssl.write(try openssl.read("client.key.der"), to: "v1.key.der")
        try openssl.write(Parties.configuration, to: "csr.cnf")
    }

    /// Of a request with a challenge.
    private static let configuration = Data(
        """
        [req]
        prompt = no
        distinguished_name = name
        attributes = attributes
        string_mask = utf8only
        [name]
        CN = asked-for
        [attributes]
        challengePassword = a secret from openssl
        """.utf8)

    func identity(_ name: String) throws -> CMSIdentity {
        CMSIdentity(certificate: try openssl.read("\(name).der"), privateKey: try openssl.read("\(name).key.der"))
    }

    func key(_ name: String) throws -> Certificate.PrivateKey {
        try Certificate.PrivateKey(pemEncoded: String(decoding: openssl.read("\(name).key"), as: UTF8.self))
    }

    /// 16 octets that are not random.
    func nonce(_ number: UInt8 = 7) -> Data { Data(repeating: number, count: 16) }

    /// A PKCSReq of which the request and the envelope are by `openssl`.
    func message(_ csr: Data, cipher: String = "-aes-128-cbc", signer: String = "client") throws -> Data {
        let name = UUID().uuidString
        try openssl.write(csr, to: "\(name).csr")
        try openssl("cms -encrypt -binary \(cipher) -in \(name).csr -outform DER -out \(name).sealed authority.pem")
        return try signed(try openssl.read("\(name).sealed"), signer: signer)
    }

    /// An envelope signed as a message.
    func signed(
        _ envelope: Data, signer: String = "client", type: String? = "19", transaction: String? = "a transaction",
        nonce: Data? = Data(repeating: 9, count: 16)
    ) throws -> Data {
        var attributes: [SignedAttribute] = []
        if let type { attributes.append(SignedAttribute("2.16.840.1.113733.1.9.2", .text(type))) }
        if let transaction { attributes.append(SignedAttribute("2.16.840.1.113733.1.9.7", .text(transaction))) }
        if let nonce { attributes.append(SignedAttribute("2.16.840.1.113733.1.9.5", .octetString(nonce))) }
        return try SignedMessage.sign(envelope, as: identity(signer), attributes: attributes, at: now)
    }

    func csr(_ key: String, _ options: String = "-config csr.cnf") throws -> Data {
        let name = UUID().uuidString
        try openssl("req -new -key \(key).key \(options) -outform DER -out \(name)")
        return try openssl.read(name)
    }
}
