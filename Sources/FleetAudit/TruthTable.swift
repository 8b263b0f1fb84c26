public import FleetSimulator
public import RatchetCore

/// What the server may say of a device, by what is the matter with it in truth.
///
/// | the truth | the verdict's reason | with one of the causes |
/// |---|---|---|
/// | idle, finished | `current` | - |
/// | user-enrolment | `user-enrolment` | - |
/// | below-floor | `enforcement-not-supported` | - |
/// | not-supervised | `not-supervised` | - |
/// | offline | `offered`, `unreachable` | `device-offline` |
/// | on-its-way | `delivered`, `accepted`, `waiting`, `downloading`, `prepared` | - |
/// | failed | `failing`, `blocked` | `failure-reported` |
/// | no-space | `failing`, `blocked` | `low-disk` |
/// | low-battery | `failing`, `blocked` | `low-power` |
/// | no-power | `waiting` | `low-power` |
/// | no-network | `waiting` | `stalled`, once a day has passed |
/// | user-decides | `prepared` | `user-decides`, `passcode-needed` |
/// | user-decides, in the hour that a device leaves its user after the deadline | `past-due` | - |
/// | agreed-tonight | `prepared` | `user-agreed` |
/// | passcode-not-entered | `prepared` or `past-due` | `passcode-needed` or `passcode-not-entered` |
/// | token-missing | `prepared`, `past-due` | `bootstrap-token-missing` |
/// | installing | `installing`, `installing-silent` | - |
public enum TruthTable {
    /// One thing that may be said: one of the reasons, with one of the causes where there are any.
    public struct Answer: Sendable, Equatable {
        public let reasons: Set<Reason>
        public let causes: Set<Reason>
        /// How long the state may last before a cause must be named.
        public let patience: Duration

        init(_ reasons: Set<Reason>, because causes: Set<Reason> = [], after patience: Duration = .zero) {
            (self.reasons, self.causes, self.patience) = (reasons, causes, patience)
        }

        /// Whether the server's words are these.
        public func allows(_ said: ServerStatement, at now: Instant) -> Bool {
            guard let reason = said.reason, reasons.contains(reason) else { return false }
            let isYoung = said.since.map { now < $0 + patience } ?? false
            return isYoung || causes.isEmpty || !causes.isDisjoint(with: said.causes)
        }
    }

    /// Nil where the server cannot know anything of the device.
    public static func answers(to truth: DeviceTruth.Kind, _ mood: DeviceMood) -> [Answer]? {
        switch truth {
        case .off, .unenrolled: return nil
        case .enrolling: return [Answer([.enrolmentIncomplete, .inventoryPending])]
        case .idle, .finished: return [Answer([.current])]
        case .userEnrolment: return [Answer([.userEnrolment])]
        case .belowFloor: return [Answer([.enforcementNotSupported])]
        case .notSupervised: return [Answer([.notSupervised])]
        case .offline: return [Answer([.offered, .unreachable], because: [.deviceOffline])]
        default: break
        }
        // What a device does not report nobody can know.
        return mood == .skipsStates ? [Answer([.accepted])] : answers(underway: truth)
    }

    private static func answers(underway truth: DeviceTruth.Kind) -> [Answer] {
        switch truth {
        case .failed: [Answer([.failing, .blocked], because: [.failureReported])]
        case .noSpace: [Answer([.failing, .blocked], because: [.lowDisk])]
        case .lowBattery: [Answer([.failing, .blocked], because: [.lowPower])]
        case .noPower: [Answer([.waiting], because: [.lowPower])]
        case .noNetwork: [Answer([.waiting], because: [.stalled], after: .hours(25))]
        case .userDecides: [Answer([.prepared], because: [.userDecides, .passcodeNeeded]), Answer([.pastDue])]
        case .agreedTonight: [Answer([.prepared], because: [.userAgreed])]
        case .passcodeNotEntered:
            [Answer([.prepared], because: [.passcodeNeeded]), Answer([.pastDue], because: [.passcodeNotEntered])]
        case .tokenMissing: [Answer([.prepared, .pastDue], because: [.bootstrapTokenMissing])]
        case .installing: [Answer([.installing, .installingSilent])]
        default: [Answer([.delivered, .accepted, .waiting, .downloading, .prepared])]
        }
    }
}
