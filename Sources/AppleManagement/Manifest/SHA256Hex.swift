import Crypto
public import Foundation
import RatchetCore

/// SHA-256 as 64 lower-case hexadecimal digits: what tokens are, and what a `ServerToken` has room for.
public enum SHA256Hex {
    public static func of(_ bytes: Data) -> String { Hex.text(SHA256.hash(data: bytes)) }
}
