import Foundation
import WireText

/// Reads the keys of one dictionary, naming the key in every error.
struct PlistReader {
    private let fields: [String: PlistNode]

    init(_ fields: [String: PlistNode]) { self.fields = fields }

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
        guard let value = fields[key] else { return nil }
        guard case .string(let text) = value else { throw .wrongType(key) }
        return text.replacingNUL().streamSafe()
    }

    func optionalBytes(_ key: String) throws(MDMCodecError) -> Data? {
        guard let value = fields[key] else { return nil }
        guard case .data(let bytes) = value else { throw .wrongType(key) }
        return bytes
    }

    func optionalTruth(_ key: String) throws(MDMCodecError) -> Bool? {
        guard let value = fields[key] else { return nil }
        guard case .boolean(let truth) = value else { throw .wrongType(key) }
        return truth
    }

    /// A whole number, also where it is spelt as a real.
    func optionalInteger(_ key: String) throws(MDMCodecError) -> Int64? {
        switch fields[key] {
        case nil: return nil
        case .integer(let number): return number
        case .real(let number):
            guard let whole = Int64(exactly: number) else { throw .wrongType(key) }
            return whole
        default: throw .wrongType(key)
        }
    }

    func optionalNumber(_ key: String) throws(MDMCodecError) -> Double? {
        switch fields[key] {
        case nil: return nil
        case .integer(let number): return Double(number)
        case .real(let number) where number.isFinite: return number
        default: throw .wrongType(key)
        }
    }

    func optionalTexts(_ key: String) throws(MDMCodecError) -> [String]? {
        guard let values = try optionalArray(key) else { return nil }
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value else { throw .wrongType(key) }
            texts.append(text.replacingNUL().streamSafe())
        }
        return texts
    }

    func optionalArray(_ key: String) throws(MDMCodecError) -> [PlistNode]? {
        guard let value = fields[key] else { return nil }
        guard case .array(let values) = value else { throw .wrongType(key) }
        return values
    }

    /// The dictionary under a key.
    func optionalDictionary(_ key: String) throws(MDMCodecError) -> PlistReader? {
        guard let value = fields[key] else { return nil }
        guard case .dictionary(let fields) = value else { throw .wrongType(key) }
        return PlistReader(fields)
    }
}
