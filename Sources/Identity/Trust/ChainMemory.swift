import Ports

/// Verified chains by the fingerprint of their certificate, so that a device that comes often costs little.
///
/// Two halves: what was not asked for while the younger one filled up is forgotten with the older one.
struct ChainMemory: Sendable {
    private var younger: [String: VerifiedChain] = [:]
    private var older: [String: VerifiedChain] = [:]
    private let half: Int

    /// - Parameter limit: how many it holds, at most.
    init(limit: Int) { half = max(1, limit / 2) }

    var count: Int { younger.count + older.count }

    mutating func recall(_ fingerprint: String) -> VerifiedChain? {
        if let chain = younger[fingerprint] { return chain }
        guard let chain = older.removeValue(forKey: fingerprint) else { return nil }
        remember(chain)
        return chain
    }

    mutating func remember(_ chain: VerifiedChain) {
        if younger.count >= half, younger[chain.facts.fingerprint] == nil {
            older = younger
            younger.removeAll(keepingCapacity: true)
        }
        younger[chain.facts.fingerprint] = chain
        older[chain.facts.fingerprint] = nil
    }
}
