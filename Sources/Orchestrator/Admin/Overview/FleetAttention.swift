public import RatchetCore
import Storage

/// Devices that somebody should look at: what goes wrong again and again, what is late, and who is not heard of.
public struct FleetAttention: Sendable, Equatable {
    /// What is the matter, in the order in which it is shown.
    public enum Kind: String, Sendable, CaseIterable {
        /// An attempt failed, or too many have, or the declaration was refused.
        case failing
        /// Ready to be installed, and the deadline has passed everywhere.
        case overdue
        /// Silent since the offer, or silent for longer than an installation takes.
        case unreachable

        var states: [EnforcementState] {
            switch self {
            case .failing: [.failing, .blocked, .rejected]
            case .overdue: [.pastDue]
            case .unreachable: [.unreachable, .installingSilent]
            }
        }
    }

    /// How many devices have one reason.
    public struct Count: Sendable, Equatable {
        public let reason: Reason
        public let devices: Int
    }

    public let kind: Kind
    public let devices: Int
    /// How many of them were looked at for their reasons: all, unless there are very many.
    public let examined: Int
    /// Those that are given most often first, at most `mostReasons`; each device counts once, for its likeliest one.
    public let reasons: [Count]

    public static let mostReasons = 3
}

extension FleetAttention {
    /// Devices of one state whose reasons are looked into. Each takes some reads; what is said most often is seen in these.
    static let examinedPerState = 200

    /// - Parameter counts: how many open enforcements are in each state.
    static func all(
        _ counts: [EnforcementState: Int], _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> [FleetAttention] {
        let judge = try DeviceJudge(&store, context)
        return try Kind.allCases.map { kind in
            var (reasons, examined) = ([Reason: Int](), 0)
            for state in kind.states where counts[state] != nil {
                for enforcement in try store.enforcements(in: state, limit: examinedPerState) {
                    reasons[try reason(for: enforcement, judge, &store), default: 0] += 1
                    examined += 1
                }
            }
            return FleetAttention(
                kind: kind, devices: kind.states.reduce(0) { $0 + counts[$1, default: 0] }, examined: examined,
                reasons: reasons.map { Count(reason: $0.key, devices: $0.value) }.ranked)
        }
    }

    /// The likeliest cause that says more than that an attempt failed; where there is none, the state.
    private static func reason(
        for enforcement: Enforcement, _ judge: DeviceJudge, _ store: inout StoreTransaction
    ) throws -> Reason {
        guard let row = try store.device(enforcement.device) else { return enforcement.state.reason }
        let channel = try store.deviceChannel(of: row.id)
        let causes = try judge.verdict(for: row, channel: channel, open: enforcement, &store).causes.map(\.reason)
        return causes.first { $0 != .failureReported } ?? causes.first ?? enforcement.state.reason
    }
}

extension [FleetAttention.Count] {
    /// The commonest ones; what is as common in the order of its name.
    fileprivate var ranked: [FleetAttention.Count] {
        let sorted = sorted { ($1.devices, $0.reason.rawValue) < ($0.devices, $1.reason.rawValue) }
        return Array(sorted.prefix(FleetAttention.mostReasons))
    }
}
