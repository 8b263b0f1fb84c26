import AppleDDM
import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference section 9, the rows about declarations, tokens and deadlines: each test has its row's name.
@Suite("Field problems: declarations")
struct FieldProblemsOfDeclarationsTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246")])
    }

    private func hold() async throws {
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
    }

    @Test("\"Failed\" on compliant devices: target <= installed")
    func compliantIsNotFailed() async throws {
        let there = WalkingMac(house, "MAC-2")
        try await there.enrol(running: "26.4.1", build: "25E300")
        try await hold()
        #expect(try await house.state(of: there) == nil, "nothing is declared that is not newer")
        #expect(try await house.verdict(of: there).answer == .yes)

        try await mac.judge()
        try await mac.judge(
            valid: "invalid", active: false, because: "target OS version (26.4) is older than current version (26.4.1)")
        let said = try await house.verdict(of: mac)
        #expect(said.reason == .satisfied && said.answer == .notYet && said.next?.event == .reportNewVersion)
        try await mac.answerAll(mac.model.inventory.running("26.4.1"))
        #expect(try await house.verdict(of: mac).answer == .yes)
        #expect(try await house.nextPush(to: mac) == house.now, "the declaration is taken away at once")
        try await mac.heed()
        await #expect(mac.target == nil)
        #expect(try await !house.events(of: mac).contains("enforcement.failed"))
    }

    @Test("Local/UTC confusion: server sends `Z`, or reads pending date as local")
    func wallClockOnly() async throws {
        let typed = PlanRequest(rule: "latest", everything: true, local: "2026-06-01T19:00:00Z")
        let found = await problem { _ = try await house.runner.perform(AdminPlans.create(typed)) }
        #expect(found?.faults.map(\.field) == ["deadline.local"])
        try await hold()
        let sent = try #require(await mac.deadline)
        #expect(sent.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil)
        let (before, tokens) = (try await house.enforcement(of: mac), try await mac.tokens())
        for (key, date) in [
            ("target-local-date-time", "2026-05-20T13:30:00"),
            ("softwareupdate.target-local-date-time", "2026-05-20T13:30:00Z"),
            ("softwareupdate.target-local-date-time", "soon"),
        ] {
            try await mac.report([
                "softwareupdate.pending-version": .object([
                    "os-version": "26.4", "build-version": "25E246", key: .string(date),
                ])
            ])
            #expect(try await house.row(of: mac).facts.pendingVersion?.value.targetLocalDateTime == date)
            #expect(try await house.enforcement(of: mac) == before, "\(key) \(date)")
            #expect(try await mac.tokens() == tokens)
        }
    }

    @Test("400/404 during Setup Assistant because scope changed between manifest and fetch")
    func setupAssistant() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate(awaiting: true)
        try await mac.answerAllButConfigured()
        try await mac.reportCapabilities()
        let plan = try await house.makePlan()
        #expect(try await house.verdict(of: mac).reason == .awaitingConfiguration)
        try await mac.sync()
        await #expect(mac.target == nil, "nothing is enforced while it awaits its configuration")
        try await mac.reportCapabilities()
        try await mac.answerAll()
        let shown = try await mac.items()
        #expect(shown.configurations.contains { $0.identifier == WalkingMac.enforcement })
        try await house.cancel(plan)
        let served = try await mac.fetch(.configuration, WalkingMac.enforcement)
        #expect(shown.configurations.contains { $0.serverToken == served.serverToken })
        _ = try await mac.items()
        await #expect(throws: DeviceProblem(.notInManifest, subject: "", detail: "")) {
            _ = try await mac.fetch(.configuration, WalkingMac.enforcement)
        }
    }

    @Test("Token computed over items not in the manifest, so endless or missing resync")
    func tokenFollowsManifest() async throws {
        try await hold()
        let twin = WalkingMac(house, "MAC-2")
        try await twin.enrol(running: "26.2", build: "25C56")
        let (mine, its) = (try await mac.items(), try await twin.items())
        #expect(mine == its, "equal manifests have equal tokens, whatever else is different")
        #expect(try await mac.tokens().declarationsToken == mine.declarationsToken)
        // What is not in the manifest moves no token.
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246"), .row("26.5", "25F1", on: ["J700AP"])])
        let other = try await house.makePlan("26.3", for: .devices([house.row(of: twin).id]), priority: -5)
        try await mac.report(["device.model.marketing-name": "Mac", "softwareupdate.install-state": "downloading"])
        #expect(try await mac.heed() == false)
        // What is in it does.
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246"), .row("26.4.1", "25E300")])
        #expect(try await mac.heed())
        #expect(try await mac.heed() == false)
        try await house.cancel(other)
    }

    @Test("Old declaration keeps being logged/considered by the device")
    func stableIdentifier() async throws {
        try await hold()
        let first = try #require(await mac.held[WalkingMac.enforcement])
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246"), .row("26.4.1", "25E300")])
        try await mac.heed()
        let second = try #require(await mac.held[WalkingMac.enforcement])
        #expect(second.identifier == first.identifier && second.serverToken != first.serverToken)
        await #expect(mac.held.values.filter { $0.payload["TargetOSVersion"] != nil }.count == 1)
        try await mac.run("26.4.1", "25E300")
        #expect(try await house.nextPush(to: mac) == house.now)
        try await mac.heed()
        await #expect(mac.held[WalkingMac.enforcement] == nil)
        #expect(try await house.state(of: mac) == .closed)
    }

    /// The weekday windows of this row are not part of a deadline rule; the time of day is.
    @Test("Deadline at noon local interrupts work")
    func timeOfDay() async throws {
        try await hold()
        await #expect(mac.deadline?.hasSuffix("T19:00:00") == true)
        try await mac.judge()
        try await mac.escrow("one")
        try await mac.say("prepared")
        let next = try #require(try await house.verdict(of: mac).next)
        let deadline = try #require(LocalDateTime("2026-05-20T19:00:00"))
        #expect(next.event == .install && next.byLocal == deadline)
        #expect(next.by == LocalDateTime("2026-05-21T07:00:00")?.asUTC, "in the zone that comes last")
        #expect(deadline.earliestInstant == LocalDateTime("2026-05-20T05:00:00")?.asUTC)
    }
}

extension DeviceInformationResponse {
    func running(_ version: String, _ build: String? = nil) -> DeviceInformationResponse {
        var answer = self
        (answer.osVersion, answer.buildVersion) = (version, build)
        return answer
    }
}

extension WalkingMac {
    /// Answers what it is asked, but stays in Setup Assistant.
    func answerAllButConfigured() async throws {
        var next = try await say(.idle)
        while let command = next {
            let type = command.command.requestType
            if type == DeviceConfiguredCommand.requestType {
                next = try await say(.notNow, to: command.commandUUID)
            } else {
                next = try await say(
                    .acknowledged, to: command.commandUUID,
                    queries: type == DeviceInformationCommand.requestType ? model.inventory : nil)
            }
        }
    }
}
