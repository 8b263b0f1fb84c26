/// How many devices of each mood a fleet has.
public struct MoodMix: Sendable {
    /// How many of 100 devices; who is left over is obedient.
    public var perHundred: [DeviceMood: Int]
    /// How many of 100 devices have one of the `rare` moods, which are dealt in turn from a place that the seed decides.
    public var rarePerHundred: Int
    public var rare: [DeviceMood]

    public init(perHundred: [DeviceMood: Int], rarePerHundred: Int = 0, rare: [DeviceMood] = []) {
        self.perHundred = perHundred
        self.rarePerHundred = rarePerHundred
        self.rare = rare
    }

    /// Everybody obeys.
    public static let obedient = MoodMix(perHundred: [:])

    /// Mostly obedient; a fleet of 30 has one or two of each of the frequent moods and five of the rare ones, one of 150 has
    /// every one.
    public static let mixed = MoodMix(
        perHundred: [
            .failsOnce: 7, .cannotFinish: 4, .unsupervisedMac: 4, .tooOldToEnforce: 4, .alreadyCurrent: 7,
            .notNowFirst: 7,
        ],
        rarePerHundred: 17, rare: MoodMix.rareMoods)

    private static let rareMoods: [DeviceMood] = [
        .slow, .offlineForDays, .lowDisk, .lowBattery, .noPower, .noNetwork, .noBootstrapToken, .passcodeNotEntered,
        .authorisationExpires, .failsOften, .twinBuild, .skipsStates, .repeatsReports, .wrongTypes, .clockWrong,
        .travels, .userEnrolment, .reenrols, .belowFloor, .majorBehind,
    ]
}
