/// Takes a stream of server-sent events apart, in whatever pieces it comes.
struct ServerSentEvents {
    /// A longer message is none of ours; it is left out.
    static let largestMessage = 1 << 20

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var isTooLong = false

    /// The data of each message that this piece completes. Comments, names and ids are left out: the data has all of it.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                if line.count < ServerSentEvents.largestMessage { line.append(byte) } else { isTooLong = true }
                continue
            }
            if let message = endLine() { messages.append(message) }
        }
        return messages
    }

    /// A line has ended; an empty one ends a message.
    private mutating func endLine() -> [UInt8]? {
        defer { line.removeAll(keepingCapacity: true) }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard line.isEmpty else {
            addData()
            return nil
        }
        defer {
            data.removeAll()
            isTooLong = false
        }
        return data.isEmpty || isTooLong ? nil : data
    }

    private mutating func addData() {
        let name = Array("data:".utf8)
        guard line.starts(with: name) else { return }
        if !data.isEmpty { data.append(UInt8(ascii: "\n")) }
        let value = line.dropFirst(name.count)
        data += value.first == UInt8(ascii: " ") ? value.dropFirst() : value
        if data.count > ServerSentEvents.largestMessage { isTooLong = true }
    }
}
