import Foundation

/// What is the matter with a simulated device at the moment, by its own knowledge: what a server can at best find out.
public struct DeviceTruth: Codable, Equatable, Sendable {
    /// One word for it.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Has not enrolled yet.
        case off
        /// In the middle of its enrolment, or enrolled and not told to use declarations.
        case enrolling
        /// Sent away by the server.
        case unenrolled
        /// Off the network; nothing reaches it.
        case offline
        /// Enrolled by its user: it can never be told to update.
        case userEnrolment = "user-enrolment"
        /// Its system does not know the enforcement of updates.
        case belowFloor = "below-floor"
        /// A Mac without supervision.
        case notSupervised = "not-supervised"
        /// Nothing that it holds asks for anything newer, and it has installed nothing.
        case idle
        /// Nothing that it holds asks for anything newer, and it has installed an update.
        case finished
        /// Busy with its update, and in need of nothing.
        case onItsWay = "on-its-way"
        /// An attempt failed; it tries again, and nothing is lacking.
        case failed
        case noSpace = "no-space"
        case lowBattery = "low-battery"
        case noPower = "no-power"
        case noNetwork = "no-network"
        /// The update is ready; its user has not answered.
        case userDecides = "user-decides"
        /// The update is ready; its user has agreed to tonight.
        case agreedTonight = "agreed-tonight"
        /// The update is ready; the passcode is not entered.
        case passcodeNotEntered = "passcode-not-entered"
        /// A Mac without an escrowed bootstrap token that cannot install.
        case tokenMissing = "token-missing"
        /// Restarting into its new system, and silent.
        case installing
    }

    public let kind: Kind
    /// When it ends by itself, RFC 3339; nothing where the device cannot know.
    public let until: String?

    init(_ device: SimulatedDevice) {
        kind = DeviceTruth.kind(of: device)
        until = DeviceTruth.end(of: device, kind)?.rfc3339
    }

    private static func kind(of device: SimulatedDevice) -> Kind {
        if case .gone = device.enrolment { return .unenrolled }
        if device.timers.offlineUntil != nil { return .offline }
        switch device.enrolment {
        case .new: return .off
        case .enrolling, .gone: return .enrolling
        case .enrolled: break
        }
        if device.traits.isUserEnrolled { return .userEnrolment }
        if device.declarative == nil { return .enrolling }
        return shut(device) ?? walk(device.update)
    }

    /// Why it cannot be told to update at all.
    private static func shut(_ device: SimulatedDevice) -> Kind? {
        if device.capabilities.configurations.contains(DeclarationType.enforcement) { return nil }
        let supervised = Capabilities(platform: device.model.platform, version: device.system.version, supervised: true)
        return supervised.configurations.contains(DeclarationType.enforcement) ? .notSupervised : .belowFloor
    }

    private static func walk(_ update: UpdateWalk) -> Kind {
        if let hold = update.hold { return kind(of: hold) }
        switch update.phase {
        case .idle: return update.installedCount > 0 ? .finished : .idle
        case .waiting, .downloading, .authorising, .prepared: return .onItsWay
        case .failed: return update.temper.neverHasSpace ? .noSpace : .failed
        case .installing: return .installing
        }
    }

    private static func kind(of hold: UpdateHold) -> Kind {
        switch hold {
        case .space: .noSpace
        case .battery: .lowBattery
        case .power: .noPower
        case .network: .noNetwork
        case .bootstrapToken: .tokenMissing
        case .passcode: .passcodeNotEntered
        case .user: .userDecides
        case .tonight: .agreedTonight
        }
    }

    private static func end(of device: SimulatedDevice, _ kind: Kind) -> Date? {
        switch kind {
        case .offline: device.timers.offlineUntil
        case .off: device.timers.enrolment
        case .noSpace, .lowBattery, .tokenMissing: device.update.recovery
        case .noPower, .noNetwork, .userDecides, .agreedTonight, .passcodeNotEntered, .installing: device.update.due
        default: nil
        }
    }
}
