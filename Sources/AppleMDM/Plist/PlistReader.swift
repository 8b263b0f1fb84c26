import Foundation
import WireText

/// A key of a dictionary, as Apple spells it.
struct PlistKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// Reads the keys of one dictionary, naming the key in every error.
struct PlistReader {
    private let container: KeyedDecodingContainer<PlistKey>

    init(_ decoder: any Decoder) throws(MDMCodecError) {
        do {
            container = try decoder.container(keyedBy: PlistKey.self)
        } catch {
            throw MDMCodecError(.notADictionary, "the value is no dictionary")
        }
    }

    private init(_ container: KeyedDecodingContainer<PlistKey>) { self.container = container }

    /// A text that must be there; an empty one counts as missing.
    func text(_ key: String) throws(MDMCodecError) -> String {
        guard let text = try optionalText(key), !text.isEmpty else { throw .missing(key) }
        return text
    }

    /// Bytes that must be there; none count as missing.
    func bytes(_ key: String) throws(MDMCodecError) -> Data {
        guard let bytes = try optionalBytes(key), !bytes.isEmpty else { throw .missing(key) }
        return bytes
    }

    func optionalText(_ key: String) throws(MDMCodecError) -> String? {
        try optional(key, String.self).map { $0.replacingNUL().streamSafe() }
    }

    func optionalBytes(_ key: String) throws(MDMCodecError) -> Data? { try optional(key, Data.self) }

    func optionalTruth(_ key: String) throws(MDMCodecError) -> Bool? { try optional(key, Bool.self) }

    func optionalInteger(_ key: String) throws(MDMCodecError) -> Int64? { try optional(key, Int64.self) }

    func optionalNumber(_ key: String) throws(MDMCodecError) -> Double? {
        guard let number = try optional(key, Double.self) else { return nil }
        guard number.isFinite else { throw .wrongType(key) }
        return number
    }

    func optionalTexts(_ key: String) throws(MDMCodecError) -> [String]? {
        try optional(key, [String].self)?.map { $0.replacingNUL().streamSafe() }
    }

    /// A value of a type of its own, such as a dictionary or a list of them.
    func optional<Value: Decodable>(_ key: String, _ type: Value.Type) throws(MDMCodecError) -> Value? {
        do {
            return try container.decodeIfPresent(type, forKey: PlistKey(key))
        } catch let error as MDMCodecError {
            throw error
        } catch {
            throw .wrongType(key)
        }
    }

    /// The dictionary under a key.
    func optionalDictionary(_ key: String) throws(MDMCodecError) -> PlistReader? {
        guard container.contains(PlistKey(key)) else { return nil }
        do {
            return PlistReader(try container.nestedContainer(keyedBy: PlistKey.self, forKey: PlistKey(key)))
        } catch {
            throw .wrongType(key)
        }
    }
}
