/// How far the devices of a plan have come: for each station how many have reached it, and who has come no further, and why.
public struct PlanFunnel: Sendable, Equatable {
    /// Where a device is and what is said of it.
    public struct Place: Sendable, Hashable {
        public let station: Station
        public let answer: Verdict.Answer
        public let reason: Reason

        public init(station: Station, answer: Verdict.Answer, reason: Reason) {
            (self.station, self.answer, self.reason) = (station, answer, reason)
        }
    }

    /// How many devices of one station have one verdict.
    public struct Stay: Sendable, Equatable {
        public let answer: Verdict.Answer
        public let reason: Reason
        public let devices: Int
    }

    public struct Step: Sendable, Equatable {
        public let station: Station
        /// Devices that have come at least so far.
        public let reached: Int
        /// Those of them that have come no further, by verdict, the most first.
        public let here: [Stay]
    }

    /// Every station, in order: each has reached as many as the one before, less those who stay there.
    public let steps: [Step]

    /// - Parameter devices: how many are in each place.
    public init(_ devices: [Place: Int]) {
        var steps: [Step] = []
        var left = devices.values.reduce(0, +)
        for station in Station.allCases {
            let here = devices.filter { $0.key.station == station && $0.value > 0 }
                .map { Stay(answer: $0.key.answer, reason: $0.key.reason, devices: $0.value) }
                .sorted { ($1.devices, $0.reason.rawValue) < ($0.devices, $1.reason.rawValue) }
            steps.append(Step(station: station, reached: left, here: here))
            left -= here.reduce(0) { $0 + $1.devices }
        }
        self.steps = steps
    }
}

extension PlanFunnel.Place {
    /// Where a device of a plan is.
    ///
    /// - Parameters:
    ///   - furthest: how far its newest enforcement of the plan came; nil where it never had one.
    ///   - isOpen: whether that one is still open.
    public init(furthest: Station?, isOpen: Bool, answer: Verdict.Answer, reason: Reason) {
        let station: Station
        switch (furthest, reason) {
        // A new target: the way begins again.
        case (_, .planned) where !isOpen: station = .planned
        // Whoever runs what the plan asks for without ever having been told is not on its way.
        case (nil, _): station = .covered
        case (.some, .current): station = .done
        case (.some(let furthest), _): station = furthest
        }
        self.init(station: station, answer: answer, reason: reason)
    }

    /// True while the device still comes by itself.
    public var isOnItsWay: Bool { answer == .notYet && station > .covered && station < .done }
}
