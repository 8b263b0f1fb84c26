public import CMS
public import Foundation

/// What is asked of a SCEP server, by the parameter `operation` (RFC 8894, 4.1).
public enum SCEPOperation: String, Sendable, Equatable, CaseIterable {
    case getCACaps = "GetCACaps"
    case getCACert = "GetCACert"
    case pkiOperation = "PKIOperation"
}

/// The media types of the answers (RFC 8894, 4.2 to 4.4).
public enum SCEPMediaType {
    public static let capabilities = "text/plain"
    /// One certificate in DER; several would be a bundle of another type.
    public static let certificate = "application/x-x509-ca-cert"
    public static let message = "application/x-pki-message"
}

/// What a server says that it can do (RFC 8894, 3.5.2).
public enum SCEPCapabilities {
    /// One line each.
    public static func text(accepting ciphers: Set<ContentCipher>) -> String {
        var lines = ["AES", "POSTPKIOperation", "Renewal", "SCEPStandard", "SHA-256", "SHA-512"]
        if ciphers.contains(.tripleDES) { lines.append("DES3") }
        return lines.map { "\($0)\n" }.joined()
    }
}

/// The message of a PKIOperation that came by GET (RFC 8894, 4.1): base64 in the URL.
public enum SCEPMessageParameter {
    private static let limit = 360 * 1024

    /// Reads base64 of the standard or the URL alphabet, padded or not. A blank stands for the plus that was sent without being escaped.
    ///
    /// - Parameter value: of the parameter `message`, its percent signs resolved.
    public static func decode(_ value: String) -> Data? {
        guard value.utf8.count <= limit else { return nil }
        var octets = value.utf8.compactMap(standard)
        while octets.last == UInt8(ascii: "=") { octets.removeLast() }
        guard !octets.contains(UInt8(ascii: "=")) else { return nil }
        octets += [UInt8](repeating: UInt8(ascii: "="), count: (4 - octets.count % 4) % 4)
        return Data(base64Encoded: Data(octets))
    }

    /// A character in the standard alphabet; nil for a line's end.
    private static func standard(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"): nil
        default: character
        }
    }
}
