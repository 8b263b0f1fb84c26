/// A call that is done once and that its driver still has at work, though nobody waits for its answer any more: it overran its time limit,
/// or the server died. Nothing of the kind is begun beside it (D4), and nobody but a person ends it.
public struct CallAtWork: Sendable, Equatable {
    public let verb: DriverVerb
    /// The driver's call.
    public let key: String
    public let since: Instant
    /// The id of the process that it is, where it is one.
    public let process: Int?
    /// Where its output is kept, where it is.
    public let folder: String?

    public init(verb: DriverVerb, key: String, since: Instant, process: Int? = nil, folder: String? = nil) {
        (self.verb, self.key, self.since) = (verb, key, since)
        (self.process, self.folder) = (process, folder)
    }

    /// What a person finds it by.
    public var words: String {
        let parts = [process.map { "process \($0)" }, folder].compactMap { $0 }
        return parts.isEmpty ? "call \(key)" : parts.joined(separator: " in ")
    }
}
