/// How a report changes what was known before (reference 2.3).
public enum StatusMerge {
    /// Applies a whole report to the items known so far, both by dotted name. A full report replaces them all.
    public static func apply(_ report: StatusReport, onto known: [String: JSONValue]) -> [String: JSONValue] {
        var items = report.isFullReport ? [:] : known
        for (name, value) in report.items {
            items[name] = apply(value, onto: items[name], item: name)
        }
        return items
    }

    /// Applies the reported value of one item to the value known so far.
    ///
    /// - An array of objects with identifiers merges: unknown ones are added at the end, known ones replaced whole, those
    ///   flagged `_removed` or `removed` deleted.
    /// - Each list of `management.declarations` merges likewise; one identifier may come under two server tokens, and all of
    ///   its entries take the place of all that were known.
    /// - Anything else is replaced.
    public static func apply(_ reported: JSONValue, onto known: JSONValue?, item name: String) -> JSONValue {
        if name == StatusItemName.declarations.rawValue { return mergeMembers(reported, into: known) }
        guard let changes = identified(reported) else { return reported }
        return .array(merge(changes, into: known.flatMap(identified) ?? []))
    }

    /// Whether `apply` looks at what was known: for anything else it need not be read.
    public static func looksBack(at name: String, for reported: JSONValue) -> Bool {
        name == StatusItemName.declarations.rawValue || reported.array != nil
    }

    private static func mergeMembers(_ reported: JSONValue, into known: JSONValue?) -> JSONValue {
        guard let lists = reported.object else { return reported }
        let before = known?.object ?? [:]
        let merged = lists.map { kind, list in (kind, mergeJudgements(list, into: before[kind])) }
        return .object(before.merging(merged) { _, new in new })
    }

    private static func mergeJudgements(_ reported: JSONValue, into known: JSONValue?) -> JSONValue {
        guard let changes = identified(reported) else { return reported }
        let told = Set(changes.map(\.identifier))
        let rest = (known.flatMap(identified) ?? []).filter { !told.contains($0.identifier) }
        return .array((rest + changes).compactMap(\.value))
    }

    /// The last word on each identifier counts, in the place where it was met first: a report that comes twice must change
    /// nothing more, one that removes an identifier and brings it again included.
    private static func merge(_ changes: [Entry], into known: [Entry]) -> [JSONValue] {
        var (order, values): ([String], [String: JSONValue?]) = ([], [:])
        for entry in known + changes where values.updateValue(entry.value, forKey: entry.identifier) == nil {
            order.append(entry.identifier)
        }
        return order.compactMap { values[$0] ?? nil }
    }

    /// An element of an array that merges; without a value it was removed.
    private struct Entry {
        let identifier: String
        let value: JSONValue?
    }

    /// Nil unless every element is an object with an identifier. The flags are not kept.
    private static func identified(_ value: JSONValue) -> [Entry]? {
        guard let elements = value.array else { return nil }
        var entries: [Entry] = []
        for element in elements {
            guard var members = element.object, let identifier = members["identifier"]?.string else { return nil }
            let flags = [members.removeValue(forKey: "_removed"), members.removeValue(forKey: "removed")]
            let isRemoved = flags.contains(.bool(true))
            entries.append(Entry(identifier: identifier, value: isRemoved ? nil : .object(members)))
        }
        return entries
    }
}
