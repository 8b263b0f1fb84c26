import AppleDDM
import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Enrolment")
struct EnrolmentStepTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    @Test func `between Authenticate and TokenUpdate a device is not enrolled, not pushed and given nothing`()
        async throws
    {
        try await mac.authenticate()
        #expect(try await house.verdict(of: mac).reason == .enrolmentIncomplete)
        #expect(try await house.nextPush(to: mac) == nil)
        await #expect(throws: DeviceProblem(.unknownEnrolment, subject: "", detail: "")) { try await mac.tokens() }
        await #expect(throws: DeviceProblem(.unknownEnrolment, subject: "", detail: "")) { try await mac.say(.idle) }
    }

    @Test func `the first TokenUpdate asks for inventory, makes the first manifest and wakes the device`() async throws
    {
        try await mac.authenticate()
        try await mac.tokenUpdate()
        #expect(try await house.push() == ["token-1"])
        try await mac.answerAll()
        await #expect(Set(mac.commands) == ["DeviceInformation", "SecurityInfo", "DeclarativeManagement"])
        try await mac.sync()
        await #expect(Set(mac.held.keys) == ["ratchet.organization-info"])
        #expect(try await house.verdict(of: mac).reason == .inventoryPending)
    }

    @Test func `the command carries the tokens as they are when it is delivered`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate()
        try await mac.reportCapabilities()
        var next = try await mac.say(.idle)
        var data: Data?
        while let command = next {
            if case .declarativeManagement(let sent) = command.command { data = sent.data }
            next = try await mac.say(.acknowledged, to: command.commandUUID)
        }
        let tokens = try TokensResponse(json: try #require(data))
        #expect(try await mac.tokens() == tokens)
        #expect(try await mac.items().declarationsToken == tokens.declarationsToken)
        await #expect(mac.commands.filter { $0 == "DeclarativeManagement" }.count == 1)
    }

    @Test func `new capabilities rebuild the manifest and sync the device again`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate()
        try await mac.answerAll()
        try await mac.sync()
        let before = try await mac.tokens().declarationsToken
        try await mac.reportCapabilities()
        #expect(try await mac.tokens().declarationsToken != before)
        #expect(try await house.push() == ["token-1"])
        try await mac.reportCapabilities()
        #expect(try await mac.say(.idle)?.command.requestType == "DeclarativeManagement")
    }

    @Test func `a TokenUpdate that says nothing of Setup Assistant leaves it waiting, DeviceConfigured ends it`()
        async throws
    {
        try await house.publish([("26.4", "25E246")])
        try await mac.authenticate()
        try await mac.tokenUpdate(awaiting: true)
        try await mac.tokenUpdate()
        #expect(try await house.row(of: mac).facts.isAwaitingConfiguration)
        try await mac.reportCapabilities()
        try await mac.sync()
        try await mac.reportCapabilities()
        var information = try #require(try await mac.say(.idle))
        while information.command.requestType != "DeviceConfigured" {
            let queries = information.command.requestType == "DeviceInformation" ? WalkingMac.inventory() : nil
            information = try #require(
                try await mac.say(.acknowledged, to: information.commandUUID, queries: queries))
        }
        try await house.makePlan()
        #expect(try await house.state(of: mac) == nil)
        #expect(try await house.verdict(of: mac).reason == .awaitingConfiguration)
        _ = try await mac.say(.acknowledged, to: information.commandUUID)
        #expect(try await house.state(of: mac) == .offered)
    }

    @Test func `Authenticate again closes the enforcement, clears secrets and commands, and keeps the device`()
        async throws
    {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.escrow("secret")
        let before = try await house.row(of: mac)
        let first = try #require(try await house.enforcement(of: mac))
        try await mac.authenticate()
        let after = try await house.row(of: mac)
        #expect(after.id == before.id && after.number == before.number)
        #expect(try await house.enforcement(of: mac)?.outcome == .unmanaged)
        #expect(after.facts.capabilities == nil && after.facts.bootstrapToken.escrowedAt == nil)
        #expect(try await house.nextPush(to: mac) == nil)
        #expect(try await mac.fetchBootstrapToken() == nil)
        let channel = mac.channel
        #expect(try await house.store.read { try $0.waitingCommands(for: channel) } == 0)

        try await mac.tokenUpdate("token-2")
        try await mac.answerAll()
        try await mac.sync()
        try await mac.reportCapabilities()
        let second = try #require(try await house.enforcement(of: mac))
        #expect(second.state == .offered && second.id != first.id)
        #expect(try await house.push() == ["token-2"])
    }

    @Test func `after CheckOut a device is unknown until it authenticates again`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.checkOut()
        let verdict = try await house.verdict(of: mac)
        #expect(verdict.answer == .no && verdict.reason == .notEnrolled)
        #expect(try await house.enforcement(of: mac)?.outcome == .unmanaged)
        #expect(try await house.push().isEmpty)
        let told = try await house.events(of: mac).count
        try await mac.checkOut()
        #expect(try await house.events(of: mac).count == told, "it did not hear the answer, and is heard once")
        let unknown = DeviceProblem(.unknownEnrolment, subject: "", detail: "")
        await #expect(throws: unknown) { try await mac.tokenUpdate() }
        await #expect(throws: unknown) { try await mac.report(["softwareupdate.install-state": "none"]) }
        try await mac.enrol()
        #expect(try await house.state(of: mac) == .delivered)
    }

    @Test func `a bootstrap token is served, and each read is on record`() async throws {
        try await mac.enrol()
        #expect(try await mac.fetchBootstrapToken() == nil)
        try await mac.escrow("one")
        try await mac.escrow("two")
        #expect(try await mac.fetchBootstrapToken() == "two")
        #expect(try await house.row(of: mac).facts.bootstrapToken.lastServedAt == house.now)
        try await mac.escrow(nil)
        #expect(try await mac.fetchBootstrapToken() == nil)
        let events = try await house.events(of: mac).filter { $0.hasPrefix("bootstrap-token") }
        #expect(
            events.map { $0.dropFirst(16) } == ["read", "escrowed", "escrowed", "read", "removed", "read"])
    }

    @Test(arguments: ["", "com.apple.mgmt\r\nx: y", "mgmt\u{7F}", "com.äpple", String(repeating: "x", count: 256)])
    func `a push address that no push could carry is refused`(word: String) async throws {
        let identity = mac.identity
        let malformed = DeviceProblem(.malformed, subject: "", detail: "")
        let begin = Authenticate(identity: identity, topic: word)
        await #expect(throws: malformed) {
            try await house.runner.perform(for: .believed) { try EnrolmentSteps.authenticate(begin, &$0, $1) }
        }
        try await mac.authenticate()
        for (topic, magic) in [(word, "magic"), ("com.apple.mgmt.test", word)] {
            let update = TokenUpdate(identity: identity, topic: topic, token: Data([1]), pushMagic: magic)
            await #expect(throws: malformed) {
                try await house.runner.perform(for: .believed) { try EnrolmentSteps.tokenUpdate(update, &$0, $1) }
            }
        }
        #expect(try await house.verdict(of: mac).reason == .enrolmentIncomplete)
    }

    @Test func `a user's channel gets the organisation's name and can't disturb the device's update`() async throws {
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        let user = EnrolmentIdentity(device: .udid(mac.udid), user: .userID("501"))
        let update = TokenUpdate(identity: user, topic: "t", token: Data([5]), pushMagic: "m")
        try await house.runner.perform(for: .believed) { try EnrolmentSteps.tokenUpdate(update, &$0, $1) }
        let items = try DeclarationItemsResponse(
            json: try await house.runner.perform(for: .believed) { try DeclarationSteps.items(user, &$0, $1) })
        #expect(items.configurations.isEmpty && items.management.map(\.identifier) == ["ratchet.organization-info"])
        let body = Data("{\"StatusItems\":{\"device\":{\"operating-system\":{\"version\":\"26.4\"}}}}".utf8)
        let status = try ReceivedStatus(body: body, request: body)
        try await house.runner.perform(for: .believed) { try StatusSteps.receive(status, user, &$0, $1) }
        #expect(try await house.state(of: mac) == .offered)
    }
}
