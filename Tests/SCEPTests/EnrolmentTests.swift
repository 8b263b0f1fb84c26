import CMS
import Foundation
import SCEP
import TestSupport
import Testing
import X509

/// Both halves against each other, and each against `openssl`.
struct EnrolmentTests {
    private let parties: Parties

    init() throws { parties = try Parties.shared.get() }

    private func transaction(_ cipher: ContentCipher = .aes256, challenge: String? = "a challenge") throws
        -> SCEPTransaction
    {
        try SCEPTransaction(
            enrolling: parties.key("client"), commonName: "device-1", challenge: challenge,
            at: parties.openssl.read("authority.der"), cipher: cipher, nonce: parties.nonce(), time: parties.now)
    }

    @Test(arguments: [ContentCipher.aes128, .aes256, .tripleDES])
    func `a client asks, is given a certificate, and finds it`(cipher: ContentCipher) throws {
        let transaction = try transaction(cipher)
        let message = try PKIMessage(verifying: transaction.message)
        #expect(message.type == .pkcsReq && !message.isRenewal)
        #expect(message.senderNonce == parties.nonce())
        let opened = try message.open(as: parties.identity("authority"), accepting: [cipher])
        #expect(opened.cipher == cipher)
        #expect(opened.request.challenge == "a challenge")
        #expect(opened.request.subject == "CN=device-1")
        #expect(try opened.request.publicKey == parties.key("client").publicKey)

        let given = try parties.openssl.read("v1.der")
        let answer = try message.answer(
            with: given, as: parties.identity("authority"), cipher: cipher, nonce: parties.nonce(3), at: parties.now)
        #expect(try transaction.outcome(of: answer) == .issued(given))
    }

    @Test func `a renewal is signed with the certificate that it is to succeed`() throws {
        let present = try parties.openssl.read("v1.der")
        let transaction = try SCEPTransaction(
            renewing: present, of: parties.key("client"), with: parties.key("client"), commonName: "device-1",
            at: parties.openssl.read("authority.der"), nonce: parties.nonce(), time: parties.now)
        let message = try PKIMessage(verifying: transaction.message)
        #expect(message.isRenewal)
        #expect(message.signer.certificate == present)
        #expect(try message.open(as: parties.identity("authority")).request.challenge == nil)
    }

    @Test(arguments: FailInfo.allCases)
    func `a client learns why it is refused`(failure: FailInfo) throws {
        let transaction = try transaction()
        let answer = try PKIMessage(verifying: transaction.message)
            .refuse(failure, as: parties.identity("authority"), nonce: parties.nonce(3), at: parties.now)
        #expect(try transaction.outcome(of: answer) == .refused(failure))
    }

    @Test func `an answer to another request, or of somebody else, is not taken`() throws {
        let transaction = try transaction()
        let message = try PKIMessage(verifying: transaction.message)
        let other = try SCEPTransaction(
            enrolling: parties.key("client"), commonName: "device-1", challenge: nil,
            at: parties.openssl.read("authority.der"), nonce: parties.nonce(8), time: parties.now)
        let (nonce, now) = (parties.nonce(3), parties.now)
        let refusal = try message.refuse(.badRequest, as: parties.identity("authority"), nonce: nonce, at: now)
        #expect(throws: SCEPError("the answer is to another request")) { try other.outcome(of: refusal) }
        let stranger = try message.refuse(.badRequest, as: parties.identity("client"), nonce: nonce, at: now)
        #expect(throws: SCEPError("the answer is not signed by the authority")) {
            try transaction.outcome(of: stranger)
        }
        let foreign = try message.answer(
            with: parties.openssl.read("ec.der"), as: parties.identity("authority"), cipher: .aes128, nonce: nonce,
            at: now)
        #expect(throws: SCEPError("the answer holds no certificate for our key")) {
            try transaction.outcome(of: foreign)
        }
    }

    /// What clients elsewhere look at: type, status, both nonces and the transaction, and the first certificate of the bundle.
    @Test func `openssl reads what a client is answered`() throws {
        let openssl = parties.openssl
        let message = try PKIMessage(verifying: parties.message(parties.csr("client")))
        let given = try openssl.read("client.der")
        let answer = try message.answer(
            with: given, as: parties.identity("authority"), cipher: .aes128, nonce: parties.nonce(3), at: parties.now)
        try openssl.write(answer, to: "answer")
        try openssl("cms -verify -binary -CAfile authority.pem -purpose any -inform DER -in answer -out answer.sealed")
        try openssl("cms -decrypt -inform DER -in answer.sealed -recip client.pem -inkey client.key -out answer.bundle")
        #expect(try CertificateBundle.decode(openssl.read("answer.bundle")) == [given])
        let printed = String(decoding: try openssl("cms -cmsout -print -noout -inform DER -in answer"), as: UTF8.self)
        for expected in ["PRINTABLESTRING:3", "PRINTABLESTRING:0", "PRINTABLESTRING:a transaction"] {
            #expect(printed.contains(expected))
        }
        let read = try SignedMessage(verifying: answer)
        #expect(read.attribute("2.16.840.1.113733.1.9.6") == .octetString(Data(repeating: 9, count: 16)))
        #expect(read.attribute("2.16.840.1.113733.1.9.5") == .octetString(parties.nonce(3)))
    }

    @Test func `a refusal has no envelope, and openssl finds it signed`() throws {
        let answer = try PKIMessage(verifying: parties.message(parties.csr("client")))
            .refuse(.badRequest, as: parties.identity("authority"), nonce: parties.nonce(3), at: parties.now)
        try parties.openssl.write(answer, to: "refusal")
        try parties.openssl.write(Data(), to: "nothing")
        try parties.openssl(
            "cms -verify -binary -CAfile authority.pem -purpose any -inform DER -in refusal -content nothing")
        #expect(try SignedMessage(verifying: answer).content.isEmpty)
    }
}
