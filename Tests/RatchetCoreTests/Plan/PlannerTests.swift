import RatchetCore
import Testing

@Suite("Which plan counts, and for what")
struct PlannerTests {
    private let planner: Planner
    private let now: Instant

    init() throws {
        planner = Planner(
            catalog: Catalog(
                revision: 1,
                rows: [
                    try row("26.4", "25E246"), try row("26.3.1", "25D2128"),
                    try row("15.7.5", "24G624", isPresent: false),
                ]), notice: .standard)
        now = try moment("2026-03-31T12:00:00Z")
    }

    private func plan(
        _ number: Int64, _ rule: String = "latest", by deadline: String = "2026-04-20T18:00:00", priority: Int = 0,
        urgent: String? = nil
    ) throws -> Plan {
        Plan(
            id: PlanID("p\(number)"), number: number, name: "plan \(number)", rule: try #require(VersionRule(rule)),
            scope: .everything, deadline: .fixed(try local(deadline)), priority: priority, urgentBecause: urgent,
            createdAt: now)
    }

    /// The number of the plan that wins.
    private func winner(_ plans: [Plan], for device: DeviceFacts) -> Int64? {
        guard case .wants(let planned) = planner.decide(plans: plans, for: device, now: now) else { return nil }
        return planned.plan.number
    }

    private func verdict(_ plans: [Plan], for device: DeviceFacts) throws -> Verdict {
        guard case .rests(let verdict) = planner.decide(plans: plans, for: device, now: now) else {
            throw Wanted()
        }
        return verdict
    }

    private struct Wanted: Error {}

    @Test func `higher priority wins, then higher version, then earlier deadline, then the newer plan`() throws {
        let device = try mac()
        let low = try plan(1)
        #expect(try winner([low, plan(2, "26.3.1", by: "2026-05-01T00:00:00", priority: 1)], for: device) == 2)
        #expect(try winner([plan(2, "26.3.1", by: "2026-04-10T00:00:00"), low], for: device) == 1)
        #expect(try winner([low, plan(2, by: "2026-04-19T18:00:00")], for: device) == 2)
        #expect(try winner([low, plan(2)], for: device) == 2)
        #expect(try winner([plan(2), low], for: device) == 2)
    }

    @Test func `a plan that can't proceed blocks no other`() throws {
        let stuck = try plan(2, "26.9", priority: 9)
        #expect(try winner([stuck, plan(1)], for: mac()) == 1)
    }

    @Test func `a live enforcement keeps its deadline as time passes`() throws {
        let device = try mac()
        let typed = try plan(1, by: "2026-04-05T18:00:00")
        guard case .wants(let first) = planner.decide(plans: [typed], for: device, now: now) else {
            Issue.record("nothing is wanted")
            return
        }
        var live = Enforcement(
            id: EnforcementID("e1"), device: DeviceID("d1"), plan: typed.id, target: first.target,
            deadline: first.deadline, detailsURL: nil, at: now)
        _ = live.offered(.report(1))
        let later = try moment("2026-04-05T00:00:00Z")
        let again = planner.decide(plans: [typed], for: device, current: live, now: later)
        #expect(again == .wants(first))
        #expect(planner.decide(plans: [typed], for: device, now: later) != .wants(first), "without it, it is too late")
    }

    @Test func `a typed deadline that leaves too little notice says so, unless the plan is urgent`() throws {
        let device = try mac()
        let verdict = try verdict([plan(1, by: "2026-04-02T18:00:00")], for: device)
        #expect(verdict.answer == .no && verdict.reason == .noticeTooShort)
        #expect(verdict.causes.map(\.wayOut) == [.moveDeadline])
        #expect(try winner([plan(1, by: "2026-04-02T18:00:00", urgent: "exploited")], for: device) == 1)
    }

    @Test func `without a plan a device that is behind says so, and one that is not is current`() throws {
        let behind = try verdict([], for: mac())
        #expect(behind.answer == .no && behind.reason == .noPlan && behind.causes.map(\.wayOut) == [.createPlan])
        #expect(behind.details["target"] == "26.4")
        let current = try verdict([], for: mac(running: "26.4", build: "25E246"))
        #expect(current.answer == .yes && current.reason == .current && current.next?.event == .newRelease)
    }

    @Test(arguments: [0, 1, 2, 3])
    func `while a fact is missing the answer is not yet, with a plan and without`(_ missing: Int) throws {
        var device = try mac()
        switch missing {
        case 0: device.capabilities = nil
        case 1: device.isSupervised = nil
        case 2: device.installed = nil
        default: device.statusFeedKey = nil
        }
        for plans in [[], [try plan(1)]] {
            let verdict = try verdict(plans, for: device)
            #expect(verdict.answer == .notYet && verdict.reason == .inventoryPending)
        }
    }

    @Test(arguments: [
        ("26.9", Verdict.Answer.notYet, Reason.notInFeed), ("26.3", .yes, .current),
        ("latest-of-major:15", .yes, .current),
    ])
    func `a plan without a target says why`(_ rule: String, _ answer: Verdict.Answer, _ reason: Reason) throws {
        let verdict = try verdict([plan(1, rule)], for: mac())
        #expect(verdict.answer == answer && verdict.reason == reason)
    }

    @Test func `an expired release is a no, with the way out`() throws {
        let verdict = try verdict([plan(1, "15.7.5")], for: mac(running: "15.7.3"))
        #expect(verdict.answer == .no && verdict.reason == .releaseExpired)
        #expect(verdict.causes.map(\.wayOut) == [.choosePlanVersion])
    }

    @Test func `before the first good fetch the answer is not yet`() throws {
        let empty = Planner(catalog: .empty, notice: .standard)
        guard case .rests(let verdict) = empty.decide(plans: [try plan(1)], for: try mac(), now: now) else {
            Issue.record("something is wanted of an empty catalog")
            return
        }
        #expect(verdict.answer == .notYet && verdict.reason == .feedPending)
    }
}
