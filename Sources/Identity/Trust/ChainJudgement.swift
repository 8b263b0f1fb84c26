public import Ports
public import RatchetCore

/// Whether a certificate is to be believed. That it belongs to the one who calls is another question.
public enum ChainJudgement: Sendable, Equatable {
    /// It leads to an authority of ours, and is in force.
    case trusted(CertificateFacts, by: String)
    /// It was trusted as long as it was in force.
    case expired(CertificateFacts, since: Instant)
    /// It leads to an authority of ours, and is not in force yet.
    case notYetValid(CertificateFacts)
    /// It leads to no authority of ours, or may not be used by a device.
    case untrusted(String)
    /// It is no certificate, or has a key or a signature so weak that the library does not read it (RSA of 1024 bits, MD5).
    case unreadable
}
