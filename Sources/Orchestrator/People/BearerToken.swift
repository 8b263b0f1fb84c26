import Crypto
public import Foundation
public import Ports
import RatchetCore

/// A secret that a browser or a program shows instead of a password: 256 random bits with a prefix by which whoever finds one
/// somewhere knows it, and a checksum by which a misspelt one is told from a wrong one. Only its hash is ever stored.
public struct BearerToken: Sendable {
    /// What it is for.
    public enum Kind: String, Sendable, CaseIterable {
        /// A program's, `ratchet token create`.
        case api = "rat"
        /// Of somebody who has signed in.
        case session = "rats"
        /// Of whoever may read the server's data folder.
        case local = "ratl"
        /// For making the first administrator.
        case setup = "ratf"
    }

    public let kind: Kind
    /// To be shown once: `rat_` and 72 hexadecimal digits, of which the last 8 are the checksum.
    public let text: String

    private static let size = 32
    private static let checksumDigits = 8

    public init(_ kind: Kind, from random: any RandomSource) {
        self.kind = kind
        let start = "\(kind.rawValue)_\(Hex.text(random.octets(BearerToken.size)))"
        text = start + BearerToken.checksum(start)
    }

    /// Nil unless it could be one: prefix, length and checksum are right.
    public init?(_ text: String) {
        guard text.utf8.count <= 128, let line = text.firstIndex(of: "_"),
            let kind = Kind(rawValue: String(text[..<line])),
            text.utf8.count == kind.rawValue.utf8.count + 1 + 2 * BearerToken.size + BearerToken.checksumDigits
        else { return nil }
        let start = String(text.dropLast(BearerToken.checksumDigits))
        guard text == start + BearerToken.checksum(start) else { return nil }
        (self.kind, self.text) = (kind, text)
    }

    /// What is stored of it. It needs no salt and no slowness: nobody can try 2^256 of them.
    public var hash: Data { Data(SHA256.hash(data: Data(text.utf8))) }

    /// Whether this is the hash, in a time that does not depend on where they differ.
    func has(hash other: Data) -> Bool {
        let own = hash
        return own.count == other.count && zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func checksum(_ start: String) -> String {
        String(Hex.text(SHA256.hash(data: Data(start.utf8))).prefix(checksumDigits))
    }
}
