import CMS
import Foundation
import TestSupport
import Testing

struct SignedMessageTests {
    private let signers: Signers
    private let time = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws { signers = try Signers.shared.get() }

    @Test(arguments: ["rsa", "ec"])
    func `a message carries its content and what was signed beside it`(name: String) throws {
        let attributes = [
            SignedAttribute("2.16.840.1.113733.1.9.2", .text("19")),
            SignedAttribute("2.16.840.1.113733.1.9.5", .octetString(Data([0, 1, 2, 255]))),
        ]
        let message = try SignedMessage.sign(
            Signers.body, as: signers.identity(name), attributes: attributes, at: time)
        let read = try SignedMessage(verifying: message)
        #expect(read.content == Signers.body)
        #expect(try read.signer.certificate == signers.openssl.read("\(name).der"))
        for attribute in attributes { #expect(read.attribute(attribute.identifier) == attribute.value) }
        #expect(read.attribute("1.2.840.113549.1.9.5") == .other)
        #expect(read.attribute("1.2.3.4") == nil)

        let file = "message-\(UUID().uuidString)"
        try signers.openssl.write(message, to: file)
        #expect(try signers.openssl("cms -verify -binary -noverify -inform DER -in \(file)") == Signers.body)
        let printed = String(
            decoding: try signers.openssl("cms -cmsout -print -noout -inform DER -in \(file)"), as: UTF8.self)
        #expect(printed.contains("PRINTABLESTRING:19") && printed.contains("UTCTIME:Sep 21 14:13:20 2026 GMT"))
    }

    @Test(arguments: ["-md sha256", "-md sha512", "-stream", "-noattr"])
    func `what openssl signs is read`(options: String) throws {
        let message = try signers.made(
            "cms -sign -binary -nodetach -in body -outform DER -signer rsa.pem -inkey rsa.key \(options)")
        #expect(try SignedMessage(verifying: message).content == Signers.body)
    }

    @Test func `a detached signature is no message`() throws {
        let signature = try signers.made("cms -sign -binary -in body -outform DER -signer rsa.pem -inkey rsa.key")
        #expect(throws: CMSError("the signature does not belong to this content")) {
            try SignedMessage(verifying: signature)
        }
    }

    @Test func `a message may say all in its attributes`() throws {
        let attribute = SignedAttribute("2.16.840.1.113733.1.9.7", .text("not_printable, käse"))
        let message = try SignedMessage.sign(nil, as: signers.identity("ec"), attributes: [attribute], at: time)
        let read = try SignedMessage(verifying: message)
        #expect(read.content == Data())
        #expect(read.attribute(attribute.identifier) == attribute.value)
    }

    @Test func `a content that was changed is refused`() throws {
        var message = try SignedMessage.sign(Signers.body, as: signers.identity("ec"), at: time)
        let place = try #require(message.range(of: Signers.body))
        message[place.lowerBound] ^= 1
        #expect(throws: CMSError("the signature does not belong to this content")) {
            try SignedMessage(verifying: message)
        }
    }

    @Test func `certificates are handed over without a signature`() throws {
        let certificates = try [signers.openssl.read("rsa.der"), signers.openssl.read("ec.der")]
        let bundle = try CertificateBundle.encode(certificates)
        #expect(Set(try CertificateBundle.decode(bundle)) == Set(certificates))
        try signers.openssl.write(bundle, to: "bundle")
        let printed = String(
            decoding: try signers.openssl("pkcs7 -inform DER -in bundle -print_certs -noout"), as: UTF8.self)
        #expect(printed.contains("CN = rsa") && printed.contains("CN = ec"))
        let made = try signers.made("crl2pkcs7 -nocrl -certfile rsa.pem -outform DER")
        #expect(try CertificateBundle.decode(made) == [certificates[0]])
    }
}
