import AppleDDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Devices follow plans, groups and the feed")
struct PlanFollowingTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    /// The target and deadline of the declaration that the device holds.
    private func declared() async -> (version: String?, deadline: String?) {
        let payload = await mac.held[WalkingMac.enforcement]?.payload
        return (payload?["TargetOSVersion"]?.string, payload?["TargetLocalDateTime"]?.string)
    }

    @Test func `a group's member that joins later is included, and one that leaves is let go`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        let now = house.now
        let group = try #require(
            try await house.write { try $0.createGroup(GroupID("g"), name: "ring 1", at: now) })
        try await house.makePlan(for: .group(group.id))
        #expect(try await house.state(of: mac) == nil)
        let id = try await house.row(of: mac).id
        try await house.write { store in
            try store.addMembers([id], to: group.id)
            try store.replanAllDevices(at: now)
        }
        try await house.replan()
        #expect(try await house.state(of: mac) == .offered)
        try await house.write { store in
            try store.removeMembers([id], from: group.id)
            try store.replanAllDevices(at: now)
        }
        try await house.replan()
        #expect(try await house.state(of: mac) == .closed, "the device never fetched it")
    }

    @Test func `a device that reached its target before it fetched the declaration was done and never closed`()
        async throws
    {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        #expect(try await house.state(of: mac) == .offered)
        try await mac.report(["device.operating-system.version": "26.4"])
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.state == .closed && ended.outcome == .done)
    }

    @Test func `a device that enrols after the plan was made is included`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await house.makePlan()
        try await mac.enrol()
        #expect(try await house.state(of: mac) == .delivered)
    }

    @Test func `a cancelled plan is withdrawn, and closed when the device has synced`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        let plan = try await house.makePlan()
        try await mac.sync()
        try await house.cancel(plan)
        #expect(try await house.state(of: mac) == .withdrawn)
        #expect(try await house.push() == ["token-1"])
        try await mac.answerAll()
        try await mac.sync()
        await #expect(mac.held[WalkingMac.enforcement] == nil)
        let closed = try #require(try await house.enforcement(of: mac))
        #expect(closed.state == .closed && closed.outcome == .cancelled)
        #expect(try await house.verdict(of: mac).reason == .noPlan)
    }

    @Test func `when a newer release appears, the declaration keeps its identifier and gets a new token`() async throws
    {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.sync()
        let before = try #require(await mac.held[WalkingMac.enforcement])
        try await mac.judge()

        try await house.publish([("26.4", "25E246"), ("26.4.1", "25E300")])
        let retargeted = try #require(try await house.enforcement(of: mac))
        #expect(retargeted.target.version.text == "26.4.1" && retargeted.state == .offered)
        #expect(try await house.push() == ["token-1"])
        try await mac.answerAll()
        try await mac.sync()
        let after = try #require(await mac.held[WalkingMac.enforcement])
        #expect(after.identifier == before.identifier && after.serverToken != before.serverToken)
        await #expect(declared().version == "26.4.1")
        #expect(try await house.state(of: mac) == .delivered)
    }

    @Test func `what is fetched while the target changes is served from the manifest that was shown`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        let shown = try await mac.items()
        try await house.publish([("26.4", "25E246"), ("26.4.1", "25E300")])
        let served = try await mac.fetch(.configuration, WalkingMac.enforcement)
        #expect(shown.configurations.contains { $0.serverToken == served.serverToken })
        #expect(try await house.state(of: mac) == .offered, "a stale token delivers nothing")
        try await mac.sync()
        #expect(try await house.state(of: mac) == .delivered)
    }

    @Test func `a device that is installing is not retargeted`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.sync()
        try await mac.judge()
        try await mac.report(["softwareupdate.install-state": "installing"])
        try await house.publish([("26.4", "25E246"), ("26.4.1", "25E300")])
        let now = try #require(try await house.enforcement(of: mac))
        #expect(now.target.version.text == "26.4" && now.state == .installing)
        try await mac.report(["device.operating-system.version": "26.4"])
        let next = try #require(try await house.enforcement(of: mac))
        #expect(next.target.version.text == "26.4.1" && next.state == .offered)
    }

    @Test func `no declaration leaves with a deadline nearer than the minimum notice`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        let evening = DeadlineRule.afterFirstSeen(days: 1, at: try #require(LocalTime("19:00")))
        try await house.makePlan(by: evening)
        try await mac.sync()
        // Offered at 2026-05-01T12:00Z: 72 hours later, the clock that is farthest ahead shows 02:00 of May 5th.
        await #expect(declared().deadline == "2026-05-05T19:00:00")
        house.clock.advance(by: .days(3))
        try await house.write { [now = house.now] in try $0.replanAllDevices(at: now) }
        try await house.replan()
        try await mac.sync()
        await #expect(declared().deadline == "2026-05-05T19:00:00", "fixed when it was first offered")
    }

    @Test func `a typed deadline that has come too near is a no for whom it was not offered yet`() async throws {
        try await house.publish([("26.4", "25E246")])
        let typed = DeadlineRule.fixed(try #require(LocalDateTime("2026-05-03T19:00:00")))
        try await house.makePlan(by: typed)
        try await mac.enrol()
        #expect(try await house.verdict(of: mac).reason == .noticeTooShort)
        try await house.makePlan(by: typed, priority: 1, urgentBecause: "exploited")
        #expect(try await house.state(of: mac) == .offered)
    }

    @Test func `where plans meet the loser takes over when the winner ends`() async throws {
        try await house.publish([("26.3.1", "25D2128"), ("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan("26.3.1")
        let urgent = try await house.makePlan("26.4", priority: 5)
        try await mac.sync()
        await #expect(declared().version == "26.4")
        try await house.cancel(urgent)
        try await mac.sync()
        await #expect(declared().version == "26.3.1")
    }

    @Test func `a plan for a version that nobody has published waits for it`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan("26.5")
        #expect(try await house.verdict(of: mac).reason == .notInFeed)
        try await house.publish([("26.4", "25E246"), ("26.5", "25F1")])
        #expect(try await house.state(of: mac) == .offered)
    }

    @Test func `deciding again about a device changes nothing`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        let (events, tokens) = (try await house.events(of: mac), try await mac.tokens())
        for _ in 0..<3 {
            house.clock.advance(by: .hours(1))
            try await house.write { [now = house.now] in try $0.replanAllDevices(at: now) }
            try await house.replan()
        }
        #expect(try await house.events(of: mac) == events)
        #expect(try await mac.tokens() == tokens)
    }

    @Test func `dates that Apple moves change no declaration and no deadline`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.sync()
        let tokens = try await mac.tokens()
        house.clock.advance(by: .days(1))
        try await house.publish([("26.4", "25E246")], posted: "2026-05-02", expires: "2027-01-02")
        #expect(try await mac.tokens() == tokens)
        await #expect(declared().deadline == "2026-05-20T19:00:00")
    }

    @Test func `a feed that is rubbish changes nothing and is shown`() async throws {
        try await house.publish([("26.4", "25E246")])
        for body in ["", "not found", "[]", "{}", "{\"AssetSets\":"] {
            let outcome = try await house.runner.perform { try FeedSteps.take(Data(body.utf8), &$0, $1) }
            #expect(outcome.outcome == .failed && outcome.problem != nil, "\(body)")
        }
        #expect(try await house.store.read { try $0.catalog() }.allRows.filter(\.isPresent).count == 1)
        #expect(try await house.publish([("26.4", "25E246")]).outcome == .unchanged)
    }
}
