/// One error of an `ErrorChain`, the topmost first (reference 1.4). Codes are not stable across releases of the OS.
public struct ErrorChainEntry: Sendable, Hashable {
    /// Apple's number within the domain.
    public var errorCode: Int64?
    /// Such as `MCMDMErrorDomain`.
    public var errorDomain: String?
    /// In the device's language.
    public var localizedDescription: String?
    /// In English.
    public var usEnglishDescription: String?

    /// One error of a chain; what is nil is left out.
    public init(
        errorCode: Int64?, errorDomain: String?, localizedDescription: String? = nil,
        usEnglishDescription: String? = nil
    ) {
        self.errorCode = errorCode
        self.errorDomain = errorDomain
        self.localizedDescription = localizedDescription
        self.usEnglishDescription = usEnglishDescription
    }
}

extension ErrorChainEntry {
    /// More than this many entries of a chain are not read.
    static let maximumCount = 32

    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(
            errorCode: try reader.optionalInteger("ErrorCode"), errorDomain: try reader.optionalText("ErrorDomain"),
            localizedDescription: try reader.optionalText("LocalizedDescription"),
            usEnglishDescription: try reader.optionalText("USEnglishDescription"))
    }

    var plistNode: PlistNode {
        var fields: [String: PlistNode] = [:]
        if let errorCode { fields["ErrorCode"] = .integer(errorCode) }
        fields.add("ErrorDomain", errorDomain)
        fields.add("LocalizedDescription", localizedDescription)
        fields.add("USEnglishDescription", usEnglishDescription)
        return .dictionary(fields)
    }
}
