import Crypto
public import Foundation
import RatchetCore

/// The SHA-256 of octets, by which certificates and keys are told apart.
public enum Fingerprint {
    /// 64 hexadecimal digits in lower case.
    public static func of(_ octets: some DataProtocol) -> String { Hex.text(SHA256.hash(data: octets)) }
}
