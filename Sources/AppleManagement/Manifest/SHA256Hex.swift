import Crypto
public import Foundation

/// SHA-256 as 64 lower-case hexadecimal digits: what tokens are, and what a `ServerToken` has room for.
public enum SHA256Hex {
    public static func of(_ bytes: Data) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * SHA256.byteCount)
        for byte in SHA256.hash(data: bytes) {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
