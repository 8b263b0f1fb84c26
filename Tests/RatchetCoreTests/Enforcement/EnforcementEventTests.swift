import RatchetCore
import Testing

/// Each row of the reference's section 5 that the machine has, as a test.
@Suite("The machine of the seven phases")
struct EnforcementEventTests {
    private let token = "token-1"

    /// An enforcement of which the store says that it is in `state`.
    private func enforcement(_ state: EnforcementState) throws -> Enforcement {
        var kept = try plannedEnforcement().snapshot
        if state == .planned { return Enforcement(restoring: kept) }
        (kept.state, kept.since, kept.evidence) = (state, Evidence.report(4).at, .report(4))
        kept.offeredAt = Evidence.report(1).at
        if !state.isLive { kept.outcome = state == .done ? .done : state == .closed ? .unmanaged : .cancelled }
        if state == .rejected { kept.refusals = judged(.invalid).reasons }
        return Enforcement(restoring: kept)
    }

    private func judged(
        _ validity: DeclarationReport.Validity, active: Bool = true, _ text: String = "no"
    ) -> DeclarationReport {
        let reason = DeclarationReport.Reason(code: "Error.ConfigurationCannotBeApplied", text: text)
        return DeclarationReport(
            identifier: "ours", serverToken: token, isActive: active, validity: validity,
            reasons: validity == .invalid ? [reason] : [])
    }

    private func moved(_ from: EnforcementState, _ to: EnforcementState) -> [EnforcementEffect] {
        [.moved(from: from, to: to, .report(9))]
    }

    @Test func `planned, put into the manifest: offered, and the offer's time is kept`() throws {
        var it = try enforcement(.planned)
        #expect(it.offered(.report(9)) == moved(.planned, .offered))
        #expect(it.offeredAt == Evidence.report(9).at && it.since == Evidence.report(9).at)
    }

    @Test func `offered, fetched with the present token: delivered`() throws {
        var it = try enforcement(.offered)
        #expect(it.fetched(serverToken: token, current: token, .report(9)) == moved(.offered, .delivered))
    }

    @Test(arguments: [("old", "token-1"), ("token-1", nil)] as [(String, String?)])
    func `a fetch with a stale token changes nothing`(_ fetched: String, _ current: String?) throws {
        var it = try enforcement(.offered)
        let effects = it.fetched(serverToken: fetched, current: current, .report(9))
        #expect(effects == [.ignored(event: "fetched", in: .offered)])
        #expect(try it == enforcement(.offered))
    }

    @Test(arguments: [EnforcementState.offered, .delivered])
    func `active and valid: accepted`(_ state: EnforcementState) throws {
        var it = try enforcement(state)
        #expect(it.declared(judged(.valid), .report(9)) == moved(state, .accepted))
    }

    @Test func `reported but not in force yet: it was delivered, no more`() throws {
        var it = try enforcement(.offered)
        #expect(it.declared(judged(.unknown), .report(9)) == moved(.offered, .delivered))
        #expect(it.declared(judged(.valid, active: false), .report(9)).isEmpty)
    }

