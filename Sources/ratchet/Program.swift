/// Which program this is.
enum Program {
    static let version = "0.1.0"
    /// As it was called, so that a person can type it again: `ratchet`, `.build/debug/ratchet`.
    static var name: String { CommandLine.arguments.first ?? "ratchet" }
}
