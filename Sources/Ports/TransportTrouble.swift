/// What kept a request from being answered, in words for a person.
///
/// Told by what an error says of itself, because this room knows no client library; a test of each adapter meets the real
/// errors. In a row, the first that fits counts.
public enum TransportTrouble {
    /// What follows "could not be reached: ", without a full stop.
    public static func words(for error: any Error) -> String {
        let text = "\(type(of: error)) \(error)"
        let known = table.first { row in row.marks.contains { text.contains($0) } }
        return known?.words ?? String("\(error)".prefix(longest))
    }

    /// Whether the other side ended the connection without a word.
    public static func isHangUp(_ error: any Error) -> Bool { words(for: error) == hangUp }

    private static let hangUp = "it hung up"

    /// Of an error that nobody has met yet.
    private static let longest = 200

    private static let table: [(marks: [String], words: String)] = [
        (["VERIFY_FAILED", "CertificateValidation", "ValidateHostname"], "its TLS certificate is not trusted"),
        (["BoringSSL", "NIOSSL", "handshakeFailed", "sslError"], "it does not agree on TLS; is it https?"),
        (["SocketAddressError", "dnsAError: Optional", "getaddrinfo"], "no host of this name was found"),
        (["onnection refused", "errno: 111"], "connection refused"),
        (["deadlineExceeded", "imeout", "errno: 110"], "it did not answer in time"),
        (["errno: 101", "errno: 113", "unreachable"], "there is no way to it in the network"),
        (["errno: 104", "errno: 32", "remoteConnectionClosed", "uncleanShutdown", "inputClosed"], hangUp),
        (["TooManyBytes"], "its answer is too large"),
        (["HTTPParserError"], "its answer is not HTTP"),
        (["invalidURL", "emptyHost", "emptyScheme", "unsupportedScheme"], "its address is not right"),
        (["ancel"], "it was called off"),
    ]
}
