import AppleDDM
import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Whom an update can be enforced on (reference 3.1): each no is a verdict with a way out.
@Suite("Who can be told to update")
struct EligibilityTests {
    private let house: Installation

    init() async throws {
        house = try Installation()
        try await house.fetch([
            .row("26.4", "25E246"),
            .row("26.4", "23E246", on: ["iPhone17,1", "iPad16,3", "iPhone12,1"], platform: "iOS"),
        ])
        try await house.makePlan()
    }

    private func expectShut(
        _ device: WalkingMac, _ answer: Verdict.Answer, _ reason: RatchetCore.Reason, _ wayOut: WayOut
    ) async throws {
        let verdict = try await house.verdict(of: device)
        #expect(verdict.answer == answer && verdict.reason == reason)
        #expect(verdict.causes.map(\.wayOut) == [wayOut])
        #expect(try await house.enforcement(of: device).map { $0.state == .closed } ?? true, "nothing is open")
        try await device.sync()
        await #expect(device.target == nil)
    }

    @Test func `a Mac that is not supervised`() async throws {
        let mac = WalkingMac(house, "MAC-1", .mac.with { $0.isSupervised = false })
        try await mac.enrol()
        try await expectShut(mac, .no, .notSupervised, .superviseDevice)
        try await mac.report(["mdm.enrollment-type": "supervised"])
        try await mac.sync()
        await #expect(mac.target == "26.4", "supervised since")
    }

    @Test func `a phone that is not supervised is eligible`() async throws {
        let phone = WalkingMac(house, "PHONE-1", .phone.with { $0.isSupervised = false })
        try await phone.enrol(running: "26.3", build: "23D125")
        await #expect(phone.target == "26.4")
    }

    @Test(arguments: [WalkingModel.phone, .mac])
    func `a device enrolled by its user`(_ model: WalkingModel) async throws {
        let device = WalkingMac(house, "BYOD-1", model.with { ($0.isUserEnrolled, $0.feedKey) = (true, nil) })
        try await device.authenticate()
        try await device.tokenUpdate()
        try await expectShut(device, .no, .userEnrolment, .enrolDevice)
        try await device.enrol()
        try await expectShut(device, .no, .userEnrolment, .enrolDevice)
    }

    @Test func `a Shared iPad is eligible on its device channel, its users' channels are not told`() async throws {
        let pad = WalkingMac(house, "PAD-1", WalkingModel(productName: "iPad16,3", feedKey: nil))
        try await pad.enrol(running: "26.3", build: "23D125")
        try await pad.report(["mdm.is-shared-ipad": true, "mdm.enrollment-type": "device"])
        try await pad.sync()
        await #expect(pad.target == "26.4")
        let user = EnrolmentIdentity(
            device: .udid(pad.udid), user: .userID(EnrolmentIdentity.sharedIPadUserID),
            userShortName: "anna@example.org")
        let update = TokenUpdate(identity: user, topic: "t", token: Data([5]), pushMagic: "m")
        try await house.runner.perform(for: .believed) { try EnrolmentSteps.tokenUpdate(update, &$0, $1) }
        let items = try DeclarationItemsResponse(
            json: try await house.runner.perform(for: .believed) { try DeclarationSteps.items(user, &$0, $1) })
        #expect(items.configurations.isEmpty)
    }

    @Test func `a device below the floor, which may not speak of declarations at all`() async throws {
        let phone = WalkingMac(house, "PHONE-1", WalkingModel(productName: "iPhone12,1", feedKey: nil))
        try await phone.authenticate(running: "16.7.12", build: "20H364")
        try await phone.tokenUpdate()
        try await phone.answerAll()
        try await expectShut(phone, .no, .enforcementNotSupported, .upgradeByHand)
        #expect(try await house.verdict(of: phone).details["installed"] == "16.7.12")
        try await phone.run("17.7", "21H16")
        try await phone.reportCapabilities()
        try await phone.sync()
        await #expect(phone.target == "26.4", "upgraded by hand since")
    }

