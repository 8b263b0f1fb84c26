import Foundation
import RatchetCore

/// The fields of an answer, as they are read: each one bounded and of its kind, or a fault that names it.
struct AnswerFields {
    private let fields: KeyedDecodingContainer<Key>
    /// What the object is called in a fault, with a dot; nothing for the answer itself.
    private let prefix: String

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    init(_ decoder: any Decoder, in prefix: String = "") throws {
        (fields, self.prefix) = (try decoder.container(keyedBy: Key.self), prefix)
    }

    /// The field, of whatever kind is asked for; nil where it is missing or null.
    func value<Value: Decodable>(_ name: String, _ kind: String, as: Value.Type = Value.self) throws -> Value? {
        do {
            return try fields.decodeIfPresent(Value.self, forKey: Key(name))
        } catch let fault as AnswerFault {
            throw fault
        } catch {
            throw AnswerFault("\"\(prefix)\(name)\" is not \(kind)")
        }
    }

    func required<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw AnswerFault("\"\(prefix)\(name)\" is missing") }
        return value
    }

    func text(_ name: String) throws -> String? { try value(name, "a text") }

    func truth(_ name: String) throws -> Bool? { try value(name, "true or false") }

    /// A number of octets, people or sessions.
    func count<Number: FixedWidthInteger & Decodable>(_ name: String) throws -> Number? {
        let number: Number? = try value(name, "a whole number")
        if let number, number < 0 { throw AnswerFault("\"\(prefix)\(name)\" is less than 0") }
        return number
    }

    /// A sentence for people.
    func sentence(_ name: String) throws -> String? { try text(name)?.sentence }

    /// A text that is given back to the executable as it is.
    func reference(_ name: String) throws -> String? {
        guard let text = try text(name) else { return nil }
        guard (1...AnswerLimits.reference).contains(text.unicodeScalars.count), text.isPrinted else {
            throw AnswerFault("\"\(prefix)\(name)\" is not 1 to \(AnswerLimits.reference) printable characters")
        }
        return text
    }

    func sha256(_ name: String) throws -> String? {
        try text(name).map { try Self.sha256($0, "\(prefix)\(name)") }
    }

    static func sha256(_ text: String, _ name: String) throws -> String {
        guard text.utf8.count == 64, let octets = Hex.octets(text) else {
            throw AnswerFault("\"\(name)\" is not 64 hexadecimal digits")
        }
        return Hex.text(octets)
    }

    func packageID(_ name: String) throws -> PackageID? {
        try text(name).map { try Self.packageID($0, "\(prefix)\(name)") }
    }

    static func packageID(_ text: String, _ name: String) throws -> PackageID {
        guard let id = PackageID(text) else {
            throw AnswerFault(
                "\"\(name)\" has \"\(String(text.prefix(80)).sentence)\", which is not a package's id")
        }
        return id
    }

    func version(_ name: String) throws -> PackageVersion? {
        guard let text = try text(name) else { return nil }
        guard let version = PackageVersion(text) else {
            throw AnswerFault(
                "\"\(prefix)\(name)\" is \"\(String(text.prefix(80)).sentence)\", which is not a version like 22.4.1")
        }
        return version
    }

    func moment(_ name: String) throws -> Instant? {
        guard let text = try text(name) else { return nil }
        guard let moment = Instant(rfc3339: text) else {
            throw AnswerFault("\"\(prefix)\(name)\" is not a time such as 2026-11-21T09:30:00Z")
        }
        return moment
    }
}
