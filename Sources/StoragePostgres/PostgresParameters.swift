import Foundation
import Storage

/// The parameters of one execution, laid out as libpq wants them.
///
/// Numbers and texts go as text (a number's declared width then does not matter), octets as binary.
struct PostgresParameters {
    private var octets: [UInt8] = []
    /// Where each value starts in `octets`; nil for null.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) throws(StoreError) {
        for value in values {
            starts.append(value == .null ? nil : octets.count)
            let start = octets.count
            switch value {
            case .null: break
            case .text(let text): octets += text.utf8
            case .int(let int): octets += String(int).utf8
            case .bytes(let bytes): octets += bytes
            }
            guard let length = Int32(exactly: octets.count - start) else {
                throw StoreError.corrupt("parameter $\(starts.count) is larger than 2 GiB")
            }
            lengths.append(length)
            if case .bytes = value { formats.append(1) } else { formats.append(0) }
            // Ends a text, and gives an empty value an address of its own.
            octets.append(0)
        }
    }

    /// Calls `body` with count, values, lengths and formats.
    func withPointers<R>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> R
    ) -> R {
        octets.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return body(Int32(starts.count), pointers, lengths, formats)
        }
    }
}
