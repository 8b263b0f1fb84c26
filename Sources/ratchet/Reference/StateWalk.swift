import RatchetCore

/// What leads where, asked of the machine itself: every event is told to an enforcement in each state.
struct StateWalk {
    /// One event with one content; several have the same name, which is that of the machine's method.
    private struct Event {
        let name: String
        let tell: (inout Enforcement) -> Void
    }

    /// Where an event leads from a state; to several, where it depends on what the event says.
    struct Exit: Equatable {
        let event: String
        var to: [EnforcementState]
    }

    private let start: Enforcement.Snapshot
    private let events: [Event]

    /// Nil if the machine no longer reads what is written here.
    init?() {
        guard let target = OSVersion("26.4"), let older = OSVersion("26.3"),
            let deadline = LocalDateTime("2026-05-15T19:00:00")
        else { return nil }
        let begin = Instant(seconds: 1_777_000_000)
        start =
            Enforcement(
                id: EnforcementID("e"), device: DeviceID("d"), plan: PlanID("p"), target: Target(version: target),
                deadline: deadline, detailsURL: nil, at: begin
            ).snapshot
        events = StateWalk.events(
            Evidence(.statusReport, at: begin + .seconds(60), ref: "r"), target: target, older: older,
            otherDeadline: deadline, longAfter: begin + .seconds(86_400 * 365))
    }

    /// Where the events lead from a state: by name of the event, in the machine's order of states.
    func exits(of state: EnforcementState) -> [Exit] {
        var exits: [Exit] = []
        for event in events {
            var enforcement = Enforcement(restoring: snapshot(in: state))
            event.tell(&enforcement)
            guard enforcement.state != state else { continue }
            if let known = exits.firstIndex(where: { $0.event == event.name }) {
                if !exits[known].to.contains(enforcement.state) { exits[known].to.append(enforcement.state) }
            } else {
                exits.append(Exit(event: event.name, to: [enforcement.state]))
            }
        }
        return exits
    }

    /// What the machine expects next, of a Mac that can install by itself and of one that can't.
    func expected(in state: EnforcementState) -> [Expectation.Event] {
        let context = ExplainContext(now: start.since)
        var lone = DeviceFacts(enrolment: .enrolled)
        lone.productName = "Mac14,7"
        var equipped = lone
        equipped.bootstrapToken.escrowedAt = start.since
        let enforcement = Enforcement(restoring: snapshot(in: state))
        let events = [equipped, lone].compactMap { enforcement.verdict(for: $0, in: context).next?.event }
        return events.reduce(into: []) { kept, event in if !kept.contains(event) { kept.append(event) } }
    }

    private func snapshot(in state: EnforcementState) -> Enforcement.Snapshot {
        var snapshot = start
        snapshot.state = state
        if !state.isLive { snapshot.outcome = state == .done ? .done : .cancelled }
        return snapshot
    }

    private static func events(
        _ evidence: Evidence, target: OSVersion, older: OSVersion, otherDeadline: LocalDateTime, longAfter: Instant
    ) -> [Event] {
        let judged = { (validity: DeclarationReport.Validity, text: String) in
            DeclarationReport(
                identifier: "i", serverToken: "t", isActive: true, validity: validity,
                reasons: [.init(code: "Error.ConfigurationCannotBeApplied", text: text)])
        }
        let said: [InstallState] = [.none, .waiting, .downloading, .prepared, .installing, .failed]
        let limits = EnforcementLimits.standard
        return [
            Event(name: "offered") { _ = $0.offered(evidence) },
            Event(name: "fetched") { _ = $0.fetched(serverToken: "t", current: "t", evidence) },
            Event(name: "declared") { _ = $0.declared(judged(.valid, ""), evidence) },
            Event(name: "declared") { _ = $0.declared(judged(.invalid, "no"), evidence) },
            Event(name: "declared") { _ = $0.declared(judged(.invalid, "same version"), evidence) },
            Event(name: "declared") { _ = $0.declared(judged(.unknown, ""), evidence) },
        ]
            + said.map { state in
                Event(name: "installState") { _ = $0.installState(state, isHeld: true, evidence) }
            }
            + [
                Event(name: "failed") { _ = $0.failed(UpdateFailure(count: 1), evidence) },
                Event(name: "failed") {
                    _ = $0.failed(UpdateFailure(count: limits.failuresUntilBlocked), evidence)
                },
                Event(name: "bootstrapTokenFetched") { _ = $0.bootstrapTokenFetched(evidence) },
                Event(name: "reportedVersion") { _ = $0.reportedVersion(InstalledOS(version: target), evidence) },
                Event(name: "reportedVersion") { _ = $0.reportedVersion(InstalledOS(version: older), evidence) },
                Event(name: "adopted") {
                    _ = $0.adopted(
                        by: PlanID("q"), deadline: otherDeadline, detailsURL: "https://example.org", evidence)
                },
                Event(name: "timePassed") {
                    _ = $0.timePassed(now: longAfter, lastContact: evidence.at, limits)
                },
                Event(name: "contacted") { _ = $0.contacted(evidence) },
                Event(name: "withdraw") { _ = $0.withdraw(.cancelled, evidence) },
                Event(name: "replaced") { _ = $0.replaced(evidence) },
                Event(name: "unmanaged") { _ = $0.unmanaged(evidence) },
                Event(name: "synced") { _ = $0.synced(evidence) },
            ]
    }
}
