/// What a verdict needs to know besides the device and its enforcement.
public struct ExplainContext: Sendable {
    public var now: Instant
    /// When the device was last heard of; nil where that does not matter.
    public var lastContact: Instant?
    /// When the next push is due; nil when none is.
    public var nextPush: Instant?
    /// The newest push, where it was refused or did not get out; nil while they do.
    public var pushRefusal: Evidence?
    /// The newest report that was kept and could not be applied.
    public var unappliedReport: Evidence?
    /// The newest good fetch, where the target's row is missing from it.
    public var targetMissing: Evidence?
    /// The newest of the other plans that want something else for the device and come after the one that is followed.
    public var outrankedPlan: Evidence?
    public var limits: EnforcementLimits

    public init(
        now: Instant, lastContact: Instant? = nil, nextPush: Instant? = nil, pushRefusal: Evidence? = nil,
        unappliedReport: Evidence? = nil, targetMissing: Evidence? = nil, outrankedPlan: Evidence? = nil,
        limits: EnforcementLimits = .standard
    ) {
        (self.now, self.lastContact, self.nextPush) = (now, lastContact, nextPush)
        (self.pushRefusal, self.unappliedReport) = (pushRefusal, unappliedReport)
        (self.targetMissing, self.outrankedPlan, self.limits) = (targetMissing, outrankedPlan, limits)
    }
}

/// How often a device is heard of at least when all is well.
enum ContactRhythm {
    /// A device reports everything about every 24 hours, and scans for updates as often (reference 2.3, 3.2).
    static let daily: Duration = .hours(24)
    /// A Mac past its deadline tries about once an hour of uptime (reference 3.2).
    static let retry: Duration = .hours(1)
}

extension Enforcement {
    /// The verdict for a device whose target this is.
    public func verdict(for device: DeviceFacts, in context: ExplainContext) -> Verdict {
        var verdict = Verdict(
            state.answer, state.reason, since: since, evidence: [evidence], next: expectation(context),
            causes: causes(device, context), details: details(device))
        if state == .done, let installed = device.installed { verdict.evidence.append(installed.evidence) }
        return verdict
    }

    private func details(_ device: DeviceFacts) -> [String: String] {
        var details = ["target": target.name, "deadline": "\(deadline)", "state": state.rawValue]
        details["installed"] = device.installed?.value.name
        details["failureCount"] = failure.map { String($0.count) }
        details["failureReason"] = failure?.reason
        details["refusal"] = refusals.first.map { $0.text.isEmpty ? $0.code : $0.text }
        return details
    }

    private func expectation(_ context: ExplainContext) -> Expectation? {
        switch state {
        case .planned: Expectation(.offer, by: context.now)
        case .offered, .unreachable: Expectation(.fetchDeclaration, by: context.nextPush)
        case .delivered: Expectation(.reportDeclaration, by: since + ContactRhythm.daily)
        case .accepted: Expectation(.startDownload, by: since + ContactRhythm.daily)
        case .waiting, .downloading: Expectation(.finishDownload, by: deadline.latestInstant, byLocal: deadline)
        case .prepared: Expectation(.install, by: deadline.latestInstant, byLocal: deadline)
        case .pastDue: Expectation(.install, by: context.now + ContactRhythm.retry)
        case .installing: Expectation(.reportNewVersion, by: since + context.limits.installationSilence)
        case .installingSilent, .satisfied: Expectation(.reportNewVersion, by: context.nextPush)
        case .failing, .blocked: Expectation(.retryInstall, by: since + ContactRhythm.retry)
        case .rejected, .closed: nil
        case .done, .withdrawn: Expectation(.removeDeclaration, by: context.nextPush)
        }
    }
}

extension EnforcementState {
    /// What a device's verdict is while its enforcement is in this state.
    public var answer: Verdict.Answer {
        switch self {
        case .done: .yes
        case .rejected, .blocked: .no
        default: .notYet
        }
    }

    /// The reason of that verdict: the state by its own name.
    public var reason: Reason { self == .done ? .current : Reason(rawValue: rawValue) ?? .withdrawn }
}