    @Test(arguments: ["older than current", "same as current", "same version"])
    func `refused because it is there already: satisfied, and the version is asked for`(_ words: String) throws {
        var it = try enforcement(.delivered)
        let text = "[kSUCoreErrorDDM] Invalid declaration: target OS version (26.4) is \(words) version (26.4)"
        #expect(
            it.declared(judged(.invalid, text), .report(9)) == moved(.delivered, .satisfied) + [.askForVersion])
        #expect(it.outcome == nil, "only the version is proof")
    }

    @Test func `refused for any other reason: rejected, with its reasons`() throws {
        var it = try enforcement(.delivered)
        #expect(
            it.declared(judged(.invalid, active: false, "invalid format"), .report(9)) == moved(.delivered, .rejected))
        #expect(it.refusals.map(\.text) == ["invalid format"])
        #expect(it.declared(judged(.valid), .report(9)) == moved(.rejected, .accepted))
        #expect(it.refusals.isEmpty)
    }

    @Test(arguments: [
        ("waiting", EnforcementState.waiting), ("downloading", .downloading), ("prepared", .prepared),
        ("installing", .installing), ("failed", .failing),
    ])
    func `an install state leads to its state from wherever the device is`(
        _ word: String, _ next: EnforcementState
    ) throws {
        // What a silent or blocked device goes on to say does not make it less so.
        let stays: [EnforcementState: EnforcementState] = [.installing: .installingSilent, .failing: .blocked]
        for state in EnforcementState.allCases where state.isDeclared && state != next && state != stays[next] {
            var it = try enforcement(state)
            #expect(it.installState(InstallState(word), isHeld: false, .report(9)) == moved(state, next), "\(state)")
        }
    }

    @Test func `none while the declaration is held: between two scans, so accepted`() throws {
        for state in [EnforcementState.waiting, .downloading, .prepared, .installing, .failing] {
            var it = try enforcement(state)
            #expect(it.installState(.none, isHeld: true, .report(9)) == moved(state, .accepted), "\(state)")
        }
    }

    @Test func `none is never done, and nothing at all while the declaration is not held`() throws {
        for state in EnforcementState.allCases where state.isDeclared {
            for isHeld in [true, false] {
                var it = try enforcement(state)
                _ = it.installState(.none, isHeld: isHeld, .report(9))
                #expect(it.state != .done && it.outcome == nil, "\(state)")
                if !isHeld { #expect(it.state == state) }
            }
        }
    }

    @Test func `a word that Apple has not published decides nothing`() throws {
        var it = try enforcement(.downloading)
        #expect(it.installState(.unknown("verifying"), isHeld: true, .report(9)).isEmpty)
    }

    @Test func `a bootstrap token fetched while prepared, past its deadline too: installing, a hint`() throws {
        var it = try enforcement(.prepared)
        #expect(it.bootstrapTokenFetched(.report(9)) == moved(.prepared, .installing))
        var late = try enforcement(.pastDue)
        #expect(late.bootstrapTokenFetched(.report(9)) == moved(.pastDue, .installing))
        for state in EnforcementState.allCases where state != .prepared && state != .pastDue {
            var other = try enforcement(state)
            #expect(other.bootstrapTokenFetched(.report(9)).isEmpty, "\(state)")
        }
    }

    @Test func `a failure: failing, and the newest is kept`() throws {
        var it = try enforcement(.installing)
        let failure = UpdateFailure(count: 2, reason: "not enough space")
        #expect(it.failed(failure, .report(9)) == [.failed(failure, .report(9))] + moved(.installing, .failing))
        #expect(it.failure == failure)
    }

    @Test func `the target's version from anywhere: done; never offered: closed`() throws {
        let reached = InstalledOS(version: try version("26.4.1"))
        for state in EnforcementState.allCases where state.isDeclared {
            var it = try enforcement(state)
            #expect(it.reportedVersion(reached, .report(9)) == moved(state, .done), "\(state)")
            #expect(it.outcome == .done)
        }
        var never = try enforcement(.planned)
        #expect(never.reportedVersion(reached, .report(9)) == moved(.planned, .closed))
        #expect(never.outcome == .done)
    }

    @Test func `a device that said that it was there already, and is not, is for a person to look at`() throws {
        var it = try enforcement(.satisfied)
        #expect(
            try it.reportedVersion(InstalledOS(version: version("26.3")), .report(9)) == moved(.satisfied, .rejected))
    }

    @Test func `another plan that wants the same target takes it over, with its deadline, and keeps what was done`()
        throws
    {
        let forgetful: Set<EnforcementState> = [.rejected, .satisfied, .pastDue]
        for state in EnforcementState.allCases where state.isLive && !forgetful.contains(state) {
            var it = try enforcement(state)
            let deadline = try local("2026-04-09T18:00:00")
            let effects = it.adopted(by: PlanID("p2"), deadline: deadline, detailsURL: nil, .report(9))
            #expect(effects == [.adopted(by: PlanID("p2"), deadline: deadline)], "\(state)")
            #expect(it.state == state && it.plan == PlanID("p2") && it.deadline == deadline)
        }
    }

    @Test func `a deadline that has passed is forgotten with the deadline`() throws {
        var it = try enforcement(.pastDue)
        _ = it.adopted(by: PlanID("p2"), deadline: it.deadline, detailsURL: nil, .report(8))
        #expect(it.state == .pastDue, "the deadline is the same")
        _ = it.adopted(by: PlanID("p3"), deadline: try local("2026-06-09T18:00:00"), detailsURL: nil, .report(9))
        #expect(it.state == .prepared)
    }

    @Test func `a refusal is forgotten with the declaration that was refused`() throws {
        var it = try enforcement(.rejected)
        _ = it.adopted(by: PlanID("p2"), deadline: it.deadline, detailsURL: nil, .report(8))
        #expect(it.state == .rejected, "the declaration is the same")
        _ = it.adopted(by: PlanID("p2"), deadline: try local("2026-04-09T18:00:00"), detailsURL: nil, .report(9))
        #expect(it.state == .offered && it.refusals.isEmpty)
    }

    @Test func `what is over can't be taken over`() throws {
        for state in EnforcementState.allCases where !state.isLive {
            var it = try enforcement(state)
            let effects = it.adopted(by: PlanID("p2"), deadline: it.deadline, detailsURL: nil, .report(9))
            #expect(effects == [.ignored(event: "adopted", in: state)])
            #expect(it.plan == PlanID("p1"))
        }
    }

    @Test func `an older version proves nothing`() throws {
        var it = try enforcement(.installing)
        #expect(try it.reportedVersion(InstalledOS(version: version("26.3.9")), .report(9)).isEmpty)
    }

    @Test func `withdrawn: the declaration is taken away; never offered: nothing is`() throws {
        var it = try enforcement(.prepared)
        #expect(it.withdraw(.cancelled, .report(9)) == moved(.prepared, .withdrawn))
        #expect(!it.state.isDeclared && it.outcome == .cancelled)
        var never = try enforcement(.planned)
        #expect(never.withdraw(.cancelled, .report(9)) == moved(.planned, .closed))
    }

    @Test(arguments: [EnforcementState.done, .withdrawn])
    func `a manifest without the declaration synced: closed`(_ state: EnforcementState) throws {
        var it = try enforcement(state)
        let outcome = it.outcome
        #expect(it.synced(.report(9)) == moved(state, .closed))
        #expect(it.outcome == outcome)
    }

    @Test func `while the declaration is in the manifest a sync closes nothing`() throws {
        for state in EnforcementState.allCases where state.isLive {
            var it = try enforcement(state)
            #expect(it.synced(.report(9)).isEmpty, "\(state)")
        }
    }

    @Test func `Authenticate and CheckOut close it, without taking a success back`() throws {
        var it = try enforcement(.downloading)
        #expect(it.unmanaged(.report(9)) == moved(.downloading, .closed))
        #expect(it.outcome == .unmanaged)
        var done = try enforcement(.done)
        _ = done.unmanaged(.report(9))
        #expect(done.state == .closed && done.outcome == .done)
    }

    @Test func `another target in its place: closed as superseded`() throws {
        var it = try enforcement(.accepted)
        #expect(it.replaced(.report(9)) == moved(.accepted, .closed))
        #expect(it.outcome == .superseded)
    }
}
