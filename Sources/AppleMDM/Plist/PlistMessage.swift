public import Foundation

/// A message that travels as a property list whose outermost value is a dictionary.
///
/// It is read from XML or binary and written as XML with sorted keys, so that equal messages have equal bytes.
public protocol PlistMessage: Sendable {
    /// Reads a message from the keys and values that were on the wire.
    ///
    /// Unknown keys are ignored; U+0000 in a string becomes U+FFFD.
    init(plistFields: [String: PlistNode]) throws(MDMCodecError)

    /// The message as the keys and values that go on the wire; an absent key is not in it.
    var plistFields: [String: PlistNode] { get }
}

extension PlistMessage {
    /// Reads a message from XML or binary.
    public init(plist: Data, limits: PlistLimits = .message) throws(MDMCodecError) {
        guard case .dictionary(let fields) = try PlistNode(plist: plist, limits: limits) else {
            throw MDMCodecError(.notADictionary, "the value is no dictionary")
        }
        try self.init(plistFields: fields)
    }

    /// The message as an XML property list in UTF-8.
    public func plist() -> Data {
        Data(PlistWriter.document(.dictionary(plistFields)))
    }
}
