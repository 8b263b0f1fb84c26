/// A JSON value. Whole numbers that fit are `int`, all others `double`; the order of an object's keys is not kept.
///
/// Keys are compared as Swift compares strings, so two spellings of one accented letter are one key.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// Whether this is null.
    public var isNull: Bool { self == .null }

    /// The truth value; nil for any other kind.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// A whole number; `3.0` is none.
    public var int: Int64? {
        guard case .int(let value) = self else { return nil }
        return value
    }

    /// Any number.
    public var double: Double? {
        switch self {
        case .double(let value): value
        case .int(let value): Double(value)
        default: nil
        }
    }

    /// The text; nil for any other kind.
    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements; nil for any other kind.
    public var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members; nil for any other kind.
    public var object: [String: JSONValue]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// An array of strings only; nil when any element is something else.
    public var strings: [String]? {
        guard let array else { return nil }
        let strings = array.compactMap(\.string)
        return strings.count == array.count ? strings : nil
    }

    /// The value under a key; nil when this is no object.
    public subscript(_ key: String) -> JSONValue? { object?[key] }

    /// The value under a path of keys joined by dots, such as `softwareupdate.install-state`.
    public func value(at path: String) -> JSONValue? {
        var value = self
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = value[String(key)] else { return nil }
            value = next
        }
        return value
    }

    /// What kind of value this is, in English with its article, for reasons.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .int, .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object([String: JSONValue](elements, uniquingKeysWith: { _, last in last }))
    }
}
