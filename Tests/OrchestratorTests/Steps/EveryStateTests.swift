import AppleDDM
import AppleMDM
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// What ends an enforcement, in each of its states.
@Suite("In every state")
struct EveryStateTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246")])
        try await mac.enrol()
    }

    /// Cancelled, each state leads here.
    private func afterCancel(_ state: EnforcementState) -> (EnforcementState, EnforcementOutcome) {
        switch state {
        case .planned, .offered, .unreachable: (.closed, .cancelled)  // The device was never shown it.
        case .done: (.done, .done)
        case .closed: (.closed, .done)
        default: (.withdrawn, .cancelled)
        }
    }

    @Test(arguments: EnforcementState.allCases)
    func `a cancelled plan`(_ state: EnforcementState) async throws {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        let answer = try await house.cancelAsAdmin(plan)
        #expect(answer.installing == (state.isInstalling ? 1 : 0), "those can't be recalled")
        let ended = try #require(try await house.enforcement(of: mac))
        let (expected, outcome) = afterCancel(state)
        #expect(ended.state == expected && ended.outcome == outcome)
        try await mac.answerAll()
        try await mac.heed()
        await #expect(mac.target == nil)
        #expect(try await house.state(of: mac) == .closed)
        #expect(try await house.nextPush(to: mac) == nil)
        let again = try await house.cancelAsAdmin(plan)
        #expect(again.plan.cancelledAt == answer.plan.cancelledAt && again.installing == 0, "twice is once")
    }

    @Test(arguments: [EnforcementState.installing, .installingSilent])
    func `what could not be recalled is done when it says so`(_ state: EnforcementState) async throws {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        _ = try await house.cancelAsAdmin(plan)
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.reason == .withdrawn && verdict.causes.map(\.reason).contains(.cannotRecall))
        try await mac.run("26.4", "25E246")
        #expect(try await house.verdict(of: mac).answer == .yes)
        try await mac.heed()
        #expect(try await house.enforcement(of: mac)?.outcome == .done)
    }

    @Test(arguments: EnforcementState.allCases)
    func `an update by another way, to something newer`(_ state: EnforcementState) async throws {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        try await mac.run("26.4.1", "25E300")
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .yes && verdict.reason == .current)
        try await mac.answerAll()
        try await mac.heed()
        await #expect(mac.target == nil)
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.state == .closed && ended.outcome == .done)
        #expect(try await house.verdict(of: mac).answer == .yes)
    }

    @Test(arguments: EnforcementState.allCases)
    func `the device enrols again`(_ state: EnforcementState) async throws {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        let before = try #require(try await house.enforcement(of: mac))
        try await mac.authenticate(running: "26.3")
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.state == .closed && ended.outcome == before.outcome ?? .unmanaged)
        #expect(try await house.verdict(of: mac).reason == .enrolmentIncomplete)
        try await mac.enrol()
        try await mac.heed()
        if state == .withdrawn {
            await #expect(mac.target == nil, "its plan was cancelled")
        } else {
            let again = try #require(try await house.enforcement(of: mac))
            #expect(again.id != before.id && again.state == .delivered)
            await #expect(mac.target == "26.4")
        }
    }

    @Test(arguments: EnforcementState.allCases)
    func `the device checks out`(_ state: EnforcementState) async throws {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        let before = try #require(try await house.enforcement(of: mac))
        try await mac.checkOut()
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.state == .closed && ended.outcome == before.outcome ?? .unmanaged)
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .no && verdict.reason == .notEnrolled)
        #expect(try await house.push().isEmpty)
        try await house.pass(.days(60))
        #expect(try await house.enforcement(of: mac) == ended, "no timer is left")
    }

    @Test(arguments: EnforcementState.allCases)
    func `a newer release moves the target, except of a device that is installing`(_ state: EnforcementState)
        async throws
    {
        let plan = try await house.makePlan()
        try await mac.reach(state, under: plan)
        let before = try #require(try await house.enforcement(of: mac))
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246"), .row("26.4.1", "25E300")])
        let after = try #require(try await house.enforcement(of: mac))
        if state.isInstalling || state == .withdrawn {
            #expect(after == before)
        } else {
            #expect(after.target.version.text == "26.4.1" && after.state == .offered)
            let past = try await house.explanation(of: mac).history.map(\.enforcement)
            let outcome: EnforcementOutcome = state == .done || state == .closed ? .done : .superseded
            #expect(past.map(\.outcome) == [outcome] && past.map(\.state) == [.closed])
        }
    }
}

