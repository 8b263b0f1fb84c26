/// The rules for single values of a declaration (reference 2.1, 3.1).
public enum DeclarationRules {
    /// Octets of an identifier or server token.
    public static let maximumIdentifierOctets = 64
    /// Octets of a declarations token.
    public static let maximumDeclarationsTokenOctets = 256

    /// Whether the text can be an `Identifier` or `ServerToken`: 1 to 64 octets.
    public static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= maximumIdentifierOctets
    }

    /// Whether the text is a `TargetOSVersion`: two or three whole numbers with dots between, as in `26.1` or `15.7.5`.
    public static func isTargetOSVersion(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return false }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    /// Whether the text is a `TargetBuildVersion`: up to 16 ASCII letters and digits, as in `25E246` or `25D771280a`.
    public static func isTargetBuildVersion(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
        }
        return isPlain && !text.isEmpty && text.utf8.count <= 16
    }

    /// Whether the text is a `TargetLocalDateTime`: `yyyy-mm-ddThh:mm:ss` of a day that exists, without zone.
    public static func isLocalDateTime(_ text: String) -> Bool {
        CalendarTime(local: text) != nil
    }

    static func checkIdentifier(_ text: String) throws(DDMCodecError) {
        guard isIdentifier(text) else { throw .invalid("Identifier", "must have 1 to 64 octets") }
    }

    static func checkServerToken(_ text: String) throws(DDMCodecError) {
        guard isIdentifier(text) else { throw .invalid("ServerToken", "must have 1 to 64 octets") }
    }

    static func checkDeclarationsToken(_ text: String) throws(DDMCodecError) {
        guard !text.isEmpty, text.utf8.count <= maximumDeclarationsTokenOctets else {
            throw .invalid("DeclarationsToken", "must have 1 to 256 octets")
        }
    }
}
