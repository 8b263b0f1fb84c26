import AppleDDM
import AppleLookup
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference 3.2 and 3.4: Background Security Improvements.
@Suite("Background Security Improvements")
struct SecurityImprovementTests {
    private let house: Installation
    private let mac: WalkingMac
    private static let feed = [
        LookupRow.row("26.3.1", "25D2128"), .improvement("26.3.1", "25D771280a", "(a)", on: "25D2128"),
    ]

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch(SecurityImprovementTests.feed)
    }

    private func held() async -> [String?] { [await mac.target, await mac.declared("TargetBuildVersion")] }

    @Test func `base first, then the improvement, done only on its own build`() async throws {
        try await mac.enrol(running: "26.3", build: "25D125")
        try await house.makePlan()
        try await mac.sync()
        await #expect(held() == ["26.3.1", nil])
        try await mac.run("26.3.1", "25D2128", supplemental: "25D2128")
        try await mac.heed()
        await #expect(held() == ["26.3.1", "25D771280a"])
        try await mac.judge()
        try await mac.run("26.3.1", "25D2128", supplemental: "25D2128")
        #expect(try await house.state(of: mac) == .accepted, "its base alone is not it")
        try await mac.report(["device.operating-system.supplemental.extra-version": "a"])
        #expect(try await house.state(of: mac) == .accepted, "nor is a letter")
        try await mac.report(["device.operating-system.supplemental.build-version": "25D771280a"])
        #expect(try await house.state(of: mac) == .done)
        try await mac.heed()
        #expect(try await house.verdict(of: mac).details["installed"] == "26.3.1 (a)")
        let shown = try await house.explanation(of: mac)
        #expect(shown.enforcement?.enforcement.outcome == .done)
        #expect(shown.history.map(\.enforcement.outcome) == [.done])
    }

    @Test func `a newer base is done too`() async throws {
        try await mac.enrol(running: "26.3.1", build: "25D2128")
        try await house.makePlan()
        try await mac.sync()
        await #expect(held() == ["26.3.1", "25D771280a"])
        try await mac.run("26.4", "25E246")
        #expect(try await house.state(of: mac) == .done)
    }

    @Test func `on another build of its version the verdict names both builds`() async throws {
        try await mac.enrol(running: "26.3.1", build: "25D2999")
        for rule in ["latest", "26.3.1:25D771280a"] {
            let plan = try await house.makePlan(rule)
            let verdict = try await house.verdict(of: mac)
            #expect(verdict.answer == .no && verdict.reason == .bsiNeedsBuild, "\(rule)")
            #expect(verdict.details["build"] == "25D2128" && verdict.details["installedBuild"] == "25D2999")
            #expect(verdict.causes.map(\.wayOut) == [.installBase])
            #expect(try await house.state(of: mac) == nil)
            try await house.cancel(plan)
        }
    }

    @Test func `a plan that ignores improvements is content with the base, and one build asked for is asked for`()
        async throws
    {
        try await mac.enrol(running: "26.3.1", build: "25D2128")
        try await house.makePlan(followsImprovements: false)
        #expect(try await house.verdict(of: mac).reason == .current)
        #expect(try await house.state(of: mac) == nil)
        try await house.makePlan("26.3.1:25D771280a", followsImprovements: false)
        try await mac.heed()
        await #expect(held() == ["26.3.1", "25D771280a"])
    }

    @Test func `the next improvement of the same base takes the first one's place`() async throws {
        try await mac.enrol(running: "26.3.1", build: "25D2128")
        try await house.makePlan()
        try await mac.sync()
        try await house.fetch(Self.feed + [.improvement("26.3.1", "25D771281b", "(b)", on: "25D2128")])
        try await mac.heed()
        await #expect(held() == ["26.3.1", "25D771281b"])
        try await mac.run("26.3.1", "25D2128", supplemental: "25D771281b")
        #expect(try await house.state(of: mac) == .done)
    }

    @Test func `a newer release is wanted before an improvement of the old one`() async throws {
        try await house.fetch(Self.feed + [.row("26.4", "25E246")])
        try await mac.enrol(running: "26.3.1", build: "25D2128")
        try await house.makePlan()
        try await mac.sync()
        await #expect(held() == ["26.4", nil])
    }
}
