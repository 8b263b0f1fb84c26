public import Foundation

/// The answer to `GetToken` (reference 1.3).
public struct GetTokenResponse: Sendable, Hashable {
    /// The token, in the form that the service wants.
    public var tokenData: Data

    /// - Parameter tokenData: not empty, or the device refuses it.
    public init(tokenData: Data) {
        self.tokenData = tokenData
    }
}

extension GetTokenResponse: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(tokenData: try reader.bytes("TokenData"))
    }

    public var plistFields: [String: PlistNode] { ["TokenData": .data(tokenData)] }
}
