import Orchestrator
import RatchetCore

/// The whole fleet at one look.
public struct OverviewResource: Codable, Sendable, Equatable {
    public struct Phase: Codable, Sendable, Equatable {
        /// 1 to 7, Apple's.
        public var number: Int
        public var name: String
        /// Devices whose open enforcement is in it.
        public var devices: Int
    }

    public struct Verdict: Codable, Sendable, Equatable {
        public var answer: String
        public var reason: String
        public var devices: Int
    }

    public struct Attention: Codable, Sendable, Equatable {
        public struct Reason: Codable, Sendable, Equatable {
            public var reason: String
            public var devices: Int
        }

        /// `failing`, `overdue`, `unreachable`.
        public var kind: String
        public var devices: Int
        /// How many of them were looked at for their reasons: all, unless there are very many.
        public var examined: Int
        /// The likeliest reason of each device, the commonest ones first.
        public var reasons: [Reason]
    }

    public struct Deadline: Codable, Sendable, Equatable {
        /// On the devices' own clocks.
        public var deadline: String
        /// When it first comes somewhere, and when it has come everywhere.
        public var window: EnforcementResource.Window
        public var devices: Int
    }

    public var time: String
    public var devices: Int
    /// All seven, in order.
    public var phases: [Phase]
    /// Every device once, by its verdict; the most devices first.
    public var verdicts: [Verdict]
    /// What needs a look; one of each kind, also where it is about nobody.
    public var attention: [Attention]
    /// The next deadlines of devices on their way, the earliest first.
    public var deadlines: [Deadline]
    /// With what devices are woken, and whether they are.
    public var push: PushResource
    /// The position of the newest event.
    public var lastEvent: Int64
}

extension OverviewResource {
    init(_ overview: FleetOverview) {
        self.init(
            time: overview.now.description, devices: overview.devices,
            phases: RatchetCore.Phase.allCases.map {
                Phase(number: $0.rawValue, name: $0.name, devices: overview.phases[$0, default: 0])
            },
            verdicts: overview.verdicts.map {
                Verdict(answer: $0.answer.rawValue, reason: $0.reason.rawValue, devices: $0.devices)
            },
            attention: overview.attention.map(Attention.init), deadlines: overview.deadlines.map(Deadline.init),
            push: PushResource(overview.push), lastEvent: overview.lastEvent)
    }
}

extension OverviewResource.Attention {
    init(_ attention: FleetAttention) {
        self.init(
            kind: attention.kind.rawValue, devices: attention.devices, examined: attention.examined,
            reasons: attention.reasons.map { Reason(reason: $0.reason.rawValue, devices: $0.devices) })
    }
}

extension OverviewResource.Deadline {
    init(_ ahead: FleetOverview.Deadline) {
        self.init(deadline: ahead.deadline.description, window: .init(ahead.deadline), devices: ahead.devices)
    }
}
