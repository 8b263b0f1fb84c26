import AppleMDM
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Apple's devices do not renew their certificates by themselves.
@Suite("Renewing the certificates of devices")
struct RenewalTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation(settings: .enrolling)
        mac = WalkingMac(house)
    }

    /// A Mac whose certificate ends in so many days, at a server that has issued a profile before.
    private func enrolled(days: Int) async throws -> CertificateFacts {
        _ = try await house.runner.perform(AdminEnrolment.profile(accepts: true))
        let certificate = CertificateFacts.sample("first", subject: "0190-first", days: days)
        await mac.show(certificate)
        try await mac.authenticate()
        try await mac.tokenUpdate()
        return certificate
    }

    private func ask() async throws -> Int { try await house.runner.perform { try RenewalSteps.ask(&$0, $1) } }

    /// What the device gets until nothing is left for it.
    private func commands() async throws -> [MDMCommand] {
        var (all, next) = ([MDMCommand](), try await mac.say(.idle))
        while let envelope = next {
            all.append(envelope.command)
            next = try await mac.say(.acknowledged, to: envelope.commandUUID)
        }
        return all
    }

    private func renewal(in commands: [MDMCommand]) throws -> EnrolmentProfile? {
        for case .installProfile(let command) in commands { return try EnrolmentProfile(plist: command.payload) }
        return nil
    }

    @Test func `a certificate that lasts longer than the window is left alone`() async throws {
        _ = try await enrolled(days: 181)
        #expect(try await ask() == 0)
    }

    @Test func `from 180 days before its end the device is asked, once a day`() async throws {
        _ = try await enrolled(days: 179)
        #expect(try await ask() == 1)
        #expect(try await ask() == 0)
        house.clock.advance(by: .hours(23))
        #expect(try await ask() == 0)
        house.clock.advance(by: .hours(2))
        #expect(try await ask() == 1)
    }

    @Test func `those that end first are asked first, so many at a time`() async throws {
        var settings = Settings.enrolling
        settings.enrolment.renewalsAtOnce = 1
        let house = try Installation(settings: settings)
        _ = try await house.runner.perform(AdminEnrolment.profile(accepts: true))
        for (name, days) in [("A", 100), ("B", 10)] {
            let mac = WalkingMac(house, "MAC-\(name)")
            await mac.show(.sample(name, days: days))
            try await mac.authenticate()
            try await mac.tokenUpdate()
        }
        #expect(try await house.runner.perform { try RenewalSteps.ask(&$0, $1) } == 1)
        let asked = try await house.store.read { store in
            try ["A", "B"].map { try store.certificate("fingerprint-\($0)")?.renewalAsked != nil }
        }
        #expect(asked == [false, true])
    }

    @Test func `it gets the profile that it has, with a fresh challenge each time it is delivered`() async throws {
        _ = try await enrolled(days: 100)
        let first = try EnrolmentProfile(plist: await house.runner.perform(AdminEnrolment.profile(accepts: false)))
        _ = try await ask()
        var challenges: Set<String?> = []
        for _ in 0..<2 {
            let sent = try #require(try await mac.poll(for: InstallProfileCommand.requestType))
            let profile = try #require(try renewal(in: [sent.command]))
            #expect(profile.header == first.header && profile.management == first.management)
            #expect(profile.identity.header == first.identity.header)
            let payload = try #require(profile.scep)
            #expect(payload.subject.map { "\($0.name)=\($0.value)" } == ["O=Ratchet", "CN=0190-first"])
            challenges.insert(payload.challenge)
            _ = try await mac.say(.notNow, to: sent.commandUUID)
        }
        #expect(challenges.count == 2 && !challenges.contains(nil))
        let stored = try await house.store.read { try $0.run(SQLStatement("SELECT arguments FROM command")) }
        let arguments = try stored.map { try $0.text(0) }.joined()
        #expect(!challenges.contains { arguments.contains($0 ?? "") })
    }

    @Test func `old and new are good until the new one is used, and then only the new one`() async throws {
        let old = try await enrolled(days: 100)
        let device = try #require(try await house.store.read { try $0.enrolment(mac.channel) }).device
        let new = CertificateFacts.sample("new", subject: "0190-first")
        try await house.runner.perform { try CertificateSteps.issued(new, device: device.text, &$0, $1) }
        _ = try await mac.say(.idle)
        #expect(try await house.bound(mac) == old.fingerprint)
        await mac.show(new)
        _ = try await mac.say(.idle)
        #expect(try await house.bound(mac) == new.fingerprint)
        #expect(try await house.audited().contains("identity.renewed device"))
        await mac.show(old)
        #expect(try await house.refusal { _ = try await mac.say(.idle) } == .proofRefused)
    }

    @Test func `where another authority issues them, a new one of the same holder is taken once the device was asked`()
        async throws
    {
        _ = try await enrolled(days: 100)
        let new = CertificateFacts.sample("new", subject: "0190-first")
        await mac.show(new)
        #expect(try await house.refusal { _ = try await mac.say(.idle) } == .proofRefused, "nobody asked")
        _ = try await ask()
        await mac.show(.sample("stranger"))
        #expect(try await house.refusal { _ = try await mac.say(.idle) } == .proofRefused, "another holder")
        await mac.show(new)
        _ = try await mac.say(.idle)
        #expect(try await house.bound(mac) == new.fingerprint)
    }

    @Test func `an expired certificate fetches its renewal and nothing else`() async throws {
        let old = try await enrolled(days: 100)
        house.clock.advance(by: .days(101))
        await mac.show(old, isExpired: true)
        _ = try await ask()
        let identity = mac.identity
        #expect(try await house.refusal { try await mac.tokenUpdate() } == .proofRefused)
        #expect(try await house.refusal { _ = try await mac.fetchBootstrapToken() } == .proofRefused)
        #expect(
            try await house.refusal {
                let caller = await mac.caller
                _ = try await house.runner.perform(for: caller) { try DeclarationSteps.items(identity, &$0, $1) }
            } == .proofRefused)
        let commands = try await commands()
        #expect(commands.map(\.requestType) == [InstallProfileCommand.requestType])
        #expect(try renewal(in: commands) != nil)
    }
}
