import CMS
import Foundation
import Identity
import TestSupport
import Testing

struct PEMFileTests {
    private let openssl: OpenSSLCommand

    init() throws {
        openssl = try OpenSSLCommand()
        try openssl.makeSelfSigned("one")
        try openssl.makeSelfSigned("two")
    }

    private func write(_ text: String, mode: Int = 0o600) throws -> URL {
        let name = UUID().uuidString
        try openssl.write(Data(text.utf8), to: name)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: openssl.url(name).path)
        return openssl.url(name)
    }

    private func text(_ name: String) throws -> String { String(decoding: try openssl.read(name), as: UTF8.self) }

    private func refusal(_ certificates: URL, _ key: URL) -> String {
        do throws(IdentityError) {
            _ = try PEMFile.identity(certificates: certificates, key: key)
            return "none"
        } catch {
            #expect(error.description.contains(certificates.path) || error.description.contains(key.path))
            return error.description
        }
    }

    @Test func `a chain keeps its order, and the first is the one with the key`() throws {
        let file = try write("a remark\n" + text("one.pem") + text("two.pem"))
        let identity = try PEMFile.identity(certificates: file, key: write(text("one.key")))
        #expect(try identity.identity.certificate == openssl.read("one.der"))
        #expect(try identity.chain == [openssl.read("two.der")])
    }

    @Test(arguments: ["ec -in ec.key -out out", "rsa -in rsa.key -traditional -out out", "pkey -in rsa.key -out out"])
    func `a key is read in each of its usual forms`(command: String) throws {
        let kind = command.contains("rsa.key") ? "rsa" : "ec"
        try openssl.makeSelfSigned(kind, kind == "rsa" ? .rsa2048 : .p384)
        try openssl(command)
        let identity = try PEMFile.identity(
            certificates: openssl.url("\(kind).pem"), key: write((kind == "ec" ? parameters : "") + text("out")))
        let expected = try openssl.read("\(kind).der")
        #expect(identity.identity.certificate == expected)
    }

    /// As `openssl ecparam -genkey` puts them before the key.
    private let parameters = "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"

    @Test func `certificate and key may be in one file`() throws {
        let file = try write(text("one.key") + text("one.pem"))
        #expect(try PEMFile.identity(certificates: file, key: file).chain.isEmpty)
    }

    @Test func `a file that is not there, or holds something else, is named with what to do`() throws {
        let (one, key) = (openssl.url("one.pem"), try write(text("one.key")))
        #expect(refusal(openssl.url("missing"), key).contains("is missing; put it there"))
        #expect(refusal(one, openssl.url("missing")).contains("is missing; put it there"))
        #expect(refusal(key, key).contains("holds no certificate (it has a PRIVATE KEY)"))
        #expect(refusal(try write("nothing"), key).contains("nothing in PEM"))
        #expect(refusal(try write(""), key).contains("is empty"))
        #expect(refusal(openssl.url(""), key).contains("cannot be read"))
        let broken = try text("one.pem").replacing("MII", with: "AAA")
        #expect(refusal(try write(broken), key).contains("cannot be read; export it again"))
        #expect(refusal(try write(String(repeating: "x", count: 1_100_000)), key).contains("too large"))
    }

    @Test func `a key of another, several keys and a key with a passphrase are refused`() throws {
        let one = openssl.url("one.pem")
        #expect(refusal(one, try write(text("two.key"))).contains("does not belong to the first certificate"))
        #expect(refusal(one, try write(text("one.key") + text("two.key"))).contains("holds 2 private keys"))
        #expect(refusal(one, try write(text("one.pem"))).contains("holds no private key"))
        try openssl("pkcs8 -topk8 -in one.key -v2 aes-256-cbc -passout pass:secret -out locked.key")
        #expect(refusal(one, try write(text("locked.key"))).contains("has a passphrase"))
    }

    @Test(arguments: [0o600, 0o400, 0o640, 0o440])
    func `a key that its owner and group read is taken`(mode: Int) throws {
        _ = try PEMFile.identity(certificates: openssl.url("one.pem"), key: write(text("one.key"), mode: mode))
    }

    @Test(arguments: [0o644, 0o604, 0o660, 0o606])
    func `a key that others can read is refused`(mode: Int) throws {
        let file = try write(text("one.key"), mode: mode)
        #expect(refusal(openssl.url("one.pem"), file).contains("can be read by others than its owner and group"))
    }
}
