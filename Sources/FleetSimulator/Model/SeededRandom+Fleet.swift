import SeededRandom

/// What a simulated fleet draws; everything random in it comes from here, so that a seed repeats a run's choices.
extension SeededRandom {
    /// A generator of its own for one member of a fleet: neighbours don't share a sequence.
    init(seed: UInt64, stream: Int) {
        var source = SeededRandom(seed: seed ^ (UInt64(truncatingIfNeeded: stream) &* 0xD1B5_4A32_D192_ED03))
        self.init(seed: source.next())
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
