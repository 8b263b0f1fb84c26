/// How a simulated device behaves, whatever its user does.
///
/// What a mood means for each part of a device stands in `DeviceTraits`.
public enum DeviceMood: String, Codable, CaseIterable, Sendable {
    /// Does what the declaration says.
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
    /// Every phase of an update takes twice as long.
    case slow
    /// Goes off for some days after its first report.
    case offlineForDays = "offline-for-days"
    /// Fails for want of free space, again and again, until somebody makes room.
    case lowDisk = "low-disk"
    /// Fails for want of charge, again and again, until it has been charged.
    case lowBattery = "low-battery"
    /// Waits with the download until it is connected to power.
    case noPower = "no-power"
    /// Reaches its server over mobile data only, and waits with the download until it is in a better network.
    case noNetwork = "no-network"
    /// A Mac that escrows no bootstrap token until a user with a secure token logs in; before, it cannot install.
    case noBootstrapToken = "no-bootstrap-token"
    /// Its user wants the update, but does not enter the passcode for a long time: it stays prepared, past its deadline too.
    case passcodeNotEntered = "passcode-not-entered"
    /// Its user agrees to "tonight", the authorisation expires before, and the passcode is not entered again for a long time.
    case authorisationExpires = "authorisation-expires"
    /// Fails two to four times, then succeeds.
    case failsOften = "fails-often"
    /// Takes the other one of two builds of a release.
    case twinBuild = "twin-build"
    /// Reports no state of an update, and then the new version.
    case skipsStates = "skips-states"
    /// Sends every report twice, and the one before once more in between.
    case repeatsReports = "repeats-reports"
    /// Some items of its reports have another type than they should.
    case wrongTypes = "wrong-types"
    /// Its clock is hours or days off, and with it the times it reports and its idea of the deadline.
    case clockWrong = "clock-wrong"
    /// Is soon in another time zone.
    case travels
    /// Enrolled by its user: it hides its UDID and cannot be told to update.
    case userEnrolment = "user-enrolment"
    /// Enrols anew in the middle of its first update.
    case reenrols = "re-enrols"
    /// An iPhone or iPad on system 16: it knows declarations, but not the enforcement of updates.
    case belowFloor = "below-the-floor"
    /// Runs the last major version, so that it has a whole system to fetch.
    case majorBehind = "major-behind"

    /// Whether such a device can be brought to the newest release of its model by a declaration.
    public var expectation: FleetExpectation {
        switch self {
        case .cannotFinish: .cannot(reason: UpdateFailure.noSpace)
        case .unsupervisedMac: .cannot(reason: "a Mac that is not supervised refuses the enforcement of updates")
        case .tooOldToEnforce: .cannot(reason: "macOS 13 does not know the enforcement of updates")
        case .belowFloor: .cannot(reason: "system 16 does not know the enforcement of updates")
        case .userEnrolment: .cannot(reason: "a device that its user enrolled cannot be told to update")
        default: .shouldFinish
        }
    }
}

/// How a device is expected to end, from its mood and its user alone.
public enum FleetExpectation: Codable, Equatable, Sendable {
    case shouldFinish
    case cannot(reason: String)
}
