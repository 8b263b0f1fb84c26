import Foundation

/// A document whose row type says its shape with `Codable`: for what is written seldom. What every report of a device writes is
/// written by hand (`DocumentWriter`), which is ten times as fast.
protocol CodableDocument: Codable {}

extension CodableDocument {
    /// JSON with sorted keys, so that equal values are equal text.
    func text() throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            throw StoreError.corrupt("a document of the type \(Self.self) can't be written")
        }
        return String(decoding: data, as: UTF8.self)
    }

    init(text: String) throws(StoreError) {
        do { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) } catch { throw DocumentReader.shape }
    }
}

extension Optional {
    /// The value, or the fault of a document without it.
    func stored() throws(StoreError) -> Wrapped {
        guard let self else { throw DocumentReader.shape }
        return self
    }
}