@Suite("Told again what it was told before")
struct ToldAgainTests {
    private let house: Installation
    private let mac: WalkingMac
    private static let words = ["waiting", "downloading", "prepared", "installing"]

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246")])
        try await mac.enrol()
    }

    private func hold() async throws -> Plan {
        let plan = try await house.makePlan(by: .fixed(try #require(LocalDateTime("2026-05-20T19:00:00"))))
        try await mac.answerAll()
        try await mac.heed()
        try await mac.judge()
        return plan
    }

    @Test(arguments: words)
    func `a plan that is cancelled and made again before the device syncs`(_ word: String) async throws {
        let plan = try await hold()
        try await mac.say(word)
        _ = try await house.cancelAsAdmin(plan)
        _ = try await house.makePlan(
            by: .fixed(try #require(LocalDateTime("2026-05-20T19:00:00"))), priority: 1)
        #expect(
            try await house.state(of: mac)?.rawValue == word, "it repeats nothing: the declaration has the same bytes")
        #expect(try await mac.heed() == false)
    }

    @Test(arguments: words)
    func `a declaration that was away and comes back, for an update that the device names`(_ word: String) async throws
    {
        let plan = try await hold()
        try await mac.report([
            "softwareupdate.pending-version": ["os-version": "26.4", "build-version": "25E246"],
            "softwareupdate.install-state": .string(word),
        ])
        _ = try await house.cancelAsAdmin(plan)
        try await mac.heed()
        #expect(try await house.state(of: mac) == .closed)
        _ = try await house.makePlan(priority: 1)
        try await mac.heed()
        #expect(try await house.state(of: mac)?.rawValue == word)
        try await mac.judge()
        #expect(try await house.state(of: mac)?.rawValue == word)
    }

    @Test func `a deadline that is moved back ends past due`() async throws {
        _ = try await hold()
        try await mac.say("prepared")
        try await house.pass(.days(30))
        #expect(try await house.state(of: mac) == .pastDue)
        _ = try await house.makePlan(by: .fixed(try #require(LocalDateTime("2026-07-20T19:00:00"))), priority: 1)
        #expect(try await house.state(of: mac) == .prepared)
        #expect(try await !house.explanation(of: mac).expectedNotices.isEmpty)
        try await house.pass(.days(60))
        #expect(try await house.state(of: mac) == .pastDue)
    }
}

/// Design rule 5: one live target; the losers stay, marked, and take over.
@Suite("Plans that meet")
struct MeetingPlansTests {
    @Test func `losers are listed as outranked, and take over when the winner ends`() async throws {
        let house = try Installation()
        let mac = WalkingMac(house)
        try await house.fetch([.row("26.3.1", "25D2128"), .row("26.3.2", "25D2200"), .row("26.4", "25E246")])
        try await mac.enrol()
        let first = try await house.makePlan("26.3.1", priority: 1)
        let second = try await house.makePlan("26.3.2", priority: 2)
        let third = try await house.makePlan("26.4", priority: 3)
        try await house.makePlan("26.9", priority: 9)
        func standings() async throws -> [String] {
            try await house.explanation(of: mac).plans.map { "\($0.plan.rule) \($0.word)" }
        }
        #expect(try await standings() == ["26.4 wins", "26.3.2 outranked", "26.3.1 outranked", "26.9 rests"])
        try await mac.heed()
        await #expect(mac.target == "26.4")
        _ = try await house.cancelAsAdmin(third)
        #expect(try await standings() == ["26.3.2 wins", "26.3.1 outranked", "26.9 rests"])
        try await mac.heed()
        await #expect(mac.target == "26.3.2")
        _ = try await house.cancelAsAdmin(second)
        try await mac.heed()
        await #expect(mac.target == "26.3.1")
        _ = try await house.cancelAsAdmin(first)
        try await mac.heed()
        await #expect(mac.target == nil)
        let outcomes = try await house.explanation(of: mac).history.map(\.enforcement.outcome)
        #expect(outcomes == Array(repeating: .superseded, count: 4))
    }

    @Test func `a device that another plan would take further is told which plan comes first`() async throws {
        let house = try Installation()
        let mac = WalkingMac(house)
        try await house.fetch([.row("26.3.1", "25D2128"), .row("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan("26.3.1", priority: 1)
        try await mac.heed()
        #expect(try await !house.causes(of: mac).contains(.otherPlan))
        let other = try await house.makePlan("26.4")
        let cause = try #require(try await house.verdict(of: mac).causes.last)
        #expect(cause.reason == .otherPlan && cause.wayOut == .reviewPlans)
        #expect(cause.evidence.map(\.ref) == [other.id.text])
        let shown = try await house.runner.read(AdminPlans.show(other.id.text))
        #expect(shown.verdicts.map(\.reason) == [.otherPlan], "its page does not show the winner's progress as its own")
        let filter = DeviceFilter(plan: other.id.text)
        let covered = try await house.runner.read(AdminDevices.list(after: 0, limit: 10, filter: filter))
        #expect(covered.devices.map(\.state) == [nil])
    }

    @Test func `a winner that is done leaves the device to the next plan that still wants more`() async throws {
        let house = try Installation()
        let mac = WalkingMac(house)
        try await house.fetch([.row("26.3.1", "25D2128"), .row("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan("26.3.1", priority: 5)
        try await house.makePlan("26.4")
        try await mac.heed()
        await #expect(mac.target == "26.3.1")
        try await mac.run("26.3.1", "25D2128")
        try await mac.heed()
        await #expect(mac.target == "26.4")
    }
}
