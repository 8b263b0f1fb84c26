/// One entry of a report's `Errors`: an item that the device cannot report (reference 2.3).
public struct StatusItemError: Sendable, Hashable {
    /// The dotted name of the item.
    public var statusItem: String
    /// Why; empty when the device does not say.
    public var reasons: [StatusReason]

    /// - Parameter statusItem: the dotted name.
    public init(statusItem: String, reasons: [StatusReason] = []) {
        self.statusItem = statusItem
        self.reasons = reasons
    }
}

extension StatusItemError {
    /// Nil when the value names no item, or none that could be kept. Reasons that cannot be read are left out.
    init?(_ value: JSONValue) {
        guard let statusItem = value["StatusItem"]?.string, statusItem.utf8.count <= StatusFlattening.longestName else {
            return nil
        }
        let reasons = value["Reasons"]?.array ?? []
        self.init(statusItem: statusItem, reasons: reasons.compactMap { StatusReason($0, keys: .upperCase) })
    }

    var json: JSONValue {
        .object([
            "StatusItem": .string(statusItem), "Reasons": .array(reasons.map { $0.json(keys: .upperCase) }),
        ])
    }
}
