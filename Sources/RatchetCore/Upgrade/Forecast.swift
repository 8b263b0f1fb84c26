/// When the hops of a path could be done at the earliest, for a plan that changes nothing: as if every gate that people open were open, and
/// every hop took what is estimated.
public struct Forecast: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        public let hop: PlannedHop
        public let startsAt: Instant
        /// Restart and verification included, the reserve not.
        public let endsAt: Instant
        /// Until when clients follow, before the next product hop (S1); nil where nothing soaks (S2).
        public let soaksUntil: Instant?
        /// The window that it falls in.
        public let window: Span
    }

    public struct Span: Sendable, Equatable {
        public let start: Instant
        public let end: Instant

        public init(start: Instant, end: Instant) { (self.start, self.end) = (start, end) }
    }

    /// Where the forecast ends: the first hop that nothing but a person can make possible.
    public struct Obstacle: Sendable, Equatable {
        public let hop: PlannedHop
        /// `turn-not-set`, `contract-missing` or `no-window`.
        public let reason: Reason
        /// How much room it needs, of one window.
        public let needed: Duration
        /// The last day of the contract on record, where there is one (G6).
        public let contractUntil: CivilDate?
    }

    /// In the hops' order; those before the obstacle where there is one.
    public private(set) var entries: [Entry] = []
    public private(set) var obstacle: Obstacle?
    /// When the target is reached at the earliest; nil with an obstacle, and for a path without hops.
    public var finishesAt: Instant? { obstacle == nil ? entries.last?.endsAt : nil }
    /// How many windows it takes; what is left of one is the same window, so that their ends are counted.
    public var windows: Int {
        entries.indices.count { $0 == 0 || entries[$0].window.end != entries[$0 - 1].window.end }
    }

    /// - Parameters:
    ///   - soakIsWaived: a person has set S1 aside.
    ///   - window: the first window, or what is left of it, with that much room at or after a moment; nil where none ever has it.
    public init(
        of hops: [PlannedHop], on appliance: ApplianceFacts, _ policy: UpgradePolicy, turn: TurnSituation,
        soakIsWaived: Bool = false, from now: Instant, window: (Instant, Duration) -> Span?
    ) {
        let soak: Duration? = soakIsWaived ? nil : policy.soak
        var free = now
        var soaksUntil = soak.map { Soak(of: appliance, length: $0).endsAt }
        for (index, hop) in hops.enumerated() {
            let estimate = HopEstimate(hop, on: appliance, policy)
            let soaked = Soak.holds(hops[index...]) ? soaksUntil : nil
            let earliest = [soaked, turn.earliest(for: hop)].compactMap { $0 }.reduce(free, max)
            let found = window(earliest, estimate.needed)
            let begins = found?.room(estimate.needed, from: earliest)
            // (G6) The contract has to be valid on the day, not today.
            let refusal = turn.refusal(of: hop, at: begins ?? earliest)
            guard refusal == nil, let found, let start = begins else {
                obstacle = Obstacle(
                    hop: hop, reason: refusal ?? .noWindow, needed: estimate.needed,
                    contractUntil: turn.contract?.until)
                return
            }
            free = start + estimate.unavailable
            let soaks = hop.packageClass == .product ? soak.map { free + $0 } : nil
            soaksUntil = soaks ?? soaksUntil
            entries.append(Entry(hop: hop, startsAt: start, endsAt: free, soaksUntil: soaks, window: found))
        }
    }
}

extension Forecast.Span {
    /// When something that long can begin in it; nil if it can't.
    fileprivate func room(_ length: Duration, from earliest: Instant) -> Instant? {
        let begins = max(start, earliest)
        return end.since(begins) >= length ? begins : nil
    }
}
