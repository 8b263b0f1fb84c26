import Crypto
public import Foundation

/// SHA-256 as 64 lower-case hexadecimal digits: what tokens are, and what a `ServerToken` has room for.
public enum SHA256Hex {
    public static func of(_ bytes: Data) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hash, as: UTF8.self)
    }
}
