public import RatchetCore
import Storage

/// The whole fleet at one look.
public struct FleetOverview: Sendable, Equatable {
    /// How many devices are to reach their target by one moment of their own clocks.
    public struct Deadline: Sendable, Equatable {
        public let deadline: LocalDateTime
        public let devices: Int
    }

    public let now: Instant
    public let devices: Int
    /// Devices on their way, by the phase of their open enforcement.
    public let phases: [Phase: Int]
    /// Every device once, the most devices first.
    public let verdicts: [VerdictCount]
    /// One of each kind, also where it is about nobody.
    public let attention: [FleetAttention]
    /// The deadlines that are still ahead on some clock, the earliest first, with how many live targets have each.
    public let deadlines: [Deadline]
    public let push: PushSummary
    /// The place of the newest event.
    public let lastEvent: Int64

    /// Deadlines that are shown.
    static let mostDeadlines = 3
}

/// The step that looks at the whole fleet.
public enum AdminOverview {
    public static func overview() -> AdminReading<FleetOverview> {
        { store, context in
            var briefs = try FleetBriefs(&store, context)
            var (states, counts): ([EnforcementState: Int], [FleetBriefs.Brief: Int]) = ([:], [:])
            for device in briefs.devices {
                if let state = briefs.state(of: device) { states[state, default: 0] += 1 }
                if let brief = try briefs.brief(of: device, &store) { counts[brief, default: 0] += 1 }
            }
            context.caches.situations.keep(briefs.situations)
            let verdicts = counts.map {
                VerdictCount(answer: $0.key.answer, reason: $0.key.reason, devices: $0.value)
            }
            return FleetOverview(
                now: context.now, devices: briefs.devices.count,
                phases: states.reduce(into: [:]) { $0[$1.key.phase, default: 0] += $1.value },
                verdicts: verdicts.ranked,
                attention: try FleetAttention.all(states, &store, context),
                deadlines: try store.liveDeadlines(after: context.now, limit: FleetOverview.mostDeadlines).map {
                    FleetOverview.Deadline(deadline: $0.deadline, devices: $0.count)
                },
                push: PushSummary(try store.pushState(), now: context.now),
                lastEvent: try store.lastEventPosition())
        }
    }
}
