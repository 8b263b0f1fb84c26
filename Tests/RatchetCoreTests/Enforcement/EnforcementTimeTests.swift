import RatchetCore
import Testing

@Suite("What time alone does to an enforcement")
struct EnforcementTimeTests {
    private let limits = EnforcementLimits.standard

    private func enforcement(_ state: EnforcementState) throws -> Enforcement {
        var snapshot = try plannedEnforcement().snapshot
        (snapshot.state, snapshot.since, snapshot.evidence) = (state, Evidence.report(0).at, .report(0))
        return Enforcement(restoring: snapshot)
    }

    /// What happens when the time that the enforcement waits for has come exactly, and a moment before.
    private func fire(_ it: inout Enforcement, contact: Instant = Evidence.report(0).at) throws -> [EnforcementEffect] {
        let due = try #require(it.dueTime(limits))
        var early = it
        #expect(early.timePassed(now: due - .microseconds(1), lastContact: contact, limits).isEmpty)
        #expect(early == it)
        return it.timePassed(now: due, lastContact: contact, limits)
    }

    @Test("offered and unheard of for a week: unreachable; any contact brings it back")
    func unreachable() throws {
        var it = try enforcement(.offered)
        #expect(it.dueTime(limits) == Evidence.report(0).at + .days(7))
        _ = try fire(&it)
        #expect(it.state == .unreachable && it.evidence.kind == .timer && it.state.isDeclared)
        #expect(it.dueTime(limits) == nil)
        _ = it.contacted(.report(9))
        #expect(it.state == .offered)
    }

    @Test("offered and heard of meanwhile: not unreachable")
    func heardOf() throws {
        var it = try enforcement(.offered)
        #expect(try fire(&it, contact: Evidence.report(0).at + .days(3)).isEmpty)
        #expect(it.state == .offered)
    }

    @Test("prepared past the deadline and its grace, in the latest zone: past due, not a moment earlier")
    func pastDue() throws {
        var it = try enforcement(.prepared)
        #expect(it.dueTime(limits) == it.deadline.latestInstant + .hours(2))
        _ = try fire(&it)
        #expect(it.state == .pastDue && it.state.phase == .installation)
        let late = Evidence(.statusReport, at: it.deadline.latestInstant + .days(1), ref: "late")
        #expect(it.installState(.prepared, isHeld: true, late).isEmpty, "prepared again is still past due")
        _ = it.bootstrapTokenFetched(late)
        #expect(it.state == .installing)
    }

    @Test("prepared reported after the deadline and its grace is past due at once")
    func preparedLate() throws {
        var it = try enforcement(.downloading)
        let late = Evidence(.statusReport, at: it.deadline.latestInstant + .hours(2), ref: "late")
        _ = it.installState(.prepared, isHeld: true, late)
        #expect(it.state == .pastDue)
    }

    @Test("installing and silent for too long: its version is asked for, once")
    func installingSilent() throws {
        var it = try enforcement(.installing)
        let effects = try fire(&it)
        #expect(it.state == .installingSilent && effects.contains(.askForVersion))
        #expect(it.dueTime(limits) == nil)
        #expect(it.installState(.installing, isHeld: true, .report(9)).isEmpty)
        _ = it.reportedVersion(InstalledOS(version: try version("26.4")), .report(10))
        #expect(it.state == .done)
    }

    @Test("downloading without news for too long has stalled: noted once, the state stays")
    func stalled() throws {
        var it = try enforcement(.downloading)
        #expect(try fire(&it) == [.stalled(in: .downloading)])
        #expect(it.state == .downloading && it.stalledAt != nil && it.dueTime(limits) == nil)
        _ = it.installState(.prepared, isHeld: true, .report(9))
        #expect(it.stalledAt == nil)
    }

    @Test("failing for too long is blocked, counted from the first failure, also with tries in between")
    func failingForLong() throws {
        var it = try enforcement(.downloading)
        _ = it.failed(UpdateFailure(count: 1), .report(1))
        _ = it.installState(.downloading, isHeld: true, .report(2))
        _ = it.failed(UpdateFailure(count: 2), .report(3))
        #expect(it.state == .failing && it.dueTime(limits) == Evidence.report(1).at + .hours(72))
        _ = try fire(&it)
        #expect(it.state == .blocked)
    }

    @Test("the fifth failure blocks, the fourth does not; a device that goes on is unblocked by what it reports")
    func tooManyFailures() throws {
        var it = try enforcement(.downloading)
        _ = it.failed(UpdateFailure(count: 4), .report(1))
        #expect(it.state == .failing)
        _ = it.failed(UpdateFailure(count: 5), .report(2))
        #expect(it.state == .blocked)
        #expect(it.installState(.failed, isHeld: true, .report(3)).isEmpty)
        _ = it.installState(.downloading, isHeld: true, .report(4))
        #expect(it.state == .downloading)
    }

    @Test("no other state waits for a time")
    func others() throws {
        let waiting: Set<EnforcementState> = [
            .offered, .delivered, .accepted, .waiting, .downloading, .prepared, .installing, .failing,
        ]
        for state in EnforcementState.allCases {
            #expect((try enforcement(state).dueTime(limits) != nil) == waiting.contains(state), "\(state)")
        }
    }
}
