public import RatchetCore

/// How many devices have one verdict.
public struct VerdictCount: Sendable, Equatable {
    public let answer: Verdict.Answer
    public let reason: Reason
    public internal(set) var devices: Int
}

extension Sequence<VerdictCount> {
    /// The most devices first; as many in the order of the reasons' names.
    var ranked: [VerdictCount] {
        sorted { ($1.devices, $0.reason.rawValue) < ($0.devices, $1.reason.rawValue) }
    }
}
