/// What a mood means for each part of a device: the only place that knows it.
///
/// The traits follow from the mood and are not stored.
struct DeviceTraits: Equatable, Sendable {
    /// What an update comes to lack for some time.
    var lack: UpdateLack?
    /// Lacks free space for ever.
    var neverHasSpace = false
    /// How many of the first attempts fail: this many, or one of so many that the seed decides.
    var failures: ClosedRange<Int> = 0...0
    /// The user agrees to "tonight", and the authorisation does not last until then.
    var authorisationExpires = false
    /// How many times as long each phase of an update takes.
    var slowness = 1.0
    var isSupervised = true
    var isUserEnrolled = false
    var saysNotNowFirst = false
    /// Gets off the network after its first report, for some days.
    var goesOffline = false
    /// Changes its time zone some time after its first report.
    var travels = false
    /// Enrols anew when an update is prepared for the first time.
    var reenrols = false
    var takesTwinBuild = false
    var reportsNoStates = false
    var repeatsReports = false
    var hasWrongTypes = false
    /// It also fails once, so that it has a time to report.
    var hasWrongClock = false
    /// While space is lacking, in GB; else it is half of the capacity.
    var freeSpace = 1.5
    /// While charge or power is lacking, 0 to 1.
    var lowBatteryLevel = 0.08

    /// The level of every other battery, 0 to 1.
    static let batteryLevel = 0.8

    init(_ mood: DeviceMood) {
        switch mood {
        case .obedient, .tooOldToEnforce, .alreadyCurrent, .belowFloor, .majorBehind: break
        case .notNowFirst: saysNotNowFirst = true
        case .unsupervisedMac: isSupervised = false
        case .userEnrolment: (isSupervised, isUserEnrolled) = (false, true)
        case .failsOnce: failures = 1...1
        case .failsOften: failures = 2...4
        case .cannotFinish: neverHasSpace = true
        case .slow: slowness = 2
        case .offlineForDays: goesOffline = true
        case .travels: travels = true
        case .reenrols: reenrols = true
        case .twinBuild: takesTwinBuild = true
        case .skipsStates: reportsNoStates = true
        case .repeatsReports: repeatsReports = true
        case .wrongTypes: hasWrongTypes = true
        case .clockWrong: (hasWrongClock, failures) = (true, 1...1)
        default: setLack(mood)
        }
    }

    private mutating func setLack(_ mood: DeviceMood) {
        switch mood {
        case .lowDisk: lack = .space
        case .lowBattery: lack = .battery
        case .noPower: (lack, lowBatteryLevel) = (.power, 0.3)
        case .noNetwork: lack = .network
        case .noBootstrapToken: lack = .bootstrapToken
        case .passcodeNotEntered: lack = .passcode
        case .authorisationExpires: (lack, authorisationExpires) = (.passcode, true)
        default: break
        }
    }
}
