import Foundation
import RatchetCore
import TestSupport

/// Authorities and certificates of the `openssl` command.
struct CertificateHouse {
    let openssl: OpenSSLCommand
    static let shared = Result { try CertificateHouse() }

    private init() throws {
        openssl = try OpenSSLCommand()
        for kind in OpenSSLCommand.Key.allCases { try openssl.makeKey("\(kind)", kind) }
        try openssl.makeSelfSigned("authority", .rsa2048, "-days 3000")
        try openssl.makeSelfSigned("curves", .p384, "-days 3000")
        try openssl.makeSelfSigned("stranger", .p256, "-days 3000")
    }

    func der(_ name: String) throws -> Data { try openssl.read("\(name).der") }

    /// A certificate as `openssl x509 -req` makes it: version 1 without extensions, where there are no options for one.
    func plain(
        _ name: String, _ key: OpenSSLCommand.Key = .p256, by authority: String = "authority",
        _ options: String = "-days 30"
    ) throws -> Data {
        try openssl.write(openssl.read("\(key).key"), to: "\(name).key")
        try openssl("req -new -key \(name).key -subj /CN=\(name) -out \(name).csr")
        try openssl(
            "x509 -req -in \(name).csr -CA \(authority).pem -CAkey \(authority).key -set_serial \(UInt64.random(in: 1...UInt64.max)) \(options) -out \(name).pem"
        )
        try openssl("x509 -in \(name).pem -outform DER -out \(name).der")
        return try der(name)
    }

    /// A certificate of version 3, as `openssl req -x509 -CA` makes it.
    ///
    /// - Parameter extensions: one `-addext` each.
    func extended(
        _ name: String, _ key: OpenSSLCommand.Key = .p256, by authority: String = "authority", extensions: [String],
        _ options: String = "-days 30"
    ) throws -> Data {
        try openssl.write(openssl.read("\(key).key"), to: "\(name).key")
        let added = extensions.map { "-addext \($0)" }.joined(separator: " ")
        try openssl(
            "req -x509 -new -key \(name).key -subj /CN=\(name) -CA \(authority).pem -CAkey \(authority).key \(added) \(options) -out \(name).pem"
        )
        try openssl("x509 -in \(name).pem -outform DER -out \(name).der")
        return try der(name)
    }
}

extension Instant {
    /// The machine's time, by which `openssl` dates what it makes.
    static var present: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
