/// A small random number generator in which the same seed gives the same values (SplitMix64; Steele, Lea, Flood: "Fast
/// splittable pseudorandom number generators").
///
/// Simulations, samples and property tests draw from it, so that a run can be told again by its seed; it is no source of
/// secrets. A seed's values never change: seeds are written down, and a generator is stored in the middle of its sequence.
public struct SeededRandom: RandomNumberGenerator, Codable, Equatable, Sendable {
    private var state: UInt64

    /// The sequence of one seed. Seeds need not look random; neighbours' values have nothing to do with each other.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits of the sequence.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
