public import Ports
public import RatchetCore

/// Believes every device what it says of itself. For a server that listens on loopback only; the configuration refuses it
/// anywhere else.
public struct InsecureIdentity: CallerIdentity {
    public init() {}

    public func judge(_ proof: CallerProof, at now: Instant) async -> CallerJudgement { .believed }
}
