import Storage

/// The parameters of one execution, laid out as libpq wants them, all in binary format.
struct PostgresParameters {
    private var octets: [UInt8] = []
    /// Where each value starts in `octets`; nil for null.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    /// - Throws: `StoreError.corrupt` where a value is not of the type that the statement takes.
    init(_ values: [SQLValue], as types: [PostgresType]) throws(StoreError) {
        guard values.count == types.count else {
            throw StoreError.corrupt("\(values.count) values for \(types.count) parameters")
        }
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        octets.reserveCapacity(values.count * 40)
        for (value, type) in zip(values, types) {
            let start = octets.count
            guard type.append(value, to: &octets) else {
                throw StoreError.corrupt(
                    "parameter $\(starts.count + 1) is \(value.kind) where the statement takes \(type)")
            }
            guard let length = Int32(exactly: octets.count - start) else {
                throw StoreError.corrupt("parameter $\(starts.count + 1) is larger than 2 GiB")
            }
            if case .null = value { starts.append(nil) } else { starts.append(start) }
            lengths.append(length)
            // Gives an empty value an address of its own.
            octets.append(0)
        }
    }

    /// About how many octets go over the wire.
    var size: Int { octets.count }

    /// Calls `body` with count, values, lengths and formats.
    func withPointers<R>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> R
    ) -> R {
        octets.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            let isBinary: Int32 = 1
            return body(
                Int32(starts.count), pointers, lengths, Array(repeating: isBinary, count: starts.count))
        }
    }
}
