/// How a simulated device and its user behave.
public enum DeviceMood: String, Codable, CaseIterable, Sendable {
    /// Does what the declaration says; the user installs well before the deadline.
    case obedient
    /// The first attempt fails, the next one succeeds.
    case failsOnce = "fails-once"
    /// Never has enough free space: stays failed, however often it tries.
    case cannotFinish = "cannot-finish"
    /// A Mac that is not supervised: it refuses the enforcement of updates.
    case unsupervisedMac = "unsupervised-mac"
    /// A Mac on macOS 13: it knows declarations, but not the enforcement of updates.
    case tooOldToEnforce = "too-old-to-enforce"
    /// Runs the newest release of its model from the start.
    case alreadyCurrent = "already-current"
    /// Answers its first command with NotNow.
    case notNowFirst = "not-now-first"

    /// Whether such a device can be brought to the newest release of its model by a declaration.
    public var expectation: FleetExpectation {
        switch self {
        case .obedient, .failsOnce, .alreadyCurrent, .notNowFirst: .shouldFinish
        case .cannotFinish: .cannot(reason: UpdateFailure.noSpace)
        case .unsupervisedMac: .cannot(reason: "a Mac that is not supervised refuses the enforcement of updates")
        case .tooOldToEnforce: .cannot(reason: "macOS 13 does not know the enforcement of updates")
        }
    }
}

/// How a device is expected to end, from its mood alone.
public enum FleetExpectation: Codable, Equatable, Sendable {
    case shouldFinish
    case cannot(reason: String)
}

/// How many devices of each mood a fleet has.
public struct MoodMix: Sendable {
    /// How many of 100 devices; who is left over is obedient.
    public var perHundred: [DeviceMood: Int]

    public init(perHundred: [DeviceMood: Int]) {
        self.perHundred = perHundred
    }

    /// Everybody obeys.
    public static let obedient = MoodMix(perHundred: [:])

    /// Mostly obedient, and a few of every other kind; a fleet of 30 has one or two of each.
    public static let mixed = MoodMix(perHundred: [
        .failsOnce: 7, .cannotFinish: 4, .unsupervisedMac: 4, .tooOldToEnforce: 4, .alreadyCurrent: 7, .notNowFirst: 7,
    ])
}
