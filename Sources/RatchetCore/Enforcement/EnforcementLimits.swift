/// How long each kind of silence may last, and how many failures are too many. Apple gives none of these numbers; each
/// says where it comes from.
public struct EnforcementLimits: Sendable, Equatable {
    /// Without any contact since the offer for so long a device is unreachable. Devices report about daily (reference 2.3),
    /// so a week is a week of silence, not of bad luck.
    public var unreachableAfter: Duration
    /// After the deadline, in the latest zone possible, a prepared device has so long until it is past due. A device that
    /// was off enforces an hour after its start (reference 3.2).
    public var pastDueGrace: Duration
    /// An installation with its restarts; after that silence is worth a look.
    public var installationSilence: Duration
    /// A download that has said nothing new for so long has stalled. Devices scan every 24 hours (reference 3.2).
    public var stallAfter: Duration
    /// So many failures and the device is blocked: it goes on trying, but somebody should act.
    public var failuresUntilBlocked: Int
    /// A device that has been failing for so long is blocked, however few times it has tried.
    public var failingUntilBlocked: Duration

    public init(
        unreachableAfter: Duration = .days(7), pastDueGrace: Duration = .hours(2),
        installationSilence: Duration = .hours(4), stallAfter: Duration = .hours(24), failuresUntilBlocked: Int = 5,
        failingUntilBlocked: Duration = .hours(72)
    ) {
        self.unreachableAfter = unreachableAfter
        self.pastDueGrace = pastDueGrace
        self.installationSilence = installationSilence
        self.stallAfter = stallAfter
        self.failuresUntilBlocked = failuresUntilBlocked
        self.failingUntilBlocked = failingUntilBlocked
    }

    public static let standard = EnforcementLimits()
}

extension Enforcement {
    /// When time alone may next change the state, if nothing is heard until then; nil when it never does. The store keeps
    /// it as a due time.
    public func dueTime(_ limits: EnforcementLimits) -> Instant? {
        switch state {
        case .offered: since + limits.unreachableAfter
        case .delivered, .accepted, .waiting, .downloading: stalledAt == nil ? since + limits.stallAfter : nil
        case .prepared: pastDueAt(limits)
        case .installing: since + limits.installationSilence
        case .failing: (failingSince ?? since) + limits.failingUntilBlocked
        default: nil
        }
    }

    /// The deadline with its grace, in the latest zone possible.
    func pastDueAt(_ limits: EnforcementLimits) -> Instant { deadline.latestInstant + limits.pastDueGrace }

    /// Time has passed. Whether that means anything depends on the state and, for a device that was offered its update, on
    /// when it was last heard of.
    public mutating func timePassed(
        now: Instant, lastContact: Instant, _ limits: EnforcementLimits
    ) -> [EnforcementEffect] {
        guard let due = dueTime(limits), now >= due else { return [] }
        let evidence = Evidence(.timer, at: now, ref: state.rawValue)
        switch state {
        case .offered:
            return now >= lastContact + limits.unreachableAfter ? move(to: .unreachable, evidence) : []
        case .delivered, .accepted, .waiting, .downloading:
            stalledAt = now
            return [.stalled(in: state)]
        case .prepared: return move(to: .pastDue, evidence)
        case .installing: return move(to: .installingSilent, evidence) + [.askForVersion]
        case .failing: return move(to: .blocked, evidence)
        default: return []
        }
    }

    /// The device was heard of, whatever it said.
    public mutating func contacted(_ evidence: Evidence) -> [EnforcementEffect] {
        state == .unreachable ? move(to: .offered, evidence) : []
    }
}