    @Test func `a device that does not advertise the declaration`() async throws {
        let mac = WalkingMac(house, "MAC-1", .mac.with { $0.canEnforce = false })
        try await mac.enrol()
        try await expectShut(mac, .no, .enforcementNotSupported, .upgradeByHand)
    }

    @Test func `a device that awaits its configuration`() async throws {
        let mac = WalkingMac(house)
        try await mac.enrol()
        await #expect(mac.target == "26.4")
        try await mac.report(["mdm.is-awaiting-configuration": true])
        #expect(try await house.enforcement(of: mac)?.outcome == .ineligible, "what was declared is taken away")
        try await mac.sync()
        try await expectShut(mac, .notYet, .awaitingConfiguration, .waitForDevice)
        try await mac.report(["mdm.is-awaiting-configuration": false])
        #expect(try await house.state(of: mac) == .offered)
    }
}

/// Reference 3.2: Apple reports no authorisation, so a passcode is a reason to look at the user, never a proof.
@Suite("Passcodes")
struct PasscodeTests {
    private let house: Installation
    private let phone: WalkingMac

    init() async throws {
        house = try Installation()
        phone = WalkingMac(house, "PHONE-1", .phone)
        try await house.fetch([.row("26.4", "23E246", on: ["iPhone17,1"], platform: "iOS")])
        try await house.makePlan()
    }

    private func enrol(_ security: SecurityInfoResponse? = nil) async throws {
        try await phone.authenticate(running: "26.3", build: "23D125")
        try await phone.tokenUpdate()
        try await phone.answerAll(security: security)
        try await phone.reportCapabilities()
        try await phone.sync()
        try await phone.judge()
    }

    @Test func `the item is subscribed to where the device can report it`() async throws {
        try await enrol()
        let items = await phone.held["ratchet.status-subscriptions"]?.payload["StatusItems"]?.array
        #expect(items?.contains(["Name": "passcode.is-present"]) == true)
    }

    @Test func `prepared with a passcode may need the user, who may have agreed already`() async throws {
        try await enrol()
        try await phone.report(["passcode.is-present": true])
        try await phone.say("prepared")
        let asked = try await house.verdict(of: phone).causes.first
        #expect(asked?.reason == .passcodeNeeded && asked?.wayOut == .enterPasscode)
        #expect(asked?.evidence.first?.kind == .statusReport)
        try await phone.report(["softwareupdate.install-reason": ["reason": ["declaration", "install-tonight"]]])
        let agreed = try await house.verdict(of: phone).causes.first
        #expect(agreed?.reason == .userAgreed && agreed?.wayOut == .waitForDevice)
    }

    @Test func `still prepared past the deadline: not entered, or expired`() async throws {
        try await enrol()
        try await phone.report(["passcode.is-present": true])
        try await phone.say("prepared")
        try await phone.report(["softwareupdate.install-reason": ["reason": ["install-tonight"]]])
        try await house.pass(.days(21))
        let verdict = try await house.verdict(of: phone)
        #expect(verdict.reason == .pastDue)
        #expect(verdict.causes.map(\.reason) == [.passcodeNotEntered, .deviceOffline])
        #expect(verdict.causes.first?.wayOut == .enterPasscode)
    }

    @Test func `SecurityInfo tells of it where the status item is not reported`() async throws {
        var security = SecurityInfoResponse()
        security.passcodePresent = true
        try await enrol(security)
        try await phone.say("prepared")
        let cause = try await house.verdict(of: phone).causes.first
        #expect(cause?.reason == .passcodeNeeded && cause?.evidence.first?.kind == .commandResult)
        try await phone.report(["passcode.is-present": false])
        #expect(try await house.causes(of: phone) == [.userDecides], "what was heard last counts")
    }

    @Test func `without a passcode the user decides until the deadline, and nothing is said of one after it`()
        async throws
    {
        try await enrol()
        try await phone.report(["passcode.is-present": false])
        try await phone.say("prepared")
        #expect(try await house.causes(of: phone) == [.userDecides])
        try await house.pass(.days(21))
        #expect(try await !house.causes(of: phone).contains(.passcodeNotEntered))
    }
}
