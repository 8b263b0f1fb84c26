/// Why a push certificate can't be used, and what to do about it.
public struct PushCertificateProblem: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    static func unreadable(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem("\(file) can't be read; see that it is there and that this user may read it")
    }

    static func tooLarge(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem("\(file) is too large for a certificate or a key; name the right file")
    }

    static func noText(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem(
            """
            \(file) is not PEM. If it is a PKCS #12 file (.p12), make one of it with \
            `openssl pkcs12 -in FILE.p12 -out push.pem -nodes`; if it is DER (.cer), with \
            `openssl x509 -inform der -in FILE.cer -out push.pem`
            """)
    }

    static func noCertificate(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem(
            "\(file) has no certificate that can be read; it must have the one from identity.apple.com as PEM")
    }

    static func noKey(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem(
            "\(file) has no private key that can be read; it must have the one that the certificate was asked for with, as PEM"
        )
    }

    static func encryptedKey(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem(
            """
            the private key in \(file) is encrypted, and a server that starts by itself can't ask for a password. \
            Write it without one, readable by this user alone: \
            `umask 077; openssl pkey -in \(file) -out push.key`
            """)
    }

    static func foreignKey(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem("the private key in \(file) is not the one of the push certificate; name the right file")
    }

    static func noTopic(_ file: String) -> PushCertificateProblem {
        PushCertificateProblem(
            """
            the certificate in \(file) is no MDM push certificate: its subject has no UID that begins with \
            com.apple.mgmt. It comes from identity.apple.com/pushcert
            """)
    }

    static let missing = PushCertificateProblem(
        "no push certificate is set, and Apple's push service takes none without; set push.certificate")
}
