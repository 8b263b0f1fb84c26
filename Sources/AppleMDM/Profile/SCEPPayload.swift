public import Foundation

/// `com.apple.security.scep`: where and how a device gets its certificate (reference 1.1).
public struct SCEPPayload: Sendable, Hashable {
    public static let payloadType = "com.apple.security.scep"

    public var header: ProfilePayloadHeader
    public var url: String
    /// Tells one authority from another where a service has several.
    public var name: String?
    /// The subject that the device asks for: name and value, in order, each an RDN of its own.
    public var subject: [(name: String, value: String)] { subjectPairs.map { ($0[0], $0[1]) } }
    public var challenge: String?
    /// In bits.
    public var keySize: Int
    /// 1 signing, 4 encryption.
    public var keyUsage: Int
    /// SHA-256 of the authority's certificate.
    public var caFingerprint: Data?
    public var isKeyExtractable: Bool
    private var subjectPairs: [[String]]

    /// A payload for an RSA key of 2,048 bits, for signing and encryption, that never leaves the device.
    public init(
        header: ProfilePayloadHeader, url: String, name: String? = nil, subject: [(name: String, value: String)],
        challenge: String?, keySize: Int = 2048, keyUsage: Int = 5, caFingerprint: Data? = nil,
        isKeyExtractable: Bool = false
    ) {
        (self.header, self.url, self.name, self.challenge) = (header, url, name, challenge)
        subjectPairs = subject.map { [$0.name, $0.value] }
        (self.keySize, self.keyUsage) = (keySize, keyUsage)
        (self.caFingerprint, self.isKeyExtractable) = (caFingerprint, isKeyExtractable)
    }
}

extension SCEPPayload {
    init(_ reader: PlistReader) throws(MDMCodecError) {
        guard let content = try reader.optionalDictionary("PayloadContent") else {
            throw MDMCodecError.missing("PayloadContent")
        }
        self.init(
            header: try ProfilePayloadHeader(reader), url: try content.text("URL"),
            name: try content.optionalText("Name"), subject: [], challenge: try content.optionalText("Challenge"),
            keySize: Int(try content.optionalInteger("Keysize") ?? 1024),
            keyUsage: Int(try content.optionalInteger("Key Usage") ?? 0),
            caFingerprint: try content.optionalBytes("CAFingerprint"),
            isKeyExtractable: try content.optionalTruth("KeyIsExtractable") ?? true)
        subjectPairs = Self.pairs(try content.optionalArray("Subject") ?? [])
    }

    var plistFields: [String: PlistNode] {
        var content: [String: PlistNode] = [
            "URL": .string(url), "Keysize": .integer(Int64(keySize)), "Key Type": .string("RSA"),
            "Key Usage": .integer(Int64(keyUsage)), "KeyIsExtractable": .boolean(isKeyExtractable),
            "Subject": .array(subjectPairs.map { .array([.array($0.map(PlistNode.string))]) }),
        ]
        content.add("Name", name)
        content.add("Challenge", challenge)
        content.add("CAFingerprint", caFingerprint)
        var fields = header.fields(type: Self.payloadType)
        fields["PayloadContent"] = .dictionary(content)
        return fields
    }

    /// `[ [ [ "O", "Example" ] ], [ [ "CN", "x" ] ] ]`; whatever has another shape is left out.
    private static func pairs(_ names: [PlistNode]) -> [[String]] {
        names.flatMap { name -> [[String]] in
            guard case .array(let pairs) = name else { return [] }
            return pairs.compactMap { pair in
                guard case .array(let words) = pair, words.count == 2, case .string(let key) = words[0],
                    case .string(let value) = words[1]
                else { return nil }
                return [key, value]
            }
        }
    }
}
