import COpenSSL
public import Foundation

/// A message that carries what was signed.
public struct SignedMessage: Sendable, Equatable {
    /// Empty where the message has none.
    public let content: Data
    /// Whose certificate is not judged here.
    public let signer: CMSSigner
    /// Without an order; empty where the signature is over the content alone.
    public let attributes: [SignedAttribute]

    /// Reads and checks a message of one signer, whose certificate came with it.
    public init(verifying der: Data) throws(CMSError) {
        defer { ERR_clear_error() }
        let message = try SignedData(reading: der, limit: CMSLimits.message)
        content = message.content ?? Data()
        (signer, attributes) = try message.verify(over: content)
    }

    /// The value of an attribute; nil where there is none of that name.
    public func attribute(_ identifier: String) -> SignedAttribute.Value? {
        attributes.first { $0.identifier == identifier }?.value
    }

    /// Signs with SHA-256, and puts `attributes` under the signature too.
    ///
    /// - Parameters:
    ///   - content: nil for a message that says all in its attributes.
    ///   - chain: further certificates to send with the message.
    public static func sign(
        _ content: Data?, as identity: CMSIdentity, chain: [Data] = [], attributes: [SignedAttribute] = [],
        at time: Date
    ) throws(CMSError) -> Data {
        try SignedData.sign(
            content ?? Data(), as: identity, chain: chain, attributes: attributes, at: time, isDetached: content == nil)
    }
}
