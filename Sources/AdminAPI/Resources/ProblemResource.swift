/// An error as RFC 9457 has it.
public struct ProblemResource: Codable, Sendable, Equatable {
    public struct Fault: Codable, Sendable, Equatable {
        /// Where, as the request spells it: `deadline.local`.
        public var field: String
        public var text: String
    }

    /// `urn:ratchet:problem:` and the code.
    public var type: String
    /// The same for every problem with this code.
    public var title: String
    public var status: Int
    /// What happened here, to what, and what to do.
    public var detail: String
    /// Kebab-case; never changes its meaning.
    public var code: String
    /// Everything that is wrong with the request, all at once.
    public var faults: [Fault]
}
