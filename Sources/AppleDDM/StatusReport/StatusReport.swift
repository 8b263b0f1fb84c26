public import Foundation

/// What a device reports about itself: `status` of declarative management (reference 2.3).
///
/// A report whose envelope can be read is never refused: what is wrong within is left out and noted.
public struct StatusReport: Sendable, Hashable {
    /// A part of a report that could not be read.
    public struct Fault: Sendable, Hashable {
        /// Where: `StatusItems`, `FullReport`, `Errors` or `Errors[3]`.
        public var path: String
        /// One sentence in English.
        public var reason: String

        /// One note.
        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    static let fullReportKey = "FullReport"

    /// The values by dotted name: known items whole (see `StatusItemName`), anything else down to its leaves.
    public var items: [String: JSONValue]
    /// Items that the device cannot report.
    public var errors: [StatusItemError]
    /// Whether this replaces everything reported before. Never true when `StatusItems` could not be read.
    public var isFullReport: Bool
    /// What could not be read.
    public var faults: [Fault]
    /// How many strings had U+0000 replaced.
    public var replacedNULs: Int

    /// - Parameter items: by dotted name.
    public init(items: [String: JSONValue], errors: [StatusItemError] = [], isFullReport: Bool = false) {
        self.items = items
        self.errors = errors
        self.isFullReport = isFullReport
        faults = []
        replacedNULs = 0
    }

    /// An item's value as it was reported.
    public subscript(_ name: StatusItemName) -> JSONValue? { items[name.rawValue] }

    /// An item read as its type; nil when it is not in this report.
    public func reading<Item: StatusItemValue>(of item: Item.Type) -> StatusReading<Item>? {
        self[Item.itemName].map(Item.read)
    }

    /// An item that is plain text; nil when it is not in this report.
    public func text(_ name: StatusItemName) -> StatusReading<String>? {
        self[name].map { value in
            value.string.map(StatusReading.value) ?? .unreadable(reason: "expected a string, found \(value.kind)")
        }
    }

    /// The report as a device sends it: items nested, keys sorted, `FullReport` only when true.
    public func json() -> Data {
        var fields: [String: JSONValue] = [
            "StatusItems": .object(StatusFlattening.nest(items)), "Errors": .array(errors.map(\.json)),
        ]
        if isFullReport { fields[Self.fullReportKey] = .bool(true) }
        return JSONValue.object(fields).json()
    }
}
