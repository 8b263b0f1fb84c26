/// Reads results, where one bad value must not cost the others: a value of the wrong type reads as absent and its path
/// is noted.
struct LenientReader {
    private let reader: PlistReader
    private let prefix: String
    private(set) var unreadableKeys: [String] = []

    init(_ reader: PlistReader, prefix: String = "") {
        self.reader = reader
        self.prefix = prefix
    }

    mutating func text(_ key: String) -> String? {
        note(key) { reader throws(MDMCodecError) in try reader.optionalText(key) }
    }

    mutating func truth(_ key: String) -> Bool? {
        note(key) { reader throws(MDMCodecError) in try reader.optionalTruth(key) }
    }

    mutating func number(_ key: String) -> Double? {
        note(key) { reader throws(MDMCodecError) in try reader.optionalNumber(key) }
    }

    /// The dictionary under a key; what is unreadable in it is noted there, see `absorb`.
    mutating func dictionary(_ key: String) -> LenientReader? {
        note(key) { reader throws(MDMCodecError) in try reader.optionalDictionary(key) }
            .map { LenientReader($0, prefix: prefix + key + ".") }
    }

    /// Takes over the notes of a dictionary within.
    mutating func absorb(_ inner: LenientReader) {
        unreadableKeys += inner.unreadableKeys
    }

    /// The entries of an error chain that can be read.
    mutating func errorChain(_ key: String) -> [ErrorChainEntry] {
        let chain = note(key) { reader throws(MDMCodecError) in try reader.optionalArray(key) } ?? []
        var entries: [ErrorChainEntry] = []
        var isLossy = false
        for value in chain where entries.count < ErrorChainEntry.maximumCount {
            if let entry = Self.entry(value) { entries.append(entry) } else { isLossy = true }
        }
        if isLossy { unreadableKeys.append(prefix + key) }
        return entries
    }

    private static func entry(_ value: PlistNode) -> ErrorChainEntry? {
        guard case .dictionary(let fields) = value else { return nil }
        return try? ErrorChainEntry(PlistReader(fields))
    }

    private mutating func note<Value>(
        _ key: String, _ read: (PlistReader) throws(MDMCodecError) -> Value?
    ) -> Value? {
        do {
            return try read(reader)
        } catch {
            unreadableKeys.append(prefix + key)
            return nil
        }
    }
}
