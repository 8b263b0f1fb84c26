import AppleLookup
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference section 9, the rows about the feed: each test has its row's name and asserts its answer.
@Suite("Field problems: the feed")
struct FieldProblemsOfFeedTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    private func hold() async throws {
        try await mac.answerAll()
        try await mac.sync()
    }

    @Test("Declaration shows active but nothing happens (target not, or no longer, in feed)")
    func targetNotInFeed() async throws {
        let old = LookupRow.row("26.3", "25D125")
        try await house.fetch([old, .row("26.4", "25E246")])
        try await mac.enrol()
        let unheard = try await house.makePlan("26.5")
        let waiting = try await house.verdict(of: mac)
        #expect(waiting.answer == .notYet && waiting.reason == .notInFeed)
        #expect(waiting.causes.map(\.wayOut) == [.choosePlanVersion])
        #expect(try await house.state(of: mac) == nil)
        try await house.cancel(unheard)

        try await house.makePlan()
        try await hold()
        try await mac.judge()
        house.clock.advance(by: .days(1))
        try await house.fetch([old])
        #expect(try await house.state(of: mac) == .accepted, "missing once is not gone")
        #expect(try await house.causes(of: mac).first == .targetMissing)
        house.clock.advance(by: .hours(12))
        try await house.fetch([old])
        let gone = try #require(try await house.enforcement(of: mac))
        #expect(gone.state == .withdrawn && gone.outcome == .unavailable)
        try await hold()
        await #expect(mac.target == nil)

        try await house.fetch([old, .row("26.4.1", "25E300")])
        try await hold()
        await #expect(mac.target == "26.4.1")
        let history = try await house.explanation(of: mac).history
        #expect(history.map(\.enforcement.outcome) == [.unavailable])
    }

    @Test("Operator targets `26.1` expecting latest patch, or the reverse; docs changed meaning")
    func exactVersions() async throws {
        try await house.fetch([.row("26.1", "25B78"), .row("26.1.1", "25B84")])
        try await mac.enrol(running: "26.0", build: "25A354")
        let exact = try await house.makePlan("26.1.0")
        try await hold()
        await #expect(mac.target == "26.1", "as the feed spells it, not as it was typed")
        #expect(try await house.verdict(of: mac).details["target"] == "26.1")
        try await house.cancel(exact)
        try await house.makePlan("latest-minor")
        try await hold()
        await #expect(mac.target == "26.1.1")
        #expect(try await house.verdict(of: mac).details["target"] == "26.1.1")
    }

    @Test("Operator targets `26.1`, of which the feed has a later patch only")
    func patchOnly() async throws {
        try await house.fetch([.row("26.1.1", "25B84")])
        try await mac.enrol(running: "26.0", build: "25A354")
        try await house.makePlan("26.1")
        #expect(try await house.verdict(of: mac).reason == .notInFeed)
        try await mac.sync()
        await #expect(mac.target == nil)
    }

    @Test("`26.3.1(a)` rejected as invalid format; BSI not installed by base version")
    func improvementByBuild() async throws {
        let typed = PlanRequest(rule: "26.3.1(a)", everything: true, days: 30)
        let found = await problem { _ = try await house.runner.perform(AdminPlans.create(typed)) }
        #expect(found?.faults.map(\.field) == ["rule"])

        try await house.fetch([
            .row("26.3.1", "25D2128"), .improvement("26.3.1", "25D771280a", "(a)", on: "25D2128"),
        ])
        try await mac.enrol(running: "26.3.1", build: "25D2128")
        let base = try await house.makePlan("26.3.1")
        #expect(try await house.state(of: mac) == nil, "the base's version asks for nothing more")
        try await house.cancel(base)
        try await house.makePlan()
        try await hold()
        await #expect(mac.target == "26.3.1")
        await #expect(mac.declared("TargetBuildVersion") == "25D771280a")
        #expect(try #require(await mac.target).wholeMatch(of: /\d+(\.\d+){1,2}/) != nil)
    }

    @Test("Daily roll of `ExpirationDate` causes fleet-wide re-sync every day")
    func expirationRolls() async throws {
        try await house.fetch([.row("26.4", "25E246", expires: "2026-07-30")])
        try await mac.enrol()
        try await house.makePlan()
        try await hold()
        let tokens = try await mac.tokens()
        for day in 1...5 {
            house.clock.advance(by: .days(1))
            let rolled = LookupRow.row("26.4", "25E246", expires: "2026-08-0\(day)")
            #expect(try await house.fetch([rolled]).outcome == .imported)
            #expect(try await mac.tokens() == tokens)
            #expect(try await house.nextPush(to: mac) == nil)
        }
    }

    @Test("\"N days after release\" drifts because PostingDate moved")
    func postingMoves() async throws {
        try await house.fetch([.row("26.4", "25E246", posted: "2026-04-28")])
        try await house.makePlan()
        house.clock.advance(by: .days(9))
        try await house.fetch([.row("26.4", "25E246", posted: "2026-05-10")])
        #expect(try await house.rows().map(\.firstSeen) == [CivilDate("2026-04-28")?.utcMidnight])
        try await mac.enrol()
        await #expect(mac.deadline == "2026-05-28T19:00:00", "thirty days after we, or Apple, first knew of it")
    }

    @Test("`latest` with rolling deadline keeps being pushed back on each release")
    func deadlineDoesNotRoll() async throws {
        let first = LookupRow.row("26.4", "25E246", posted: "2026-05-01")
        try await house.fetch([first])
        try await mac.enrol()
        try await house.makePlan(by: .afterFirstSeen(days: 7, at: try #require(LocalTime("19:00"))))
        try await hold()
        await #expect(mac.deadline == "2026-05-08T19:00:00")

        house.clock.advance(by: .days(2))
        let second = LookupRow.row("26.4.1", "25E300", posted: "2026-05-03")
        try await house.fetch([first, second])
        try await hold()
        await #expect(mac.target == "26.4.1")
        await #expect(mac.deadline == "2026-05-08T19:00:00")

        house.clock.advance(by: .days(2))
        try await house.fetch([first, second, .row("26.4.2", "25E310", posted: "2026-05-05")])
        try await hold()
        await #expect(mac.target == "26.4.2")
        await #expect(mac.deadline == "2026-05-09T19:00:00", "as soon after it as keeps the minimum notice")
    }

    @Test(
        "`latest` with rolling deadline counts for a device that enrols late from the oldest release that it has missed"
    )
    func deadlineOfALateDevice() async throws {
        try await house.fetch([
            .row("26.3", "25D125", posted: "2026-04-01"), .row("26.4", "25E246", posted: "2026-04-20"),
            .row("26.4.1", "25E300", posted: "2026-05-01"),
        ])
        try await house.makePlan(by: .afterFirstSeen(days: 20, at: try #require(LocalTime("19:00"))))
        try await mac.enrol()
        await #expect(mac.target == "26.4.1")
        await #expect(mac.deadline == "2026-05-10T19:00:00", "twenty days after 26.4: it has 26.3 already")
    }

    @Test("iOS twin builds (`23Exxx`/`23E6xxx`) flagged as wrong build", arguments: ["23E246", "23E6246"])
    func twinBuilds(_ installed: String) async throws {
        try await house.fetch([
            .row("26.4", "23E6246", on: ["iPhone17,1"], platform: "iOS"),
            .row("26.4", "23E246", on: ["iPhone17,1"], platform: "iOS"),
        ])
        let phone = WalkingMac(house, "PHONE-1", .phone)
        try await phone.enrol(running: "26.3", build: "23D125")
        try await house.makePlan()
        try await phone.sync()
        await #expect(phone.target == "26.4")
        await #expect(phone.declared("TargetBuildVersion") == nil)
        try await phone.run("26.4", installed)
        #expect(try await house.state(of: phone) == .done)
        #expect(try await house.verdict(of: phone).answer == .yes)
    }

    @Test("Feed fetched with TLS checks off; or proxy breaks it")
    func unverified() async throws {
        try await house.fetch([.row("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        let (rows, tokens) = (try await house.rows(), try await mac.tokens())
        house.clock.advance(by: .days(1))
        let outcome = try await house.runner.perform {
            try FeedSteps.fail("feed unverified: a proxy may stand between", &$0, $1)
        }
        #expect(outcome.outcome == .failed)
        let shown = try await house.catalog()
        #expect(shown.lastProblem?.hasPrefix("feed unverified") == true)
        #expect(shown.lastGoodAt == Installation.start && shown.lastFetchAt == house.now)
        #expect(try await house.rows() == rows, "the old copy stays")
        #expect(try await mac.tokens() == tokens)
        #expect(try await house.fetch([.row("26.4", "25E246")]).outcome == .unchanged)
        #expect(try await house.catalog().lastProblem == nil)
    }
}
