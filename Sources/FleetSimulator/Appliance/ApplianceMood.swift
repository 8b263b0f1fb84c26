import SeededRandom

/// How installations go on a simulated appliance.
public struct ApplianceMood: Codable, Equatable, Sendable {
    /// What befalls a package, one trouble for each attempt; then it goes well.
    public var troubles: [String: [HopTrouble]]
    /// How likely any other installation goes wrong, 0 to 1.
    public var chance: Double
    /// What may then befall it.
    public var kinds: [HopTrouble]
    /// How long everything takes compared with a real appliance: 1 is as long, 1/360 turns an hour into ten seconds.
    public var pace: Double

    public init(
        troubles: [String: [HopTrouble]] = [:], chance: Double = 0, kinds: [HopTrouble] = HopTrouble.allCases,
        pace: Double = 1
    ) {
        (self.troubles, self.chance, self.kinds, self.pace) = (troubles, chance, kinds, pace)
    }

    /// What befalls the next installation of a package.
    mutating func next(for package: String, random: inout SeededRandom) -> HopTrouble? {
        if var planned = troubles[package], !planned.isEmpty {
            let trouble = planned.removeFirst()
            troubles[package] = planned
            return trouble
        }
        guard Double.random(in: 0..<1, using: &random) < chance else { return nil }
        return kinds.randomElement(using: &random)
    }
}
