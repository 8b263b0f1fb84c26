/// An item read as its type, or why that cannot be. An unreadable item leaves the last good value standing.
public enum StatusReading<Value: Sendable>: Sendable {
    case value(Value)
    /// With one sentence in English.
    case unreadable(reason: String)

    /// Nil when unreadable.
    public var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }
}

extension StatusReading: Equatable where Value: Equatable {}
extension StatusReading: Hashable where Value: Hashable {}

/// The value of one status item, as a type of its own.
public protocol StatusItemValue: Sendable, Hashable {
    static var itemName: StatusItemName { get }

    /// Reads the item's value as reported.
    static func read(_ json: JSONValue) -> StatusReading<Self>

    /// The value as a device reports it.
    var json: JSONValue { get }
}

extension StatusItemValue {
    static func expected(_ what: String, _ found: JSONValue?) -> StatusReading<Self> {
        .unreadable(reason: "expected \(what), found \(found?.kind ?? "nothing")")
    }
}
