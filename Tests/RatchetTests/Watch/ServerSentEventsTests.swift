import Testing

@testable import ratchet

@Suite("Server-sent events")
struct ServerSentEventsTests {
    private func messages(_ text: String, inPiecesOf size: Int) -> [String] {
        var (events, found, bytes) = (ServerSentEvents(), [String](), Array(text.utf8)[...])
        while !bytes.isEmpty {
            found += events.take(bytes.prefix(size)).map { String(decoding: $0, as: UTF8.self) }
            bytes = bytes.dropFirst(size)
        }
        return found
    }

    private static let stream = """
        retry: 2000

        id: 1
        event: plan.created
        data: {"a":1}

        : still here

        data: two
        data:lines

        data: not ended
        """

    @Test(arguments: [1, 2, 7, 1000])
    func `messages are whole in whatever pieces they come`(size: Int) {
        #expect(messages(Self.stream, inPiecesOf: size) == [#"{"a":1}"#, "two\nlines"])
        let crlf = Self.stream.replacing("\n", with: "\r\n")
        #expect(messages(crlf, inPiecesOf: size) == [#"{"a":1}"#, "two\nlines"])
    }

    @Test func `a message that is too long is left out, and the next one is read`() {
        let long = String(repeating: "x", count: ServerSentEvents.largestMessage + 10)
        #expect(messages("data: \(long)\n\ndata: next\n\n", inPiecesOf: 65_536) == ["next"])
    }
}
