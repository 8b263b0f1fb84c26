import SeededRandom

/// Where every choice of a simulation comes from.
extension SeededRandom {
    /// The sequence of one simulation: another than the one that its simulated devices draw from the same seed.
    init(simulation seed: UInt64) { self.init(seed: seed &* 0xD1B5_4A32_D192_ED03 &+ 0x2545_F491_4F6C_DD1D) }

    /// True in so many of 1000 cases.
    mutating func happens(_ perMille: Int) -> Bool { Int.random(in: 0..<1000, using: &self) < perMille }

    /// A length between the two bounds, in whole milliseconds.
    mutating func duration(_ shortest: Duration, _ longest: Duration) -> Duration {
        .milliseconds(Int64.random(in: shortest.milliseconds...longest.milliseconds, using: &self))
    }

    /// One of them; there must be one.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
