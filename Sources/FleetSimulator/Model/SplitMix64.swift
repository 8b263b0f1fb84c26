/// A small seeded random number generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
///
/// Everything random in a simulated fleet comes from here, so that a seed repeats a run's choices.
struct SplitMix64: RandomNumberGenerator, Codable, Equatable, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A generator of its own for one member of a fleet: neighbours don't share a sequence.
    init(seed: UInt64, stream: Int) {
        var source = SplitMix64(seed: seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD1B5_4A32_D192_ED03))
        state = source.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Upper-case hexadecimal digits.
    mutating func hex(_ digits: Int) -> String {
        var text = ""
        for _ in 0..<digits {
            text += String(next() & 0xF, radix: 16, uppercase: true)
        }
        return text
    }

    /// A random UUID in its usual spelling.
    mutating func uuid() -> String {
        [8, 4, 4, 4, 12].map { hex($0) }.joined(separator: "-")
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// A length between the two bounds.
    mutating func seconds(in range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &self)
    }
}
