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

    mutating func errorChain(_ key: String) -> [ErrorChainEntry] {
        let chain = note(key) { reader throws(MDMCodecError) in try reader.optional(key, LossyChain.self) }
        guard let chain else { return [] }
        if chain.isLossy { unreadableKeys.append(prefix + key) }
        return chain.entries
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

/// The entries of an error chain that can be read.
private struct LossyChain: Decodable {
    var entries: [ErrorChainEntry] = []
    var isLossy = false

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        while !list.isAtEnd, entries.count < ErrorChainEntry.maximumCount {
            let entry = try list.decode(LossyEntry.self).entry
            if let entry { entries.append(entry) } else { isLossy = true }
        }
    }
}

/// Never throws: a failing element would not be stepped over.
private struct LossyEntry: Decodable {
    let entry: ErrorChainEntry?

    init(from decoder: any Decoder) throws {
        entry = try? ErrorChainEntry(PlistReader(decoder))
    }
}
