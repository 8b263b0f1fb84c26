import AppleMDM
import Foundation

/// Holds a tree that was read here against the one that Foundation reads from the same octets. The fuzzer uses it too.
extension PlistNode {
    /// What Foundation reads of XML; octets that are no UTF-8, on which it has crashed, become U+FFFD as they do here.
    static func foundation(_ xml: Data) throws -> Any {
        let text = Data(String(decoding: xml, as: UTF8.self).utf8)
        return try PropertyListSerialization.propertyList(from: text, options: [], format: nil)
    }

    /// Whether a value is left open somewhere: it is out of form, for which Foundation refuses the whole, or a date.
    var hasOther: Bool {
        switch self {
        case .other: true
        case .array(let values): values.contains(where: \.hasOther)
        case .dictionary(let fields): fields.values.contains(where: \.hasOther)
        case .string, .integer, .real, .boolean, .data: false
        }
    }

    /// Whether a tree of Foundation's says the same. What is left open here may be a date, a number or bytes there.
    func agrees(with value: Any) -> Bool {
        switch self {
        case .string(let text): (value as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true
        case .boolean(let truth): type(of: value) == Bool.self && value as? Bool == truth
        case .data(let bytes): value as? Data == bytes
        case .integer(let number): (value as? NSNumber).flatMap { Int64(exactly: $0) } == number
        case .real(let number): (value as? NSNumber).map { Self.isSame($0.doubleValue, number) } == true
        case .array(let values): (value as? [Any]).map { Self.agree(values, $0) } == true
        case .dictionary(let fields): Self.isUID(fields, value) || Self.agree(fields, value)
        case .other: value is Date || value is Data || value is NSNumber
        }
    }

    private static func agree(_ values: [PlistNode], _ others: [Any]) -> Bool {
        values.count == others.count && zip(values, others).allSatisfy { $0.agrees(with: $1) }
    }

    private static func agree(_ fields: [String: PlistNode], _ value: Any) -> Bool {
        guard let others = value as? [String: Any], fields.count == others.count else { return false }
        return fields.allSatisfy { key, field in others[key].map { field.agrees(with: $0) } == true }
    }

    /// Foundation makes a value of a type of its own of what archivers write so.
    private static func isUID(_ fields: [String: PlistNode], _ value: Any) -> Bool {
        fields.keys.elementsEqual(["CF$UID"]) && !(value is [String: Any])
    }

    private static func isSame(_ one: Double, _ other: Double) -> Bool { one == other || one.isNaN && other.isNaN }
}
