/// How long a simulated device takes for each thing, in seconds; each range is drawn from with the device's own seed.
public struct PhaseDurations: Codable, Equatable, Sendable {
    /// From the declaration taking effect to the start of the download (`waiting`).
    public var waiting: ClosedRange<Double>
    /// Download and preparation (`downloading`).
    public var downloading: ClosedRange<Double>
    /// From `prepared` until the user answers a notice with "install"; never beyond the deadline.
    public var notice: ClosedRange<Double>
    /// From a deadline that has already passed to the enforced install: Apple's devices wait about an hour.
    public var pastDueNotice: ClosedRange<Double>
    /// From `installing` until the device is back with its new system; nearly all of it is silence.
    public var installing: ClosedRange<Double>
    /// From a failure to the next attempt.
    public var retryAfterFailure: ClosedRange<Double>
    /// From the moment at which an update first lacks something - space, charge, power, a network, a token, a passcode - until
    /// it is there.
    public var recovery: ClosedRange<Double>
    /// How long a user is on leave, a device is off the network, or a journey is ahead.
    public var absence: ClosedRange<Double>
    /// From "tonight" to the night.
    public var tonight: ClosedRange<Double>
    /// Between two connections that nobody asked for.
    public var poll: ClosedRange<Double>
    /// Between two full status reports.
    public var fullReport: ClosedRange<Double>
    /// After a NotNow that was the last answer of a connection.
    public var notNowRetry: ClosedRange<Double>
    /// From power-on to the enrolment, so that a fleet does not knock all at once.
    public var enrolment: ClosedRange<Double>
    /// First wait after a request that failed; doubled up to `slowestRetry`.
    public var firstRetry: Double
    public var slowestRetry: Double

    /// About as long as real devices take.
    public static let realistic = PhaseDurations(
        waiting: 30...600, downloading: 600...3_600, notice: 7_200...172_800, pastDueNotice: 3_300...3_900,
        installing: 900...2_400, retryAfterFailure: 3_600...7_200, poll: 10_800...18_000,
        fullReport: 82_800...90_000, notNowRetry: 900...1_800, enrolment: 0...120, firstRetry: 5, slowestRetry: 600,
        recovery: 86_400...259_200, absence: 259_200...518_400, tonight: 14_400...43_200)

    /// A whole walk in about 10 to 25 seconds.
    public static let demo = PhaseDurations(
        waiting: 1...2.5, downloading: 2.5...6, notice: 2.5...7, pastDueNotice: 1...3, installing: 4...8,
        retryAfterFailure: 3...6, poll: 20...40, fullReport: 45...75, notNowRetry: 1...3, enrolment: 0...3,
        firstRetry: 0.5, slowestRetry: 4,
        recovery: 6...10, absence: 8...14, tonight: 2...5)

    public init(
        waiting: ClosedRange<Double>, downloading: ClosedRange<Double>, notice: ClosedRange<Double>,
        pastDueNotice: ClosedRange<Double>, installing: ClosedRange<Double>, retryAfterFailure: ClosedRange<Double>,
        poll: ClosedRange<Double>, fullReport: ClosedRange<Double>, notNowRetry: ClosedRange<Double>,
        enrolment: ClosedRange<Double>, firstRetry: Double, slowestRetry: Double,
        recovery: ClosedRange<Double> = 86_400...259_200, absence: ClosedRange<Double> = 259_200...518_400,
        tonight: ClosedRange<Double> = 14_400...43_200
    ) {
        self.waiting = waiting
        self.downloading = downloading
        self.notice = notice
        self.pastDueNotice = pastDueNotice
        self.installing = installing
        self.retryAfterFailure = retryAfterFailure
        self.poll = poll
        self.fullReport = fullReport
        self.notNowRetry = notNowRetry
        self.enrolment = enrolment
        self.firstRetry = firstRetry
        self.slowestRetry = slowestRetry
        self.recovery = recovery
        self.absence = absence
        self.tonight = tonight
    }

    /// The same walk, `factor` times as fast. A factor that is not positive changes nothing.
    public func faster(by factor: Double) -> PhaseDurations {
        guard factor > 0, factor.isFinite else { return self }
        func shorter(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            (range.lowerBound / factor)...(range.upperBound / factor)
        }
        return PhaseDurations(
            waiting: shorter(waiting), downloading: shorter(downloading), notice: shorter(notice),
            pastDueNotice: shorter(pastDueNotice), installing: shorter(installing),
            retryAfterFailure: shorter(retryAfterFailure), poll: shorter(poll), fullReport: shorter(fullReport),
            notNowRetry: shorter(notNowRetry), enrolment: shorter(enrolment), firstRetry: firstRetry / factor,
            slowestRetry: slowestRetry / factor, recovery: shorter(recovery), absence: shorter(absence),
            tonight: shorter(tonight))
    }

    /// Each phase of the walk about `seconds` long; the rest stays.
    public func withPhases(of seconds: Double) -> PhaseDurations {
        guard seconds > 0, seconds.isFinite else { return self }
        let range = (seconds * 0.7)...(seconds * 1.3)
        var durations = self
        durations.waiting = range
        durations.downloading = range
        durations.notice = range
        durations.pastDueNotice = range
        durations.installing = range
        durations.retryAfterFailure = range
        durations.tonight = range
        durations.recovery = (seconds * 1.4)...(seconds * 2.6)
        durations.absence = durations.recovery
        return durations
    }
}
