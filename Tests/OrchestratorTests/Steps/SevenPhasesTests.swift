import AppleDDM
import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("One Mac through the seven phases")
struct SevenPhasesTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    @Test(arguments: StoreEngine.allCases)
    func `from a release in the feed to a declaration that is taken away again`(on engine: StoreEngine) async throws {
        let house = try Installation(on: engine)
        let mac = WalkingMac(house)
        // Phase 1: the feed is watched, the device subscribed to.
        try await house.publish([("26.3", "25D125"), ("26.4", "25E246")])
        try await mac.enrol()
        await #expect(Set(mac.held.keys) == Self.idle)
        #expect(try await house.verdict(of: mac).reason == .noPlan)

        // Phase 2: the declaration is made, and the device woken.
        try await house.makePlan()
        #expect(try await house.state(of: mac) == .offered)
        #expect(try await house.push() == ["token-1"])
        #expect(try await house.verdict(of: mac).next?.event == .fetchDeclaration)

        // Phase 3: the device takes the declaration, downloads and prepares.
        try await mac.answerAll()
        try await mac.sync()
        #expect(try await house.state(of: mac) == .delivered)
        let declaration = try #require(await mac.held[WalkingMac.enforcement])
        #expect(declaration.payload["TargetOSVersion"] == "26.4")
        #expect(declaration.payload["TargetLocalDateTime"] == "2026-05-20T19:00:00")
        try await mac.judge()
        #expect(try await house.state(of: mac) == .accepted)
        try await mac.report(["softwareupdate.install-state": "waiting"])
        #expect(try await house.state(of: mac) == .waiting)
        try await mac.report(["softwareupdate.install-state": "downloading"])
        #expect(try await house.state(of: mac) == .downloading)

        // Phase 4: the user is notified; inferred, and shown as expected.
        try await mac.escrow("escrowed")
        try await mac.report(["softwareupdate.install-state": "prepared"])
        #expect(try await house.state(of: mac) == .prepared)
        let explained = try await house.runner.read(AdminExplain.explain(mac.udid))
        #expect(!explained.expectedNotices.isEmpty && explained.verdict.reason == .prepared)

        // Phase 5: the device fetches its bootstrap token and installs.
        #expect(try await mac.fetchBootstrapToken() == "escrowed")
        #expect(try await house.state(of: mac) == .installing)
        try await mac.report(["softwareupdate.install-state": "installing"])
        #expect(try await house.state(of: mac) == .installing)

        // Phase 6: it reports its new version, and only that is proof.
        try await mac.report(["softwareupdate.install-state": "none", "softwareupdate.failure-reason": ["count": 0]])
        #expect(try await house.enforcement(of: mac)?.outcome == nil)
        try await mac.report([
            "device.operating-system.version": "26.4", "device.operating-system.build-version": "25E246",
        ])
        #expect(try await house.state(of: mac) == .done)
        #expect(try await house.verdict(of: mac).answer == .yes)

        // Phase 7: the declaration is taken away.
        try await mac.answerAll()
        try await mac.sync()
        await #expect(Set(mac.held.keys) == Self.idle)
        let closed = try #require(try await house.enforcement(of: mac))
        #expect(closed.state == .closed && closed.outcome == .done)
        #expect(try await house.nextPush(to: mac) == nil, "there is nothing left to wake it for")
        #expect(try await house.verdict(of: mac).reason == .current)
    }

    private static let idle: Set<String> = [
        "ratchet.organization-info", "ratchet.status-subscriptions", "ratchet.status-subscriptions.activation",
    ]

    /// The Mac with a declaration, accepted.
    private func accepted() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        try await mac.judge()
    }

    @Test func `every report told twice changes nothing the second time`() async throws {
        try await accepted()
        let reports: [[String: JSONValue]] = [
            ["softwareupdate.install-state": "downloading"],
            ["softwareupdate.failure-reason": ["count": 1, "timestamp": "2026-05-02T00:00:00Z"]],
            ["softwareupdate.install-state": "prepared"], ["softwareupdate.install-state": "installing"],
            ["device.operating-system.version": "26.4"],
        ]
        for items in reports {
            try await mac.report(items)
            let (once, events) = (try await house.enforcement(of: mac), try await house.events(of: mac))
            house.clock.advance(by: .minutes(1))
            try await mac.report(items)
            #expect(try await house.enforcement(of: mac) == once, "\(items)")
            #expect(try await house.events(of: mac) == events, "\(items)")
        }
        #expect(try await house.state(of: mac) == .done)
    }

    @Test func `reports in odd order still end at done, and what comes late does not undo it`() async throws {
        try await accepted()
        try await mac.report(["softwareupdate.install-state": "installing"])
        try await mac.report(["softwareupdate.install-state": "downloading"])
        try await mac.report(["device.operating-system.version": "26.4"])
        try await mac.report(["softwareupdate.install-state": "prepared"])
        try await mac.report(["softwareupdate.failure-reason": ["count": 4]])
        #expect(try await house.state(of: mac) == .done)
        #expect(try await house.enforcement(of: mac)?.outcome == .done)
    }

    @Test func `a version reported before the declaration was fetched is proof enough`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.report(["device.operating-system.version": "26.4"])
        let ended = try #require(try await house.enforcement(of: mac))
        #expect(ended.outcome == .done && ended.state == .closed, "it was never shown what would be taken away")
    }

    @Test func `a device that says it is there already is asked for its version`() async throws {
        try await accepted()
        try await mac.judge(
            valid: "invalid", because: "target OS version (26.4) is older than current version (26.4.1)")
        #expect(try await house.state(of: mac) == .satisfied)
        let asked = try #require(try await mac.say(.idle))
        #expect(asked.command.requestType == "DeviceInformation")
        var answer = WalkingMac.inventory()
        answer.osVersion = "26.4.1"
        _ = try await mac.say(.acknowledged, to: asked.commandUUID, queries: answer)
        #expect(try await house.state(of: mac) == .done)
    }

    @Test func `a declaration that is refused is a no, with the device's own reason`() async throws {
        try await accepted()
        try await mac.judge(valid: "invalid", active: false, because: "invalid format")
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .no && verdict.reason == .rejected)
        #expect(verdict.details["refusal"] == "invalid format")
    }

    @Test func `a failure is shown with what the device said of it, and the device tries again`() async throws {
        try await accepted()
        try await mac.report([
            "softwareupdate.failure-reason": ["count": 2, "reason": "not enough space", "timestamp": "t"],
            "softwareupdate.install-state": "failed",
        ])
        #expect(try await house.state(of: mac) == .failing)
        #expect(try await house.verdict(of: mac).details["failureReason"] == "not enough space")
        try await mac.report(["softwareupdate.install-state": "downloading"])
        #expect(try await house.state(of: mac) == .downloading)
    }

    @Test func `a full report that leaves the update's status out forgets it, one that is unreadable keeps it`()
        async throws
    {
        try await accepted()
        try await mac.report(["softwareupdate.install-state": "prepared"])
        let unreadable: [String: JSONValue] = [
            "softwareupdate.install-state": 7, "device.operating-system.version": "26.3",
        ]
        try await mac.report(unreadable, full: true)
        #expect(try await house.row(of: mac).facts.installState?.value == .prepared)
        #expect(try await house.row(of: mac).facts.declarations == nil)
        try await mac.report(["device.operating-system.version": "26.3"], full: true)
        #expect(try await house.row(of: mac).facts.installState == nil)
        #expect(try await house.state(of: mac) == .prepared, "what is not said proves nothing")
    }

    @Test func `rubbish in a report is noted with the item, and its last good value stays`() async throws {
        try await accepted()
        try await mac.report(["softwareupdate.install-state": "downloading"])
        try await mac.report(["softwareupdate.install-state": [:], "device.identifier.serial-number": "C9"])
        let channel = mac.channel
        let items = try await house.store.read { try $0.statusItems(of: channel) }
        let item = try #require(items.first { $0.name == "softwareupdate.install-state" })
        #expect(item.value == "\"downloading\"" && item.problem?.isEmpty == false)
        #expect(try await house.row(of: mac).facts.serialNumber == "C9")
        try await mac.report(["softwareupdate.install-state": "prepared"])
        let mended = try await house.store.read { try $0.statusItems(of: channel) }
        #expect(mended.first { $0.name == "softwareupdate.install-state" }?.problem == nil)
    }
}
