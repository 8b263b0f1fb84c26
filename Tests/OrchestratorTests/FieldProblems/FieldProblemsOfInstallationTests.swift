import AppleDDM
import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference section 9, the rows about installing, silence and failures: each test has its row's name.
@Suite("Field problems: installation")
struct FieldProblemsOfInstallationTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246")])
    }

    private func accept() async throws {
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        try await mac.judge()
    }

    private func failures() async throws -> Int {
        try await house.events(of: mac).filter { $0 == "enforcement.failed" }.count
    }

    @Test("Past-due Mac loops hourly, never completes")
    func pastDue() async throws {
        try await accept()
        try await house.requestSync(of: mac)
        var inventory = mac.model.inventory
        (inventory.availableDeviceCapacity, inventory.batteryLevel) = (5, 0.2)
        try await mac.answerAll(inventory)
        try await mac.say("prepared")
        try await house.pass(.days(21))
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .notYet && verdict.reason == .pastDue)
        #expect(verdict.next == RatchetCore.Expectation(.authoriseInstall), "no time can be promised")
        #expect(verdict.causes.map(\.reason) == [.bootstrapTokenMissing, .lowDisk, .lowPower, .deviceOffline])
        #expect(verdict.causes.last?.wayOut == .connectDevice, "it may be asleep")

        let tokens = try await mac.tokens()
        for hour in 1...6 {
            house.clock.advance(by: .hours(1))
            let time = hour < 4 ? "2026-05-22T13:00:00Z" : "2026-05-22T16:00:00Z"
            try await mac.report([
                "softwareupdate.install-state": "prepared",
                "softwareupdate.failure-reason": ["count": 1, "timestamp": .string(time)],
            ])
            #expect(try await house.state(of: mac) == .pastDue)
        }
        #expect(try await failures() == 2, "as often as the device says, not as often as we hear it")
        #expect(try await mac.tokens() == tokens, "the declaration is not sent again")
    }

    @Test("Bootstrap token \"escrowed\" but unusable, or missing after re-enrolment")
    func bootstrapToken() async throws {
        var security = SecurityInfoResponse()
        security.bootstrapTokenAllowedForAuthentication = .disallowed
        try await accept()
        try await mac.escrow("one")
        try await mac.say("prepared")
        let token = try await house.row(of: mac).facts.bootstrapToken
        #expect(token.escrowedAt == house.now && token.lastServedAt == nil, "escrowed, never requested")
        #expect(try await !house.causes(of: mac).contains(.bootstrapTokenMissing))
        try await house.requestSync(of: mac)
        try await mac.answerAll(security: security)
        let unusable = try await house.verdict(of: mac).causes.first { $0.reason == .bootstrapTokenRefused }
        #expect(unusable?.wayOut == .escrowBootstrapToken && unusable?.evidence.first?.kind == .commandResult)

        house.clock.advance(by: .hours(1))
        #expect(try await mac.fetchBootstrapToken() == "one")
        #expect(try await house.row(of: mac).facts.bootstrapToken.lastServedAt == house.now)
        #expect(try await house.events(of: mac).filter { $0 == "bootstrap-token.read" }.count == 1)

        try await mac.enrol()
        #expect(try await house.row(of: mac).facts.bootstrapToken == BootstrapTokenFact())
        #expect(try await mac.fetchBootstrapToken() == nil)
        try await mac.judge()
        try await mac.say("prepared")
        #expect(try await house.causes(of: mac).contains(.bootstrapTokenMissing))
    }

    @Test("Bootstrap token asked for and not there: the Mac can't be installing")
    func askedForNoToken() async throws {
        try await accept()
        try await mac.say("prepared")
        house.clock.advance(by: .hours(1))
        #expect(try await mac.fetchBootstrapToken() == nil)
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.reason == .prepared && verdict.next?.event == .authoriseInstall)
        let missing = try #require(verdict.causes.first { $0.reason == .bootstrapTokenMissing })
        #expect(missing.evidence.map(\.ref) == ["GetBootstrapToken"] && missing.evidence.map(\.at) == [house.now])
        try await mac.escrow("one")
        #expect(try await mac.fetchBootstrapToken() == "one")
        #expect(try await house.state(of: mac) == .installing)
    }

    @Test("The device has lost the declaration that it accepted")
    func lostDeclaration() async throws {
        try await accept()
        #expect(try await house.nextPush(to: mac) == nil)
        house.clock.advance(by: .hours(1))
        try await mac.report(["management.declarations": ["configurations": []]], full: true)
        let cause = try #require(try await house.verdict(of: mac).causes.first)
        #expect(cause.reason == .declarationMissing && cause.evidence.map(\.at) == [house.now])
        #expect(try await house.nextPush(to: mac) == house.now, "it is told the token again")
        try await mac.answerAll()
        try await mac.judge()
        #expect(try await !house.causes(of: mac).contains(.declarationMissing))
    }

    @Test("No status after the update (device silent, or only old values)")
    func silentAfterInstalling() async throws {
        try await accept()
        try await mac.say("installing")
        #expect(try await house.verdict(of: mac).next?.by == house.now + .hours(4))
        try await house.pass(.hours(4))
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .notYet && verdict.reason == .installingSilent)
        #expect(verdict.causes.map(\.reason) == [.deviceOffline])
        for pause in [Duration.hours(4), .hours(12), .hours(24)] {
            #expect(try await house.push() == ["token-1"])
            #expect(try await house.nextPush(to: mac) == house.now + pause)
            house.clock.advance(by: pause)
        }
        try await mac.run("26.3")
        #expect(try await house.state(of: mac) == .installingSilent, "old values prove nothing")
        try await mac.answerAll(mac.model.inventory.running("26.4", "25E246"))
        await #expect(mac.commands.last { $0 != "DeclarativeManagement" } == "DeviceInformation")
        #expect(try await house.verdict(of: mac).answer == .yes)
        #expect(try await failures() == 0)
    }

    @Test("Silent after it began to install, and back with what it ran before", arguments: ["prepared", "installing"])
    func backWithoutUpdate(_ word: String) async throws {
        try await accept()
        try await mac.escrow("one")
        try await mac.say(word)
        if word == "prepared" { _ = try await mac.fetchBootstrapToken() }
        #expect(try await house.state(of: mac) == .installing)
        try await house.pass(.hours(4))
        #expect(try await house.state(of: mac) == .installingSilent)
        try await mac.run("26.3")
        #expect(try await house.state(of: mac) == .installingSilent, "old values prove nothing")
        try await mac.answerAll(mac.model.inventory.running("26.3"))
        #expect(try await house.state(of: mac) == (word == "prepared" ? .prepared : .accepted), "its answer does")
    }

    @Test("No status after the update: the daily full report repairs it")
    func fullReportRepairs() async throws {
        try await accept()
        try await mac.say("installing")
        try await house.pass(.hours(5))
        try await mac.report(
            ["device.operating-system.version": "26.4", "device.operating-system.build-version": "25E246"], full: true)
        #expect(try await house.state(of: mac) == .done)
    }

    @Test("Stuck \"verifying\"/delivered: mostly lost APNs contact")
    func lostContact() async throws {
        try await mac.enrol()
        try await house.makePlan()
        try await house.pass(.days(7))
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .notYet && verdict.reason == .unreachable)
        #expect(verdict.causes.map(\.reason) == [.deviceOffline])
        try await mac.answerAll()
        #expect(try await house.state(of: mac) == .offered, "any contact ends it")
        try await mac.sync()
        try await house.pass(.days(2))
        #expect(try await house.state(of: mac) == .delivered)
        let stuck = try await house.verdict(of: mac).causes
        #expect(stuck.map(\.reason) == [.stalled, .deviceOffline] && stuck.last?.wayOut == .connectDevice)
        try await house.pass(.days(30))
        #expect(try await failures() == 0, "silence is no failure")
        #expect(try await house.enforcement(of: mac)?.failingSince == nil)
    }

    @Test("`failure-reason.count` resets to 0 when the pending update changes")
    func countStartsAgain() async throws {
        try await accept()
        try await mac.fail(3, at: "2026-05-01T10:00:00Z", because: "battery")
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246"), .row("26.4.1", "25E300")])
        try await mac.sync()
        try await mac.judge()
        try await mac.report([
            "softwareupdate.pending-version": ["os-version": "26.4.1", "build-version": "25E300"],
            "softwareupdate.failure-reason": ["count": 0],
        ])
        #expect(try await house.enforcement(of: mac)?.failure == nil, "the new target starts with none")
        try await mac.fail(1, at: "2026-05-02T10:00:00Z")
        let explanation = try await house.explanation(of: mac)
        #expect(explanation.enforcement?.enforcement.failure?.count == 1)
        #expect(explanation.enforcement?.enforcement.target.version.text == "26.4.1")
        #expect(explanation.history.map(\.enforcement.failure?.count) == [3], "each target keeps its own")
        #expect(explanation.history.map(\.enforcement.outcome) == [.superseded])
        #expect(try await failures() == 2)
    }

    @Test("Duplicate or out-of-order status deliveries")
    func repeatedReports() async throws {
        try await accept()
        let failed: [String: JSONValue] = [
            "softwareupdate.install-state": "failed",
            "softwareupdate.failure-reason": ["count": 1, "timestamp": "2026-05-01T10:00:00Z"],
        ]
        for _ in 1...3 { try await mac.report(failed) }
        #expect(try await failures() == 1)
        try await mac.say("prepared")
        try await mac.say("downloading")
        #expect(try await house.state(of: mac) == .downloading, "the last received counts")
        try await mac.run("26.4", "25E246")
        try await mac.say("installing")
        #expect(try await house.state(of: mac) == .done, "nothing that comes late takes the proof back")
        try await mac.report(["device.operating-system.version": "26.4"], full: true)
        let channel = mac.channel
        let names = try await house.store.read { try $0.statusItems(of: channel) }.map(\.name)
        #expect(names == ["device.operating-system.version"], "a full report replaces")
        #expect(try await house.row(of: mac).facts.installState == nil)
    }
}
