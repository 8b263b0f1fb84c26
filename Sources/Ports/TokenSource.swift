/// Where words come from that nobody can guess.
public protocol TokenSource: Sendable {
    /// 256 random bits as 43 characters of base64 for addresses (RFC 4648, 5).
    func next() -> String
}
