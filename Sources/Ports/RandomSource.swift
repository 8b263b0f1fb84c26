import Foundation

/// Where chance comes from, and secrets that nobody may guess: the server's is the system's generator for cryptography, that of
/// tests and simulations is known beforehand.
public protocol RandomSource: Sendable {
    func octets(_ count: Int) -> [UInt8]
}

extension RandomSource {
    /// 256 bits as 43 characters of base64 for addresses (RFC 4648, 5).
    public func token() -> String {
        Data(octets(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// At least 0 and less than 1, for what is to be spread in time.
    public func fraction() -> Double {
        let number = octets(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(number >> 11) / Double(UInt64(1) << 53)
    }
}
