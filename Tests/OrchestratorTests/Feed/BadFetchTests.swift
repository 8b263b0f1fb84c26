import AppleLookup
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference 6.4 and section 9: a fetch that can't be believed changes nothing; a row is gone after it was missing twice.
@Suite("A fetch that can't be believed, and rows that leave")
struct BadFetchTests {
    private let house: Installation
    private let mac: WalkingMac
    private static let macs = [
        LookupRow.row("26.3", "25D125"), .row("26.3.1", "25D2128"), .row("26.4", "25E246"),
        .row("26.4", "25E246", .publicAssetSets),
    ]
    private static let phones = [LookupRow.row("26.4", "23E246", on: ["iPhone17,1"], platform: "iOS")]
    private static let whole = macs + phones

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch(BadFetchTests.whole)
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        try await mac.judge()
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: Data

        init(_ words: String, _ rows: [LookupRow], lists: Set<LookupList> = Set(LookupList.allCases)) {
            (testDescription, body) = (words, LookupFeed(rows: rows, lists: lists).json())
        }

        init(_ words: String, raw: Data) { (testDescription, body) = (words, raw) }
    }

    static let bad = [
        Case("no rows at all", []),
        Case("a list that had rows is missing", whole.filter { $0.list == .assetSets }, lists: [.assetSets]),
        Case("a list that had rows is empty", whole.filter { $0.list == .assetSets }),
        Case("a platform that had rows is missing", macs),
        Case("more than half of a platform is lost", [macs[2], macs[3]] + phones),
        Case("cut in the middle", raw: LookupFeed(rows: whole).json().dropLast(100)),
        Case("a page of a proxy", raw: Data("<html>Sign in</html>".utf8)),
        Case("nothing", raw: Data()),
    ]

    @Test(arguments: bad)
    func `it changes nothing and is shown`(_ example: Case) async throws {
        let (rows, tokens) = (try await house.rows(), try await mac.tokens())
        let before = try await house.catalog()
        for _ in 1...3 {
            house.clock.advance(by: .days(1))
            let outcome = try await house.fetch(raw: example.body)
            #expect(outcome.outcome == .failed && outcome.problem?.isEmpty == false)
        }
        #expect(try await house.rows() == rows)
        #expect(try await mac.tokens() == tokens)
        #expect(try await house.state(of: mac) == .accepted)
        let after = try await house.catalog()
        #expect(after.revision == before.revision && after.sha256 == before.sha256)
        #expect(after.lastGoodAt == before.lastGoodAt && after.lastFetchAt == house.now)
        #expect(after.lastProblem?.isEmpty == false)
        #expect(try await house.fetch(BadFetchTests.whole).outcome == .unchanged)
        #expect(try await house.catalog().lastProblem == nil)
    }

    @Test func `what is left of a list may be half of it, and superseded rows leave at their date`() async throws {
        house.clock.advance(by: .days(1))
        let half = [BadFetchTests.macs[1], BadFetchTests.macs[2], BadFetchTests.macs[3]] + BadFetchTests.phones
        #expect(try await house.fetch(half).outcome == .imported)
    }

    /// A feed without 26.4 for this Mac.
    private static let without = Array(macs.prefix(2)) + [.row("26.3.1", "25D2128", .publicAssetSets)] + phones

    @Test func `a row missing once stays declared to whom it was, and is declared to nobody else`() async throws {
        let late = WalkingMac(house, "MAC-2")
        house.clock.advance(by: .days(1))
        try await house.fetch(Self.without)
        #expect(try await house.state(of: mac) == .accepted)
        #expect(try await house.causes(of: mac).contains(.targetMissing))
        try await late.enrol()
        await #expect(late.target == "26.3.1", "what can be declared now")
        house.clock.advance(by: .hours(11))
        try await house.fetch(Self.without)
        #expect(try await house.state(of: mac) == .accepted, "too soon after the first to be sure")
        house.clock.advance(by: .hours(13))
        try await house.fetch(Self.whole)
        #expect(try await !house.causes(of: mac).contains(.targetMissing), "it came back")
        #expect(try await house.state(of: mac) == .accepted)
        try await late.heed()
        await #expect(late.target == "26.4")
    }

    @Test func `a row missing again half an interval later is gone: what was declared is changed, and history stays`()
        async throws
    {
        house.clock.advance(by: .days(1))
        try await house.fetch(Self.without)
        house.clock.advance(by: .hours(12))
        try await house.fetch(Self.without)
        let now = try #require(try await house.enforcement(of: mac))
        #expect(now.target.version.text == "26.3.1" && now.state == .offered)
        try await mac.heed()
        await #expect(mac.target == "26.3.1")
        let history = try await house.explanation(of: mac).history.map(\.enforcement)
        #expect(history.map(\.target.version.text) == ["26.4"] && history.map(\.outcome) == [.superseded])
        let row = try #require(try await house.rows().first { $0.release.build == "25E246" && $0.list == .assets })
        #expect(row.isGone && row.firstSeen == CivilDate("2026-04-20")?.utcMidnight, "and so does the row")
    }

    @Test func `with nothing to take its place it is withdrawn`() async throws {
        let plan = try await house.makePlan("26.4", priority: 3)
        try await mac.heed()
        #expect(try await house.enforcement(of: mac)?.plan == plan.id)
        for _ in 1...2 {
            house.clock.advance(by: .days(1))
            let old = [
                LookupRow.row("26.2", "25C56"), .row("26.3", "25D125"), .row("26.3", "25D125", .publicAssetSets),
            ]
            try await house.fetch(old + Self.phones)
        }
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.state == .withdrawn && ended.outcome == .unavailable)
    }

    @Test func `a device that is installing is not disturbed by a row that goes`() async throws {
        try await mac.say("installing")
        for _ in 1...2 {
            house.clock.advance(by: .days(1))
            try await house.fetch(Self.without)
        }
        #expect(try await house.state(of: mac) == .installing)
        try await mac.run("26.4", "25E246")
        #expect(try await house.enforcement(of: mac)?.outcome == .done)
    }

    @Test func `while the feed can't be read, what is current may not be`() async throws {
        let other = WalkingMac(house, "MAC-2")
        try await other.enrol()
        try await other.run("26.4", "25E246")
        try await other.heed()
        #expect(try await house.verdict(of: other).causes.isEmpty)
        let good = house.now
        house.clock.advance(by: .days(2))
        try await house.fetch(raw: Data("<html>".utf8))
        let verdict = try await house.verdict(of: other)
        #expect(verdict.answer == .yes && verdict.causes.map(\.reason) == [.feedStale])
        #expect(verdict.causes.first?.evidence.map(\.at) == [good])
        try await house.fetch(Self.whole)
        #expect(try await house.verdict(of: other).causes.isEmpty)
    }

    @Test func `a release that expires while it is listed is taken back, also where the feed has not changed`()
        async throws
    {
        let rows = Self.whole + [.row("26.5", "25F80", expires: "2026-05-03")]
        try await house.fetch(rows)
        try await mac.heed()
        await #expect(mac.target == "26.5")
        house.clock.advance(by: .days(3))
        #expect(try await house.fetch(rows).outcome == .unchanged)
        try await mac.heed()
        await #expect(mac.target == "26.4")
    }

    @Test func `a fixed version that has expired is taken back, and the plan says why`() async throws {
        try await house.makePlan("26.5", priority: 3)
        try await house.fetch(Self.whole + [.row("26.5", "25F80", expires: "2026-05-03")])
        try await mac.heed()
        await #expect(mac.target == "26.5")
        try await house.cancel(try #require(try await house.explanation(of: mac).plans.last).plan)
        house.clock.advance(by: .days(3))
        try await house.fetch(Self.whole + [.row("26.5", "25F80", expires: "2026-05-03")])
        let taken = try await house.verdict(of: mac)
        #expect(taken.reason == .withdrawn)
        #expect(taken.causes.first?.reason == .targetMissing && taken.causes.first?.wayOut == .choosePlanVersion)
        try await mac.heed()
        #expect(try await house.enforcement(of: mac)?.outcome == .unavailable)
        #expect(try await house.verdict(of: mac).reason == .releaseExpired)
    }
}
