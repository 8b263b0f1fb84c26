/// Our enforcement declaration as it stands in the device's manifest.
public struct DeclarationReference: Sendable, Equatable {
    public let identifier: String
    public let serverToken: String

    public init(identifier: String, serverToken: String) {
        (self.identifier, self.serverToken) = (identifier, serverToken)
    }
}

/// One message of a device, read: what it says anew, and what was known before and is known with it.
public struct DeviceMessage: Sendable {
    public let observations: [Observation]
    public let before: DeviceFacts
    public let after: DeviceFacts
    public let evidence: Evidence

    public init(observations: [Observation], before: DeviceFacts, after: DeviceFacts, evidence: Evidence) {
        (self.observations, self.before, self.after, self.evidence) = (observations, before, after, evidence)
    }
}

extension Enforcement {
    /// Takes everything that one message says about this enforcement, in an order that does not depend on the message's:
    /// the version first, because it alone proves success; then our declaration; then failures; then the install state,
    /// so that a device which failed and is already at it again reads as being at it.
    public mutating func take(
        _ report: DeviceMessage, ours: DeclarationReference?, _ limits: EnforcementLimits = .standard
    ) -> [EnforcementEffect] {
        var effects: [EnforcementEffect] = []
        if let installed = report.after.installed, report.saysVersion {
            effects += reportedVersion(installed.value, report.evidence)
            if report.evidence.kind == .commandResult { effects += answered(report.after, report.evidence, limits) }
        }
        if !state.isDeclared { return effects }
        if report.saysDeclarations, let judged = report.after.judgement(of: ours) {
            effects += declared(judged, report.evidence)
        }
        guard report.after.isAbout(target) else { return effects }
        for observation in report.observations {
            // What was known of the device may have been forgotten since; what this target has seen has not.
            if case .failure(let reported) = observation,
                reported.isNews(after: report.before.failure?.value ?? failure)
            {
                effects += failed(reported, report.evidence, limits)
            }
        }
        for observation in report.observations {
            if case .installState(let reported) = observation {
                let isHeld = report.after.judgement(of: ours).map { $0.isActive && $0.validity == .valid } ?? false
                effects += installState(reported, isHeld: isHeld, report.evidence, limits)
            }
        }
        return effects
    }
}

extension Enforcement {
    /// Takes up what the device has said before of the update that it is told again: a declaration with the same bytes, or
    /// one that was away for a while, changes nothing at the device, and it repeats nothing that has not changed (reference
    /// 2.3).
    ///
    /// - Parameter isHeld: the device is known to hold our declaration; else only what names the target counts.
    public mutating func takeUp(
        _ facts: DeviceFacts, isHeld: Bool, _ limits: EnforcementLimits = .standard
    ) -> [EnforcementEffect] {
        guard let said = facts.installState, facts.isBusy(with: target) || isHeld && facts.isAbout(target) else {
            return []
        }
        switch said.value {
        case .none, .unknown: return []
        case .failed: failure = facts.failure?.value
        case .waiting, .downloading, .prepared, .installing: break
        }
        return installState(said.value, isHeld: isHeld, said.evidence, limits)
    }
}

extension Enforcement {
    /// A device that was asked for its version after it had been silent, and runs what it ran before: the installation has
    /// not happened, and it is where it last said that it was. A status report would prove nothing, for it may bring old
    /// values (reference 9, "No status after the update").
    private mutating func answered(
        _ facts: DeviceFacts, _ evidence: Evidence, _ limits: EnforcementLimits
    ) -> [EnforcementEffect] {
        guard state == .installingSilent else { return [] }
        let said = facts.installState?.value ?? .none
        let next = said == .installing ? nil : state(after: said, isHeld: true, at: evidence.at, limits)
        return move(to: next ?? .accepted, evidence)
    }
}

extension DeviceMessage {
    fileprivate var saysVersion: Bool {
        observations.contains {
            switch $0 {
            case .osVersion, .build, .supplementalBuild, .supplementalLetter: true
            default: false
            }
        }
    }

    fileprivate var saysDeclarations: Bool {
        observations.contains { if case .declarations = $0 { true } else { false } }
    }
}

extension DeviceFacts {
    /// How the device judges our declaration: the entry with our server token, since one identifier may be listed under
    /// two (reference 2.3); an entry with another token speaks of an older revision and counts for nothing.
    public func judgement(of ours: DeclarationReference?) -> DeclarationReport? {
        guard let ours else { return nil }
        return declarations?.value.first { $0.identifier == ours.identifier && $0.serverToken == ours.serverToken }
    }

    /// True when the device says that this is the update it is busy with.
    fileprivate func isBusy(with target: Target) -> Bool {
        pendingVersion.flatMap { OSVersion($0.value.version) } == target.version
    }

    /// False when the device says that the update it is busy with is another one than `target`.
    func isAbout(_ target: Target) -> Bool {
        guard let pending = pendingVersion?.value, let version = OSVersion(pending.version) else { return true }
        return version == target.version
    }
}
