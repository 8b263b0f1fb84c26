/// What a planner sees of one device, in eight bytes.
///
/// Two numbers of a `FleetTable`: devices with equal ones get equal answers, so a fleet is judged group by group instead
/// of device by device.
public struct PlanningFacts: Sendable, Hashable {
    /// The number of the device's `Situation`.
    public let situation: UInt32
    /// The number of the device's `Policy`.
    public let policy: UInt32

    init(situation: UInt32, policy: UInt32) {
        (self.situation, self.policy) = (situation, policy)
    }
}

/// What a device is to a planner: its feed key, what it runs, and what its gates say.
///
/// A gate or a rule that comes to rest on something else needs a place in `Key`; the tests of groups compare random devices
/// one by one and find it missing.
public struct Situation: Sendable {
    /// Nil while it is unknown.
    public let kind: FeedKey?
    /// The first device that was met in it. What it says of the decision is true of all of them; its evidence and its
    /// name are its own.
    let example: DeviceFacts

    /// Nil while it is unknown.
    public var installed: InstalledOS? { example.installed?.value }

    /// True when no gate is shut.
    public var isOpen: Bool { DeviceGates.judge(example) == .open }

    /// Why a gate is shut; nil when none is.
    public var shut: Reason? { DeviceGates.judge(example).verdict?.reason }
}

/// What a planner asks of a device: the plans that cover it and the target that it has been told.
public struct Policy: Sendable {
    public let plans: [Plan]
    /// The live enforcement of the first device that was met under it.
    public let current: Enforcement?
}

extension Situation {
    /// What a decision about a device rests on, and nothing else.
    struct Key: Hashable {
        private let kind: FeedKey?
        private let version: String?
        private let build: String?
        private let supplementalBuild: String?
        private let supplementalLetter: String?
        private let gate: Gate

        private enum Gate: Hashable {
            case open
            case notYet(Reason)
            case no(Reason)
        }

        init(_ device: DeviceFacts, kind: FeedKey?) {
            let installed = device.installed?.value
            self.kind = kind
            // By its spelling: equal versions may be spelt in two ways, and a verdict says what the device said.
            (version, build) = (installed?.version.text, installed?.build)
            (supplementalBuild, supplementalLetter) = (installed?.supplementalBuild, installed?.supplementalLetter)
            gate =
                switch DeviceGates.judge(device) {
                case .open: .open
                case .notYet(let reason, _): .notYet(reason)
                case .no(let reason, _): .no(reason)
                }
        }
    }
}

extension Policy {
    /// What a decision rests on of what was asked before, and nothing else.
    struct Key: Hashable {
        private let plans: [PlanID]
        private let told: Told?

        private struct Told: Hashable {
            let plan: PlanID
            let version: String
            let build: String?
            let isSecurityImprovement: Bool
            let deadline: LocalDateTime
        }

        init(plans: [Plan], current: Enforcement?) {
            self.plans = plans.map(\.id)
            told = current.map {
                Told(
                    plan: $0.plan, version: $0.target.version.text, build: $0.target.build,
                    isSecurityImprovement: $0.target.isSecurityImprovement, deadline: $0.deadline)
            }
        }
    }
}
