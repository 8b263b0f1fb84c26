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
    /// The newest of the plans that would take the device further and come after the one that is followed.
    public var outrankedPlan: Evidence?
    /// The last good fetch of the feed, where it is too long ago.
    public var staleFeed: Evidence?
    /// The identifier of the declaration that the device should hold; nil where it should hold none.
    public var declaration: String?
    public var limits: EnforcementLimits

    public init(
        now: Instant, lastContact: Instant? = nil, nextPush: Instant? = nil, pushRefusal: Evidence? = nil,
        unappliedReport: Evidence? = nil, targetMissing: Evidence? = nil, outrankedPlan: Evidence? = nil,
        declaration: String? = nil, limits: EnforcementLimits = .standard
    ) {
        (self.now, self.lastContact, self.nextPush) = (now, lastContact, nextPush)
        (self.pushRefusal, self.unappliedReport) = (pushRefusal, unappliedReport)
        (self.targetMissing, self.outrankedPlan, self.limits) = (targetMissing, outrankedPlan, limits)
        self.declaration = declaration
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
            state.answer, state.reason, since: since, evidence: [evidence], next: expectation(device, context),
            causes: causes(device, context), details: details(device, context))
        if state == .done, let installed = device.installed { verdict.evidence.append(installed.evidence) }
        return verdict
    }

    private func details(_ device: DeviceFacts, _ context: ExplainContext) -> [String: String] {
        var details = ["target": target.name, "state": state.rawValue]
        // Only of an update that is past due is it said that something was due then.
        if state == .pastDue || deadline.latestInstant > context.now { details["deadline"] = "\(deadline)" }
        details["installed"] = device.installed?.value.name
        details["failureCount"] = failure.map { String($0.count) }
        details["failureReason"] = failure?.reason
        details["refusal"] = refusals.first.map { $0.text.isEmpty ? $0.code : $0.text }
        return details
    }

    private func expectation(_ device: DeviceFacts, _ context: ExplainContext) -> Expectation? {
        switch state {
        case .planned: Expectation(.offer, by: context.now)
        case .offered, .unreachable: Expectation(.fetchDeclaration, by: context.nextPush)
        case .delivered: Expectation(.reportDeclaration, by: within(ContactRhythm.daily, context))
        case .accepted: Expectation(.startDownload, by: within(ContactRhythm.daily, context))
        case .waiting, .downloading: byDeadline(.finishDownload, context)
        case .prepared: byDeadline(device.installsByItself ? .install : .authoriseInstall, context)
        // It tries again and again until it succeeds, for ever if need be (reference 3.2).
        case .pastDue: Expectation(device.installsByItself ? .retryInstall : .authoriseInstall)
        case .installing: Expectation(.reportNewVersion, by: within(context.limits.installationSilence, context))
        case .installingSilent, .satisfied: Expectation(.reportNewVersion, by: context.nextPush)
        case .failing, .blocked: Expectation(.retryInstall, by: within(ContactRhythm.retry, context))
        case .rejected, .closed: nil
        case .done, .withdrawn: Expectation(.removeDeclaration, by: context.nextPush)
        }
    }

    /// So long after the state was entered; nil when that is over, for nothing is expected in the past.
    private func within(_ duration: Duration, _ context: ExplainContext) -> Instant? {
        since + duration > context.now ? since + duration : nil
    }

    private func byDeadline(_ event: Expectation.Event, _ context: ExplainContext) -> Expectation {
        let isOver = deadline.latestInstant <= context.now
        return Expectation(event, by: isOver ? nil : deadline.latestInstant, byLocal: isOver ? nil : deadline)
    }
}

extension DeviceFacts {
    /// Whether nobody has to do anything at the device for a prepared update to be installed (reference 3.2): its user has
    /// agreed, or nothing stands in the way of it that a person would have to enter.
    fileprivate var installsByItself: Bool {
        if installReason?.value.reasons.contains("install-tonight") ?? false { return true }
        return passcodeInTheWay == nil && !(needsBootstrapToken && bootstrapToken.escrowedAt == nil)
    }
}

extension EnforcementState {
    /// What a device's verdict is while its enforcement is in this state.
    public var answer: Verdict.Answer { reason.answer ?? .notYet }

    /// The reason of that verdict: the state by its own name.
    public var reason: Reason { self == .done ? .current : Reason(rawValue: rawValue) ?? .withdrawn }
}
