import AppleDDM

/// One line about a device, for people and programs.
public struct DeviceSummary: Codable, Equatable, Sendable {
    /// How far a device has come with its management.
    public enum Stage: String, Codable, CaseIterable, Sendable {
        /// Switched off; it enrols when its time comes.
        case off
        case enrolling
        /// Enrolled, but not told to use declarations.
        case enrolled
        /// Under declarative management.
        case managed
        /// Sent away by the server.
        case unenrolled
    }

    public let number: Int
    public let udid: String
    public let serialNumber: String
    public let name: String
    public let model: String
    public let platform: String
    public let osVersion: String
    public let build: String
    public let mood: DeviceMood
    public let habit: UserHabit
    /// Whether its user has to enter a passcode before an update is installed.
    public let hasPasscode: Bool
    /// What is the matter with it; only the simulator knows.
    public let truth: DeviceTruth
    public let stage: Stage
    /// `none`, `waiting`, `downloading`, `prepared`, `installing` or `failed`, as in `softwareupdate.install-state`.
    public let installState: String
    /// The version that it is on the way to.
    public let target: String?
    /// How many updates it has installed.
    public let updates: Int
    /// Why it does not go on: a failure, a refused declaration, an unenrolment.
    public let reason: String?
    /// Breaches of the protocol by the server that it noticed.
    public let alarms: Int
    public let lastAlarm: String?
    /// The token of the last manifest that it applied.
    public let declarationsToken: String?

    init(_ device: SimulatedDevice) {
        number = device.index + 1
        udid = device.identity.udid
        serialNumber = device.identity.serialNumber
        name = device.identity.deviceName
        model = device.model.marketingName
        platform = device.model.platform.rawValue
        osVersion = device.system.version.text
        build = device.system.supplementalBuild
        mood = device.mood
        (habit, hasPasscode) = (device.update.temper.habit, device.update.temper.hasPasscode)
        truth = DeviceTruth(device)
        stage = DeviceSummary.stage(of: device)
        installState = device.update.phase.installState
        target = device.update.target?.displayVersion
        updates = device.update.installedCount
        reason = DeviceSummary.reason(of: device)
        alarms = device.alarmCount
        lastAlarm = device.alarms.last?.text
        declarationsToken = device.declarative?.declarationsToken
    }

    /// Whether it should finish, from its mood and its user alone.
    public var expectation: FleetExpectation {
        habit == .never && hasPasscode ? .cannot(reason: "its user never enters the passcode") : mood.expectation
    }

    private static func stage(of device: SimulatedDevice) -> Stage {
        switch device.enrolment {
        case .new: .off
        case .enrolling: .enrolling
        case .enrolled: device.declarative == nil ? .enrolled : .managed
        case .gone: .unenrolled
        }
    }

    private static func reason(of device: SimulatedDevice) -> String? {
        if case .gone(let reason) = device.enrolment { return reason }
        if let failure = device.update.failure { return failure.reason }
        if [.tooOldToEnforce, .belowFloor, .unsupervisedMac, .userEnrolment].contains(device.mood),
            case .cannot(let reason) = device.mood.expectation
        {
            return reason
        }
        let refused = device.review.states.first { !$0.isValid && $0.declaration.type == DeclarationType.enforcement }
        return refused?.reasons.first.map { $0.details["Error"] ?? $0.description }
    }
}

extension UpdateWalk.Phase {
    /// Apple's word for it.
    var installState: String {
        switch self {
        case .idle: "none"
        case .waiting: "waiting"
        case .downloading: "downloading"
        case .prepared, .authorising: "prepared"
        case .installing: "installing"
        case .failed: "failed"
        }
    }
}
