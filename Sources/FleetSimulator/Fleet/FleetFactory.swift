import Foundation
import SeededRandom

/// Makes the devices of a fleet from its seed.
struct FleetFactory {
    let seed: UInt64
    let durations: PhaseDurations

    /// The topic of the fleet's push certificate.
    var topic: String { FleetFactory.topic(seed: seed) }

    static func topic(seed: UInt64) -> String {
        var random = SeededRandom(seed: seed, stream: -1)
        return "com.apple.mgmt.External.\(random.uuid().lowercased())"
    }

    /// Devices with these numbers, switched on one after another.
    func devices(
        _ numbers: Range<Int>, moods: MoodMix, habits: HabitMix = .eager, at now: Date
    ) -> [SimulatedDevice] {
        let dealt = zip(dealtMoods(moods, numbers), dealtHabits(habits, numbers))
        return zip(numbers, dealt).map { device($0, mood: $1.0, habit: $1.1, at: now) }
    }

    /// So many of each mood, in an order that the seed decides.
    private func dealtMoods(_ mix: MoodMix, _ numbers: Range<Int>) -> [DeviceMood] {
        var dealt: [DeviceMood] = []
        for mood in DeviceMood.allCases where mood != .obedient {
            let share = Double(mix.perHundred[mood] ?? 0) / 100
            dealt += Array(repeating: mood, count: Int((share * Double(numbers.count)).rounded()))
        }
        var random = SeededRandom(seed: seed, stream: -2 - numbers.lowerBound)
        dealt += dealtRareMoods(mix, numbers.count, random: &random)
        dealt = Array(dealt.prefix(numbers.count))
        dealt += Array(repeating: .obedient, count: numbers.count - dealt.count)
        return dealt.shuffled(using: &random)
    }

    /// One after another from a place that the seed decides, so that a small fleet has few of them, and none twice.
    private func dealtRareMoods(_ mix: MoodMix, _ devices: Int, random: inout SeededRandom) -> [DeviceMood] {
        guard !mix.rare.isEmpty else { return [] }
        let first = Int.random(in: 0..<mix.rare.count, using: &random)
        let count = Int((Double(mix.rarePerHundred * devices) / 100).rounded())
        return (0..<max(0, count)).map { mix.rare[(first + $0) % mix.rare.count] }
    }

    private func dealtHabits(_ mix: HabitMix, _ numbers: Range<Int>) -> [UserHabit] {
        var dealt: [UserHabit] = []
        for habit in UserHabit.allCases where habit != .installsEarly {
            let share = Double(mix.perHundred[habit] ?? 0) / 100
            dealt += Array(repeating: habit, count: Int((share * Double(numbers.count)).rounded()))
        }
        dealt = Array(dealt.prefix(numbers.count))
        dealt += Array(repeating: .installsEarly, count: numbers.count - dealt.count)
        // A sequence of its own, so that the same devices come of a seed whatever their users are like.
        var random = SeededRandom(seed: ~seed, stream: -2 - numbers.lowerBound)
        return dealt.shuffled(using: &random)
    }

    func device(
        _ index: Int, mood: DeviceMood, habit: UserHabit = .installsEarly, at now: Date
    ) -> SimulatedDevice {
        var random = SeededRandom(seed: seed, stream: index)
        let entry = entry(index, mood)
        let model = entry.model
        let identity = DeviceIdentity.make(
            index: index, model: model, supervised: DeviceTraits(mood).isSupervised, topic: topic, random: &random)
        let system = system(of: entry, mood, random: &random)
        var extra = SeededRandom(seed: ~seed, stream: index)
        let temper = UpdateTemper(of: model, mood, habit, random: &extra)
        var device = SimulatedDevice(
            index: index, identity: identity, model: model, mood: mood, system: system, enrolment: .new,
            update: UpdateWalk(temper: temper), random: random)
        device.timers.enrolment = now + device.random.seconds(in: durations.enrolment)
        if device.traits.hasWrongClock { device.clockError = FleetFactory.clockError(random: &extra) }
        return device
    }

    /// Some hours to some days, ahead or behind.
    private static func clockError(random: inout SeededRandom) -> Double {
        let size = random.seconds(in: 10_800...144_000).rounded()
        return Bool.random(using: &random) ? size : -size
    }

    /// Some moods only Macs have, and some only what has a battery or a passcode.
    private func entry(_ index: Int, _ mood: DeviceMood) -> ModelEntry {
        let handhelds = ModelTable.phones + ModelTable.tablets
        switch mood {
        case .passcodeNotEntered, .authorisationExpires, .twinBuild, .travels, .userEnrolment, .noNetwork:
            return ModelTable.pick(handhelds, index)
        case .lowBattery, .noPower:
            return ModelTable.pick(handhelds + ModelTable.macs.filter(\.model.hasBattery), index)
        case .belowFloor: return ModelTable.pick(handhelds.filter { $0.beforeEnforcement != nil }, index)
        case .majorBehind:
            return ModelTable.pick((handhelds + ModelTable.macs).filter { $0.majorBehind != nil }, index)
        case .noBootstrapToken: return ModelTable.pick(ModelTable.macs.filter(\.model.isAppleSilicon), index)
        case .unsupervisedMac: return ModelTable.pick(ModelTable.macs, index)
        case .tooOldToEnforce: return ModelTable.pick(ModelTable.macs.filter { $0.beforeEnforcement != nil }, index)
        default: return ModelTable.entry(forDevice: index)
        }
    }

    private func system(of entry: ModelEntry, _ mood: DeviceMood, random: inout SeededRandom) -> InstalledSystem {
        switch mood {
        case .alreadyCurrent: entry.current
        case .tooOldToEnforce, .belowFloor: entry.beforeEnforcement ?? entry.current
        case .majorBehind: entry.majorBehind ?? entry.current
        default: entry.older.randomElement(using: &random) ?? entry.current
        }
    }
}
