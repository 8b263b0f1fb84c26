import Orchestrator
import RatchetCore

/// One station on the way of a plan's devices.
public struct FunnelStepResource: Codable, Sendable, Equatable {
    /// How many devices that came no further have one verdict.
    public struct Stay: Codable, Sendable, Equatable {
        public var answer: String
        public var reason: String
        public var devices: Int
    }

    /// `covered`, `planned`, `offered`, `delivered`, `downloading`, `prepared`, `installing`, `done`.
    public var station: String
    /// Devices that have come at least so far.
    public var reached: Int
    /// Those that have come no further, the most first: `reached` less these is what the next station has.
    public var here: [Stay]
}

/// How many devices were done at what time.
public struct CurveResource: Codable, Sendable, Equatable {
    public struct Point: Codable, Sendable, Equatable {
        public var at: String
        public var done: Int
    }

    public var from: String
    public var until: String
    /// The first and the last deadline that devices were given, on their own clocks; null while none was.
    @OrNull public var firstDeadline: String? = nil
    @OrNull public var lastDeadline: String? = nil
    /// At equal distances up to `until`, at most 60.
    public var points: [Point]
}

extension FunnelStepResource {
    init(_ step: PlanFunnel.Step) {
        self.init(
            station: step.station.name, reached: step.reached,
            here: step.here.map { Stay(answer: $0.answer.rawValue, reason: $0.reason.rawValue, devices: $0.devices) })
    }
}

extension CurveResource {
    init(_ curve: CompletionCurve, _ deadlines: ClosedRange<LocalDateTime>?) {
        self.init(
            from: curve.from.description, until: curve.until.description,
            firstDeadline: deadlines?.lowerBound.description, lastDeadline: deadlines?.upperBound.description,
            points: curve.points.map { Point(at: $0.at.description, done: $0.done) })
    }
}
