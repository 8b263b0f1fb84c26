import CMS
import Foundation
import TestSupport

/// Identities and contents that the tests of this room share; made once, with the `openssl` command.
struct Signers {
    let openssl: OpenSSLCommand
    static let shared = Result { try Signers() }

    private init() throws {
        openssl = try OpenSSLCommand()
        try openssl.makeSelfSigned("rsa", .rsa2048)
        try openssl.makeSelfSigned("ec", .p256)
        try openssl.makeSelfSigned("ec384", .p384)
        try openssl.makeSelfSigned("other", .rsa2048)
        try openssl.write(Signers.body, to: "body")
        try openssl.write(Data("another body".utf8), to: "another")
    }

    static let body = Data("<plist>\nwith\r\nboth line ends\0and zero</plist>".utf8)

    func identity(_ name: String) throws -> CMSIdentity {
        CMSIdentity(certificate: try openssl.read("\(name).der"), privateKey: try openssl.read("\(name).key.der"))
    }

    /// The output of one command that writes to `-out`.
    func made(_ arguments: String) throws -> Data {
        let name = "made-\(UUID().uuidString)"
        let verb = arguments.prefix { $0 != " " }
        try openssl("\(verb) -out \(name) \(arguments.dropFirst(verb.count))")
        return try openssl.read(name)
    }
}
