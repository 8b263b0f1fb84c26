import AppleMDM
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference 1.1: the certificate of Authenticate is the enrolment's, and no other is taken after it.
@Suite("Which certificate a device proves with that it is the one that enrolled")
struct CertificateBindingTests {
    private let house: Installation
    private let mac: WalkingMac
    private let first = CertificateFacts.sample("first")

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    private func enrol(_ mac: WalkingMac, with certificate: CertificateFacts) async throws {
        await mac.show(certificate)
        try await mac.authenticate()
        try await mac.tokenUpdate()
    }

    @Test func `the certificate of Authenticate is bound, and said so in the audit log`() async throws {
        try await enrol(mac, with: first)
        #expect(try await house.bound(mac) == first.fingerprint)
        _ = try await mac.say(.idle)
        #expect(try await house.audited() == ["identity.bound device"])
    }

    @Test func `another certificate is refused for every message, and each refusal is in the audit log`() async throws {
        try await enrol(mac, with: first)
        await mac.show(.sample("other"))
        #expect(try await house.refusal { _ = try await mac.say(.idle) } == .proofRefused)
        #expect(try await house.refusal { try await mac.tokenUpdate("token-2") } == .proofRefused)
        #expect(try await house.refusal { try await mac.escrow("secret") } == .proofRefused)
        #expect(try await house.refusal { _ = try await mac.fetchBootstrapToken() } == .proofRefused)
        #expect(try await house.refusal { try await mac.checkOut() } == .proofRefused)
        #expect(try await house.bound(mac) == first.fingerprint)
        let refusals = try await house.audited().filter { $0 == "device.proof-refused nobody" }
        #expect(refusals.count == 5)
    }

    @Test func `an Authenticate with a new certificate replaces the binding and clears what the old one left`()
        async throws
    {
        try await enrol(mac, with: first)
        try await mac.escrow("secret")
        let second = CertificateFacts.sample("second")
        await mac.show(second)
        try await mac.authenticate()
        let (channel, secret, waiting) = try await house.store.read { store in
            let channel = try #require(try store.enrolment(mac.channel))
            return (
                channel, try store.secret(.bootstrapToken, of: channel.device),
                try store.waitingCommands(for: channel.id)
            )
        }
        #expect(channel.certificate == second.fingerprint && channel.pushToken == nil)
        #expect(secret == nil && waiting == 0)
        await mac.show(first)
        #expect(try await house.refusal { try await mac.tokenUpdate() } == .proofRefused)
        #expect(try await house.refusal { try await mac.authenticate() } == .proofRefused, "it was replaced")
        #expect(try await house.audited().contains("identity.replaced device"))
    }

    @Test func `the same Authenticate may come again`() async throws {
        try await enrol(mac, with: first)
        try await enrol(mac, with: first)
        #expect(try await house.audited() == ["identity.bound device", "identity.enrolled-again device"])
    }

    @Test func `a certificate that belongs to one device enrols no other`() async throws {
        try await enrol(mac, with: first)
        let thief = WalkingMac(house, "MAC-2")
        await thief.show(first)
        #expect(try await house.refusal { try await thief.authenticate() } == .proofRefused)
        #expect(try await house.store.read { try $0.findDevices("MAC-2", limit: 1) }.isEmpty)
    }

    @Test func `a certificate that was issued to one device enrols no other`() async throws {
        try await enrol(mac, with: first)
        let device = try #require(try await house.store.read { try $0.enrolment(mac.channel) }).device
        let renewed = CertificateFacts.sample("renewed")
        try await house.runner.perform { try CertificateSteps.issued(renewed, device: device.text, &$0, $1) }
        let thief = WalkingMac(house, "MAC-2")
        await thief.show(renewed)
        #expect(try await house.refusal { try await thief.authenticate() } == .proofRefused)
    }

    @Test func `an expired certificate begins no enrolment`() async throws {
        await mac.show(first, isExpired: true)
        #expect(try await house.refusal { try await mac.authenticate() } == .proofRefused)
    }

    @Test func `a device that enrolled without a certificate can not bring one later`() async throws {
        try await mac.authenticate()
        try await mac.tokenUpdate()
        await mac.show(first)
        #expect(try await house.refusal { _ = try await mac.say(.idle) } == .proofRefused)
    }

    @Test func `a user who signs in is answered by the binding first`() async throws {
        try await enrol(mac, with: first)
        let message = UserAuthenticate(identity: mac.identity)
        let ask = { (caller: DeviceCaller) in
            try await house.refusal {
                try await house.runner.perform(for: caller) { try EnrolmentSteps.userAuthenticate(message, &$0, $1) }
            }
        }
        #expect(try await ask(.holder(of: first, isExpired: false)) == .userNotManaged)
        #expect(try await ask(.holder(of: .sample("other"), isExpired: false)) == .proofRefused)
    }

    @Test func `the bootstrap token is the device's, and no user's channel gives or gets it`() async throws {
        try await enrol(mac, with: first)
        try await mac.escrow("secret")
        let (caller, user) = (await mac.caller, EnrolmentIdentity(device: .udid("MAC-1"), user: .userID("501")))
        let (get, set) = (
            GetBootstrapToken(identity: user), SetBootstrapToken(identity: user, bootstrapToken: Data("other".utf8))
        )
        #expect(
            try await house.refusal {
                _ = try await house.runner.perform(for: caller) { try BootstrapTokenSteps.get(get, &$0, $1) }
            } == .notTaken)
        #expect(
            try await house.refusal {
                try await house.runner.perform(for: caller) { try BootstrapTokenSteps.set(set, &$0, $1) }
            } == .notTaken)
        #expect(try await mac.fetchBootstrapToken() == "secret")
    }

    @Test func `a message that nobody has judged is a fault of ours and never taken`() async throws {
        try await enrol(mac, with: first)
        let identity = mac.identity
        await #expect(throws: UnjudgedCaller.self) {
            try await house.runner.perform { try DeclarationSteps.tokens(identity, &$0, $1) }
        }
    }

    @Test func `strangers fill the audit log only so far, and what was left out is counted`() async throws {
        for _ in 0..<200 {
            _ = try await house.refusal { throw DeviceProblem(.proofRefused, subject: "192.0.2.1", detail: "no") }
        }
        #expect(try await house.audited().count == 120)
        house.clock.advance(by: .minutes(1))
        _ = try await house.refusal { throw DeviceProblem(.proofRefused, subject: "192.0.2.1", detail: "no") }
        let last = try await house.store.read { try $0.auditLines(after: 0, limit: 1000) }
        _ = try await house.audited()
        let newest = try await house.store.read { try $0.auditHead() }
        #expect(last.count == 120 && newest?.line.after?["leftOut"] == "80")
        #expect(try await house.store.read { try $0.refusals(limit: 9) }.map(\.count) == [201])
    }
}
