import Foundation
import SeededRandom

/// Makes the devices of a fleet from its seed.
struct FleetFactory {
    let seed: UInt64
    let durations: PhaseDurations

    /// The topic of the fleet's push certificate.
    var topic: String {
        var random = SeededRandom(seed: seed, stream: -1)
        return "com.apple.mgmt.External.\(random.uuid().lowercased())"
    }

    /// Devices with these numbers, switched on one after another.
    func devices(_ numbers: Range<Int>, moods: MoodMix, at now: Date) -> [SimulatedDevice] {
        zip(numbers, dealtMoods(moods, numbers)).map { device($0, mood: $1, at: now) }
    }

    /// So many of each mood, in an order that the seed decides.
    private func dealtMoods(_ mix: MoodMix, _ numbers: Range<Int>) -> [DeviceMood] {
        var dealt: [DeviceMood] = []
        for mood in DeviceMood.allCases where mood != .obedient {
            let share = Double(mix.perHundred[mood] ?? 0) / 100
            dealt += Array(repeating: mood, count: Int((share * Double(numbers.count)).rounded()))
        }
        dealt = Array(dealt.prefix(numbers.count))
        dealt += Array(repeating: .obedient, count: numbers.count - dealt.count)
        var random = SeededRandom(seed: seed, stream: -2 - numbers.lowerBound)
        return dealt.shuffled(using: &random)
    }

    func device(_ index: Int, mood: DeviceMood, at now: Date) -> SimulatedDevice {
        var random = SeededRandom(seed: seed, stream: index)
        let entry = entry(index, mood)
        let model = entry.model
        let identity = DeviceIdentity.make(
            index: index, model: model, supervised: mood != .unsupervisedMac, topic: topic, random: &random)
        let temper = UpdateTemper(
            needsBootstrapToken: model.platform == .macOS && model.isAppleSilicon,
            failsFirstAttempt: mood == .failsOnce, neverHasSpace: mood == .cannotFinish)
        let system = system(of: entry, mood, random: &random)
        var device = SimulatedDevice(
            index: index, identity: identity, model: model, mood: mood, system: system, enrolment: .new,
            update: UpdateWalk(temper: temper), random: random)
        device.timers.enrolment = now + device.random.seconds(in: durations.enrolment)
        return device
    }

    /// Some moods only Macs have.
    private func entry(_ index: Int, _ mood: DeviceMood) -> ModelEntry {
        switch mood {
        case .unsupervisedMac: ModelTable.pick(ModelTable.macs, index)
        case .tooOldToEnforce: ModelTable.pick(ModelTable.macs.filter { $0.beforeEnforcement != nil }, index)
        default: ModelTable.entry(forDevice: index)
        }
    }

    private func system(of entry: ModelEntry, _ mood: DeviceMood, random: inout SeededRandom) -> InstalledSystem {
        switch mood {
        case .alreadyCurrent: entry.current
        case .tooOldToEnforce: entry.beforeEnforcement ?? entry.current
        default: entry.older.randomElement(using: &random) ?? entry.current
        }
    }
}
