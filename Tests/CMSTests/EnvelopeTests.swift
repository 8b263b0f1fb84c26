import CMS
import Foundation
import TestSupport
import Testing

struct EnvelopeTests {
    private let signers: Signers

    init() throws { signers = try Signers.shared.get() }

    private static let encrypt = "cms -encrypt -binary -in body -outform DER"

    @Test(arguments: [
        ("\(encrypt) -aes-128-cbc rsa.pem", ContentCipher.aes128), ("\(encrypt) -aes-192-cbc rsa.pem", .aes192),
        ("\(encrypt) -aes-256-cbc rsa.pem", .aes256), ("\(encrypt) -aes-256-cbc -stream rsa.pem", .aes256),
        ("\(encrypt) -aes-256-cbc other.pem rsa.pem", .aes256), ("\(encrypt) -aes-128-gcm rsa.pem", .aesGCM),
        ("\(encrypt) -aes-256-gcm rsa.pem", .aesGCM),
        ("smime -encrypt -binary -in body -outform DER -aes-128-cbc rsa.pem", .aes128),
    ])
    func `what openssl seals is opened`(command: String, cipher: ContentCipher) throws {
        let sealed = try signers.made(command.replacing("other.pem rsa.pem", with: "-recip other.pem -recip rsa.pem"))
        let opened = try Envelope(opening: sealed, as: signers.identity("rsa"))
        #expect(opened.content == Signers.body)
        #expect(opened.cipher == cipher)
    }

    @Test(arguments: [
        ("\(encrypt) -des3 rsa.pem", ContentCipher.tripleDES),
        ("\(encrypt) -des-cbc -provider legacy -provider default rsa.pem", .des),
    ])
    func `a weak cipher is taken only where it is switched on`(command: String, cipher: ContentCipher) throws {
        let sealed = try signers.made(command)
        #expect(throws: CMSError("the envelope is in \(cipher.rawValue), which is not taken")) {
            try Envelope(opening: sealed, as: signers.identity("rsa"))
        }
        let opened = try Envelope(opening: sealed, as: signers.identity("rsa"), accepting: ContentCipher.all)
        #expect(opened == (try Envelope(opening: sealed, as: signers.identity("rsa"), accepting: [cipher])))
        #expect(opened.content == Signers.body)
    }

    @Test(arguments: [ContentCipher.aes128, .aes192, .aes256, .tripleDES])
    func `openssl opens what is sealed here`(cipher: ContentCipher) throws {
        let sealed = try Envelope.seal(Signers.body, for: signers.openssl.read("rsa.der"), with: cipher)
        let file = "sealed-\(UUID().uuidString)"
        try signers.openssl.write(sealed, to: file)
        let opened = try signers.made("cms -decrypt -binary -inform DER -in \(file) -recip rsa.pem -inkey rsa.key")
        #expect(opened == Signers.body)
        let own = try Envelope(opening: sealed, as: signers.identity("rsa"), accepting: [cipher])
        #expect(own.content == Signers.body)
    }

    @Test(arguments: [
        "\(encrypt) -rc2-40 -provider legacy -provider default rsa.pem", "\(encrypt) -camellia128 rsa.pem",
        "\(encrypt) -aes-128-cbc ec.pem",
        "\(encrypt) -aes-128-cbc -secretkey 000102030405060708090a0b0c0d0e0f -secretkeyid 01",
        "cms -sign -in body -outform DER -nodetach -signer rsa.pem -inkey rsa.key",
        "cms -data_create -in body -outform DER",
    ])
    func `another cipher, and what is sealed with no RSA key, is refused`(command: String) throws {
        let sealed = try signers.made(command)
        #expect(throws: CMSError.self) {
            try Envelope(opening: sealed, as: signers.identity("rsa"), accepting: ContentCipher.all)
        }
    }

    /// Whoever can tell these apart can open an envelope by asking often enough.
    @Test func `a wrong key, a spoilt key and a spoilt content fail alike`() throws {
        let sealed = try signers.made("\(Self.encrypt) -aes-128-cbc rsa.pem")
        let same = CMSError("the envelope cannot be opened")
        let stolen = CMSIdentity(
            certificate: try signers.openssl.read("rsa.der"), privateKey: try signers.openssl.read("other.key.der"))
        var refused = failsAlike(sealed, try signers.identity("other"), same) ? 1 : 0
        for spoil in 0..<8 {
            var key = sealed
            // The encrypted key is the longest part: 256 octets that end about 90 before the end.
            key[sealed.count - 200 - spoil] ^= 0x40
            refused += failsAlike(key, try signers.identity("rsa"), same) ? 1 : 0
        }
        refused += failsAlike(sealed, stolen, same) ? 1 : 0
        // One padding of 256 comes out right by chance, and what is in it then is nonsense.
        #expect(refused >= 7)
    }

    private func failsAlike(_ sealed: Data, _ identity: CMSIdentity, _ same: CMSError) -> Bool {
        do throws(CMSError) {
            #expect(try Envelope(opening: sealed, as: identity).content != Signers.body)
            return false
        } catch {
            #expect(error == same)
            return true
        }
    }

    @Test func `a spoilt authenticated envelope is refused`() throws {
        var sealed = try signers.made("\(Self.encrypt) -aes-128-gcm rsa.pem")
        sealed[sealed.count - 30] ^= 1
        #expect(throws: CMSError("the envelope cannot be opened")) {
            try Envelope(opening: sealed, as: signers.identity("rsa"))
        }
    }

    @Test func `only the holder of an RSA key can be sent an envelope`() throws {
        #expect(throws: CMSError("an envelope can only be sent to the holder of an RSA key")) {
            try Envelope.seal(Signers.body, for: signers.openssl.read("ec.der"))
        }
        #expect(throws: CMSError("nothing is sent in DES-CBC")) {
            try Envelope.seal(Signers.body, for: signers.openssl.read("rsa.der"), with: .des)
        }
    }

    @Test func `an answer is in no weaker cipher than the question`() {
        #expect(
            ContentCipher.allCases.map(\.forAnswer) == [.aes128, .aes192, .aes256, .aes256, .tripleDES, .tripleDES])
    }

    @Test func `an empty content is a content`() throws {
        let sealed = try Envelope.seal(Data(), for: signers.openssl.read("rsa.der"))
        #expect(try Envelope(opening: sealed, as: signers.identity("rsa")).content == Data())
    }

    @Test func `what is too large is not read`() throws {
        #expect(throws: CMSError("the envelope is larger than 262144 octets")) {
            try Envelope(opening: Data(count: 262_145), as: signers.identity("rsa"))
        }
    }
}
