import RatchetCore

/// Reads values into what they mean, and gathers every fault instead of stopping at the first.
///
/// What can't be read comes back as nil, with its fault noted; `finish` hands out the whole only where there was none.
public struct YAMLReader: Sendable {
    private var found: [YAMLFault] = []
    /// Beyond so many nobody reads on.
    private static let mostFaults = 100

    public init() {}

    public var hasFaults: Bool { !found.isEmpty }

    public mutating func fault(at value: YAMLValue, _ problem: String) {
        note(YAMLFault(line: value.line, path: value.path, problem))
    }

    /// - Throws: `YAMLFaults` with every fault, by line.
    public func finish<Whole>(_ whole: Whole?) throws(YAMLFaults) -> Whole {
        if let whole, found.isEmpty { return whole }
        throw YAMLFaults(found)
    }

    private mutating func note(_ fault: YAMLFault) {
        if found.count < YAMLReader.mostFaults { found.append(fault) }
        if found.count == YAMLReader.mostFaults {
            found.append(YAMLFault(line: fault.line, "the rest was not looked at: mend these \(found.count) first"))
        }
    }
}

extension YAMLReader {
    /// The fields of a mapping whose keys are ours. A key that there is not is a fault, with those that may be meant.
    public mutating func fields(of value: YAMLValue, known: [String]) -> YAMLFields? {
        guard let entries = entries(of: value) else { return nil }
        for entry in entries where !known.contains(entry.key) {
            let near = NearMatch.of(entry.key, among: known, most: 1).first
            let wayOut = near.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))"
            note(YAMLFault(line: entry.line, path: value.path, "there is no key \(Quoted.text(entry.key)); \(wayOut)"))
        }
        return YAMLFields(of: value, entries)
    }

    /// The entries of a mapping whose keys the writer chooses, such as names.
    public mutating func entries(of value: YAMLValue) -> [YAMLField]? {
        if case .fields(let entries) = value.content { return entries }
        fault(at: value, "is \(value.kind), where keys with values belong")
        return nil
    }

    /// The entries of a list; none where there is no value.
    public mutating func list(_ value: YAMLValue?, most: Int) -> [YAMLValue] {
        guard let value else { return [] }
        guard case .list(let entries) = value.content else {
            fault(at: value, "is \(value.kind), where a list belongs")
            return []
        }
        if entries.count > most { fault(at: value, "has \(entries.count) entries; at most \(most) are taken") }
        return Array(entries.prefix(most))
    }

    /// What a key must have.
    public mutating func required(_ key: String, of fields: YAMLFields) -> YAMLValue? {
        if fields[key] == nil { fault(at: fields.value, "\(key) is missing") }
        return fields[key]
    }

    /// Text of 1 to `most` characters.
    public mutating func text(_ value: YAMLValue?, most: Int = 200) -> String? {
        read(value, "text of 1 to \(most) characters") { (1...most).contains($0.count) ? $0 : nil }
    }

    /// What `meaning` makes of a text; nil from it is a fault.
    /// - Parameter expected: what belongs there, as it continues after "is not": "a date such as 2026-12-25".
    public mutating func read<Meaning>(
        _ value: YAMLValue?, _ expected: String, _ meaning: (String) -> Meaning?
    ) -> Meaning? {
        guard let value else { return nil }
        guard case .text(let text) = value.content else {
            fault(at: value, "is \(value.kind), not \(expected)")
            return nil
        }
        if let meaning = meaning(text) { return meaning }
        fault(at: value, "\(Quoted.text(text)) is not \(expected)")
        return nil
    }
}

/// The fields of one mapping by key.
public struct YAMLFields: Sendable {
    /// The mapping itself.
    public let value: YAMLValue
    private let values: [String: YAMLValue]

    init(of value: YAMLValue, _ entries: [YAMLField]) {
        self.value = value
        values = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// Nil where the key is not there, or nothing stands behind it.
    public subscript(key: String) -> YAMLValue? {
        values[key].flatMap { $0.content == .nothing ? nil : $0 }
    }
}

extension YAMLValue {
    /// As a sentence calls it.
    var kind: String {
        switch content {
        case .nothing: "empty"
        case .text: "text"
        case .list: "a list"
        case .fields: "a mapping"
        }
    }
}
