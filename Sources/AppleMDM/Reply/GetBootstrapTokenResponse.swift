public import Foundation

/// The answer to `GetBootstrapToken` (reference 1.3). Without a token it is an empty dictionary, not an error.
public struct GetBootstrapTokenResponse: Sendable, Hashable {
    /// The token as it was escrowed; nil when none was.
    public var bootstrapToken: Data?

    /// - Parameter bootstrapToken: nil when none is stored.
    public init(bootstrapToken: Data?) {
        self.bootstrapToken = bootstrapToken
    }
}

extension GetBootstrapTokenResponse: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        self.init(bootstrapToken: try PlistReader(plistFields).optionalBytes("BootstrapToken"))
    }

    public var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = [:]
        fields.add("BootstrapToken", bootstrapToken)
        return fields
    }
}
