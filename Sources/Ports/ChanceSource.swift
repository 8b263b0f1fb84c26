/// Where chance comes from: the server's is the system's, that of tests and simulations follows from a seed.
public protocol ChanceSource: Sendable {
    /// At least 0 and less than 1.
    func fraction() -> Double
}

/// Always the middle: for whoever wants no chance at all.
public struct NoChance: ChanceSource {
    public init() {}
    public func fraction() -> Double { 0.5 }
}
