public import Ports

/// From whom a message of a device comes, as far as it was proven.
public enum DeviceCaller: Sendable, Equatable {
    /// Nobody from outside: the service by itself, or somebody whom the admin listener let in. Never a device.
    case service
    /// A device that is believed without proof, on a loopback address only (`devices.insecure`).
    case believed
    /// Whoever has the private key of this certificate, which a trusted authority has signed. Of an expired one the chain was
    /// good as long as it lasted.
    case holder(of: CertificateFacts, isExpired: Bool)

    /// True for one who can only be let in to renew the certificate.
    var isExpired: Bool {
        if case .holder(_, isExpired: true) = self { true } else { false }
    }
}

/// What a step does about a caller whose certificate has expired.
enum ExpiredCertificate {
    case refused
    /// Let in, so that the device can fetch its renewal; the step sees to it that it gets nothing else.
    case admitted
}
