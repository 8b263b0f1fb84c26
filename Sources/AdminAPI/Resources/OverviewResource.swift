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

    public var time: String
    public var devices: Int
    /// All seven, in order.
    public var phases: [Phase]
    /// Every device once, by its verdict; the most devices first.
    public var verdicts: [Verdict]
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
            lastEvent: overview.lastEvent)
    }
}
