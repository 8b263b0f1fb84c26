import Crypto
public import Foundation

/// The SHA-256 of octets, by which certificates and keys are told apart.
public enum Fingerprint {
    /// 64 hexadecimal digits in lower case.
    public static func of(_ octets: some DataProtocol) -> String { hexadecimal(SHA256.hash(data: octets)) }

    static func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
        octets.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
