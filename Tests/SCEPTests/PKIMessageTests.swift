import CMS
import Foundation
import SCEP
import TestSupport
import Testing
import X509

struct PKIMessageTests {
    private let parties: Parties

    init() throws { parties = try Parties.shared.get() }

    @Test(arguments: ["client", "v1"])
    func `whoever vouches for himself may ask`(signer: String) throws {
        let message = try PKIMessage(verifying: parties.message(parties.csr("client"), signer: signer))
        #expect(message.transaction == "a transaction")
        let opened = try message.open(as: parties.identity("authority"))
        #expect(opened.request.challenge == "a secret from openssl")
        #expect(opened.request.subject == "CN=asked-for")
        #expect(opened.cipher == .aes128)
    }

    @Test(arguments: ["utf8only", "nombstr", "default"])
    func `a challenge is read in each type that it is written in`(mask: String) throws {
        let configuration = String(decoding: try parties.openssl.read("csr.cnf"), as: UTF8.self)
        try parties.openssl.write(Data(configuration.replacing("utf8only", with: mask).utf8), to: "\(mask).cnf")
        let message = try PKIMessage(verifying: parties.message(parties.csr("client", "-config \(mask).cnf")))
        let opened = try message.open(as: parties.identity("authority"))
        #expect(opened.request.challenge == "a secret from openssl")
    }

    @Test func `a key on a curve may be certified`() throws {
        let message = try PKIMessage(verifying: parties.message(parties.csr("ec")))
        #expect(try message.open(as: parties.identity("authority")).request.publicKey == parties.key("ec").publicKey)
    }

    @Test func `a request may lack a challenge and ask for extensions`() throws {
        let csr = try parties.csr("client", "-subj /CN=x -addext keyUsage=digitalSignature")
        let opened = try PKIMessage(verifying: parties.message(csr)).open(as: parties.identity("authority"))
        #expect(opened.request.challenge == nil)
    }

    @Test(arguments: [("-des3", ContentCipher.tripleDES), ("-des-cbc -provider legacy -provider default", .des)])
    func `weak ciphers are taken where they are switched on`(options: String, cipher: ContentCipher) throws {
        let message = try PKIMessage(verifying: parties.message(parties.csr("client"), cipher: options))
        let refusal = SCEPRefusal(.badMessageCheck, "the envelope is in \(cipher.rawValue), which is not taken")
        #expect(throws: refusal) { try message.open(as: parties.identity("authority")) }
        let opened = try message.open(as: parties.identity("authority"), accepting: ContentCipher.all)
        #expect(opened.cipher == cipher)
    }

    @Test func `a message without type, transaction or nonce cannot be answered`() throws {
        let sealed = Data("sealed".utf8)
        #expect(throws: SCEPError("the message does not say what it is for")) {
            try PKIMessage(verifying: parties.signed(sealed, type: nil))
        }
        #expect(throws: SCEPError("the message does not say what it is for")) {
            try PKIMessage(verifying: parties.signed(sealed, type: "18"))
        }
        for transaction in [nil, String(repeating: "x", count: 257)] {
            #expect(throws: SCEPError("the message has no transaction, or one of more than 256 octets")) {
                try PKIMessage(verifying: parties.signed(sealed, transaction: transaction))
            }
        }
        for nonce in [nil, Data(count: 65)] {
            #expect(throws: SCEPError("the message has no nonce of its sender, or one of more than 64 octets")) {
                try PKIMessage(verifying: parties.signed(sealed, nonce: nonce))
            }
        }
    }

    @Test func `what is not asked for here is refused`() throws {
        let message = try PKIMessage(verifying: parties.signed(Data(), type: "20"))
        #expect(throws: SCEPRefusal(.badRequest, "certPoll is not answered here; certificates are given at once")) {
            try message.open(as: parties.identity("authority"))
        }
    }

    /// Whoever can tell a badly opened envelope from a bad content can open envelopes of others by asking.
    @Test func `all that is wrong in an envelope is told alike`() throws {
        let authority = try parties.identity("authority")
        let sealed = try Envelope.seal(Data("no request".utf8), for: authority.certificate)
        let foreign = try Envelope.seal(parties.csr("client"), for: parties.openssl.read("client.der"))
        var spoilt = try Envelope.seal(parties.csr("client"), for: authority.certificate)
        spoilt[spoilt.count - 20] ^= 1
        for envelope in [sealed, foreign, spoilt, Data(), Data("x".utf8)] {
            let message = try PKIMessage(verifying: parties.signed(envelope))
            let refusal = #expect(throws: SCEPRefusal.self) { try message.open(as: authority) }
            #expect(refusal?.failure == .badMessageCheck)
        }
    }

    /// The library does not even read these.
    @Test(arguments: ["RSA -pkeyopt rsa_keygen_bits:1024", "EC -pkeyopt ec_paramgen_curve:secp256k1"])
    func `a weak key is not certified`(key: String) throws {
        let name = UUID().uuidString
        try parties.openssl("genpkey -algorithm \(key) -out \(name).key")
        let message = try PKIMessage(verifying: parties.message(parties.csr(name)))
        let refusal = #expect(throws: SCEPRefusal.self) { try message.open(as: parties.identity("authority")) }
        #expect(refusal?.failure == .badMessageCheck)
    }

    @Test func `a key of an unusual kind is not certified`() throws {
        let name = UUID().uuidString
        try parties.openssl("genpkey -algorithm ED25519 -out \(name).key")
        let message = try PKIMessage(verifying: parties.message(parties.csr(name)))
        let refusal = SCEPRefusal(.badAlg, "the key is neither RSA of 2048 to 8192 bits nor on a NIST curve")
        #expect(throws: refusal) { try message.open(as: parties.identity("authority")) }
    }

    @Test func `a request that its key did not sign is refused`() throws {
        var csr = try parties.csr("client")
        csr[csr.count - 1] ^= 1
        let message = try PKIMessage(verifying: parties.message(csr))
        let refusal = SCEPRefusal(
            .badMessageCheck, "the request for a certificate is not signed with the key that it is about")
        #expect(throws: refusal) { try message.open(as: parties.identity("authority")) }
    }

    @Test func `a request shows no challenge`() throws {
        let request = try PKIMessage(verifying: parties.message(parties.csr("client")))
            .open(as: parties.identity("authority")).request
        var dumped = ""
        dump(request, to: &dumped)
        #expect(!dumped.contains("secret") && !"\(request)".contains("secret"))
    }

    @Test func `no message that was cut short is taken`() throws {
        let message = try parties.message(parties.csr("client"))
        for count in stride(from: 0, to: message.count, by: 11) {
            #expect(throws: SCEPError.self) { try PKIMessage(verifying: message.prefix(count)) }
        }
    }

    @Test func `a spoilt message is refused, and nothing worse`() throws {
        let message = try parties.message(parties.csr("client"))
        for index in stride(from: 0, to: message.count, by: 13) {
            var spoilt = message
            spoilt[index] ^= 0x21
            _ = try? PKIMessage(verifying: spoilt).open(as: parties.identity("authority"), accepting: ContentCipher.all)
        }
    }
}
