import AppleMDM
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference section 9, the rows about enrolment: each test has its row's name.
@Suite("Field problems: enrolment")
struct FieldProblemsOfEnrolmentTests {
    private let house: Installation

    init() async throws {
        house = try Installation()
        try await house.fetch([
            .row("26.4", "25E246"), .row("26.4", "23E246", on: ["iPhone17,1"], platform: "iOS"),
        ])
    }

    @Test("Re-enrolled device never syncs because nothing changed server-side")
    func reenrolled() async throws {
        let mac = WalkingMac(house)
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        let before = await mac.heldToken
        let told = await mac.commands.count
        try await mac.authenticate()
        #expect(try await house.nextPush(to: mac) == nil)
        try await mac.tokenUpdate("token-2")
        #expect(try await house.push() == ["token-2"])
        try await mac.answerAll()
        await #expect(mac.commands.dropFirst(told).contains("DeclarativeManagement"))
        try await mac.reportCapabilities()
        try await mac.answerAll()
        #expect(try await mac.heed())
        await #expect(mac.heldToken == before, "the same bytes as before, and it has them again")
        #expect(try await house.state(of: mac) == .delivered)
    }

    @Test("Unsupervised Mac / user enrolment targeted")
    func notEligible() async throws {
        // Neither reports a feed key or its capabilities in every case; both are told without waiting for them.
        let mac = WalkingMac(house, "MAC-1", .mac.with { ($0.isSupervised, $0.feedKey) = (false, nil) })
        let phone = WalkingMac(house, "PHONE-1", .phone.with { $0.isUserEnrolled = true })
        try await house.makePlan()
        for device in [mac, phone] {
            try await device.enrol()
            try await device.sync()
            #expect(try await house.state(of: device) == nil)
            await #expect(device.target == nil, "it never gets to refuse what is not for it")
        }
        let unsupervised = try await house.verdict(of: mac)
        #expect(unsupervised.answer == .no && unsupervised.reason == .notSupervised)
        #expect(unsupervised.causes.map(\.wayOut) == [.superviseDevice])
        let byUser = try await house.verdict(of: phone)
        #expect(byUser.answer == .no && byUser.reason == .userEnrolment)
        #expect(byUser.causes.map(\.wayOut) == [.enrolDevice])
    }
}
