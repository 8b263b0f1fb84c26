public import Foundation

/// A value of a property list, for writing.
public indirect enum PlistNode: Sendable, Hashable {
    case string(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case data(Data)
    case array([PlistNode])
    case dictionary([String: PlistNode])
}

extension [String: PlistNode] {
    /// Adds the text unless there is none.
    mutating func add(_ key: String, _ text: String?) {
        if let text { self[key] = .string(text) }
    }

    /// Adds the truth unless there is none.
    mutating func add(_ key: String, _ truth: Bool?) {
        if let truth { self[key] = .boolean(truth) }
    }

    /// Adds the bytes unless there are none; empty bytes are added.
    mutating func add(_ key: String, _ bytes: Data?) {
        if let bytes { self[key] = .data(bytes) }
    }

    /// Adds the number unless there is none.
    mutating func add(_ key: String, _ number: Double?) {
        if let number { self[key] = .real(number) }
    }
}
