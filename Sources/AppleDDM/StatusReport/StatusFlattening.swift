/// Takes nested status items apart into dotted names, and puts them together again (reference 2.3).
enum StatusFlattening {
    /// Each known item whole, anything else down to its leaves.
    ///
    /// Keys that are dotted already are accepted at any depth. Should one name come twice, the one whose keys sort
    /// last counts, so the dotted spelling goes before the nested one.
    static func flatten(_ items: [String: JSONValue]) -> (items: [String: JSONValue], passedOver: Int) {
        var flat = Flat()
        add(items, below: nil, to: &flat)
        return (flat.items, flat.passedOver)
    }

    /// Octets of a name. Longer ones are passed over: a long key above many short ones would be copied for each of them,
    /// and an index of a store takes no long name.
    static let longestName = 256

    private struct Flat {
        var items: [String: JSONValue] = [:]
        var passedOver = 0
    }

    private static func add(_ members: [String: JSONValue], below prefix: String?, to flat: inout Flat) {
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (key, value) in sorted {
            let name = prefix.map { $0 + "." + key } ?? key
            if name.utf8.count > longestName {
                flat.passedOver += 1
            } else if case .object(let inner) = value, !inner.isEmpty, !StatusItemName.isKnown(name) {
                add(inner, below: name, to: &flat)
            } else {
                flat.items[name] = value
            }
        }
    }

    /// More labels than any name of Apple's has; a name with more keeps its dots.
    private static let deepestNesting = 8

    /// The items nested at every dot, as a device sends them.
    ///
    /// A name that runs through another item's value, or would be read as part of one, keeps its dots, so that no item is
    /// lost.
    static func nest(_ flat: [String: JSONValue]) -> [String: JSONValue] {
        var root = Node()
        var leftOver: [String: JSONValue] = [:]
        let sorted = flat.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, value) in sorted {
            let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            if keepsDots(labels) || !root.insert(value, at: labels[...]) { leftOver[name] = value }
        }
        return root.members.merging(leftOver) { nested, _ in nested }
    }

    /// Whether the name, nested, would be too deep, part of a known item, or taken for the report's own `FullReport`.
    private static func keepsDots(_ labels: [String]) -> Bool {
        guard labels.count <= deepestNesting, labels.first != StatusReport.fullReportKey else { return true }
        return (1..<labels.count).contains { StatusItemName.isKnown(labels.prefix($0).joined(separator: ".")) }
    }
}

/// A level of nesting under construction.
private struct Node {
    var inner: [String: Node] = [:]
    var leaves: [String: JSONValue] = [:]

    var members: [String: JSONValue] {
        leaves.merging(inner.mapValues { .object($0.members) }) { leaf, _ in leaf }
    }

    /// False when an item stands in the way.
    mutating func insert(_ value: JSONValue, at labels: ArraySlice<String>) -> Bool {
        guard let label = labels.first, leaves[label] == nil else { return false }
        guard labels.count > 1 else {
            guard inner[label] == nil else { return false }
            leaves[label] = value
            return true
        }
        return inner[label, default: Node()].insert(value, at: labels.dropFirst())
    }
}
