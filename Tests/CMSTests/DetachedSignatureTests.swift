import CMS
import Foundation
import TestSupport
import Testing

/// Held against what the `openssl` command makes and takes.
struct DetachedSignatureTests {
    private let signers: Signers

    init() throws { signers = try Signers.shared.get() }

    private static let cms = "cms -sign -binary -in body -outform DER"

    @Test(arguments: [
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key", CMSDigest.sha256),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -md sha384", .sha384),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -md sha512", .sha512),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -md sha1", .sha1),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -noattr", .sha256),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -keyid", .sha256),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -keyopt rsa_padding_mode:pss", .sha256),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -keyopt rsa_padding_mode:pss -md sha384", .sha384),
        ("rsa", "\(cms) -signer rsa.pem -inkey rsa.key -certfile other.pem", .sha256),
        ("ec", "\(cms) -signer ec.pem -inkey ec.key", .sha256),
        ("ec", "\(cms) -signer ec.pem -inkey ec.key -noattr", .sha256),
        ("ec", "\(cms) -signer ec.pem -inkey ec.key -md sha1", .sha1),
        ("ec384", "\(cms) -signer ec384.pem -inkey ec384.key -md sha384", .sha384),
        ("rsa", "smime -sign -binary -in body -outform DER -signer rsa.pem -inkey rsa.key", .sha256),
        ("rsa", "smime -sign -binary -in body -outform DER -signer rsa.pem -inkey rsa.key -noattr", .sha256),
        ("rsa", "smime -sign -binary -in body -outform DER -signer rsa.pem -inkey rsa.key -md sha1", .sha1),
        ("ec", "smime -sign -binary -in body -outform DER -signer ec.pem -inkey ec.key", .sha256),
    ])
    func `what openssl signs is taken`(name: String, command: String, digest: CMSDigest) throws {
        let signature = try signers.made(command)
        let signer = try DetachedSignature.verify(signature, over: Signers.body)
        #expect(try signer.certificate == signers.openssl.read("\(name).der"))
        #expect(signer.digest == digest)
        #expect(throws: CMSError.self) { try DetachedSignature.verify(signature, over: Data("another body".utf8)) }
        #expect(throws: CMSError.self) { try DetachedSignature.verify(signature, over: Data()) }
    }

    @Test(arguments: [
        ("\(cms) -signer rsa.pem -inkey rsa.key -md md5", "the digest is none of SHA-256, SHA-384, SHA-512 and SHA-1"),
        (
            "\(cms) -signer rsa.pem -inkey rsa.key -md sha224",
            "the digest is none of SHA-256, SHA-384, SHA-512 and SHA-1"
        ),
        (
            "\(cms) -signer rsa.pem -inkey rsa.key -signer ec.pem -inkey ec.key",
            "the message has 2 signers instead of one"
        ),
        ("\(cms) -signer rsa.pem -inkey rsa.key -nocerts", "the signer's certificate is not in the message"),
        (
            "\(cms) -signer rsa.pem -inkey rsa.key -nodetach",
            "the signature brings a content of its own, where one beside it is expected"
        ),
        (
            "\(cms) -signer rsa.pem -inkey rsa.key -econtent_type id-smime-ct-TSTInfo",
            "the message is no signature over plain data"
        ),
        ("cms -encrypt -in body -outform DER rsa.pem", "the message is no signature over plain data"),
        ("crl2pkcs7 -nocrl -certfile rsa.pem -outform DER", "the message has 0 signers instead of one"),
    ])
    func `what is no signature of one signer beside its content is refused`(command: String, reason: String) throws {
        let signature = try signers.made(command)
        #expect(throws: CMSError(reason)) { try DetachedSignature.verify(signature, over: Signers.body) }
    }

    @Test(arguments: [
        "-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1",
        "-algorithm EC -pkeyopt ec_paramgen_curve:P-224",
    ])
    func `a weak or unusual key is refused`(key: String) throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(Signers.body, to: "body")
        try openssl("genpkey \(key) -out weak.key")
        try openssl("req -x509 -new -key weak.key -subj /CN=weak -out weak.pem")
        try openssl("\(Self.cms) -signer weak.pem -inkey weak.key -out signature")
        let error = CMSError("the signer's key is neither RSA of 2048 to 8192 bits nor on a NIST curve")
        #expect(throws: error) { try DetachedSignature.verify(try openssl.read("signature"), over: Signers.body) }
    }

    @Test func `a signature whose length is left open (BER) is taken`() throws {
        let signature = try signers.made("\(Self.cms) -signer rsa.pem -inkey rsa.key")
        // A sequence of more than 255 octets: tag, 0x82, two octets of length.
        try #require(signature.prefix(2) == Data([0x30, 0x82]))
        let open = Data([0x30, 0x80]) + signature.dropFirst(4) + Data([0, 0])
        #expect(try DetachedSignature.verify(open, over: Signers.body).digest == .sha256)
    }

    @Test func `what follows the signature, and what is too large, is refused`() throws {
        let signature = try signers.made("\(Self.cms) -signer ec.pem -inkey ec.key")
        #expect(throws: CMSError("the signed message cannot be read")) {
            try DetachedSignature.verify(signature + Data([0]), over: Signers.body)
        }
        #expect(throws: CMSError("the signed message is larger than 65536 octets")) {
            try DetachedSignature.verify(Data(count: 65_537), over: Signers.body)
        }
        #expect(throws: CMSError("the signed message cannot be read")) {
            try DetachedSignature.verify(Data(), over: Signers.body)
        }
    }

    @Test func `a certificate that another one signed with is not taken for the signer's`() throws {
        let signature = try signers.made("\(Self.cms) -signer rsa.pem -inkey rsa.key -certfile other.pem")
        let signer = try DetachedSignature.verify(signature, over: Signers.body)
        #expect(try signer.others == [signers.openssl.read("other.der")])
    }

    @Test(arguments: ["rsa", "ec", "ec384"])
    func `openssl takes what is signed here`(name: String) throws {
        let signature = try DetachedSignature.sign(
            Signers.body, as: signers.identity(name), chain: [signers.openssl.read("other.der")],
            at: Date(timeIntervalSince1970: 1_790_000_000))
        let file = "signed-\(UUID().uuidString)"
        try signers.openssl.write(signature, to: file)
        try signers.openssl("cms -verify -binary -noverify -inform DER -in \(file) -content body")
        #expect(throws: OpenSSLCommand.Refusal.self) {
            try signers.openssl("cms -verify -binary -noverify -inform DER -in \(file) -content another")
        }
        #expect(try DetachedSignature.verify(signature, over: Signers.body).digest == .sha256)
    }

    @Test func `nobody signs with a key that is not the certificate's`() throws {
        let mixed = CMSIdentity(
            certificate: try signers.openssl.read("rsa.der"), privateKey: try signers.openssl.read("other.key.der"))
        #expect(throws: CMSError("the private key does not belong to the certificate")) {
            try DetachedSignature.sign(Signers.body, as: mixed, at: Date(timeIntervalSince1970: 0))
        }
    }

    @Test func `an identity shows no key`() throws {
        let identity = try signers.identity("ec")
        let key = identity.privateKey
        #expect(!"\(identity)".contains("\(key)") && !String(reflecting: identity).contains("\(key)"))
        var dumped = ""
        dump(identity, to: &dumped)
        #expect(!dumped.contains("privateKey"))
    }
}
