import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("The push certificate and what is held back")
struct PushStateTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
    }

    private func standing(
        _ fingerprint: String = "f1", topic: String? = nil, days: Int = 300, problem: String? = nil
    ) async throws -> PushStanding {
        let enrolled = try await channel().topic
        let topic = topic ?? enrolled
        let certificate = PushCertificate(
            topic: topic, subject: "UID=\(topic)", issuer: "Apple", fingerprint: fingerprint, notBefore: house.now,
            expiresAt: Installation.start + .days(days))
        return PushStanding(address: "https://push.example", certificate: certificate, problem: problem)
    }

    private func channel() async throws -> EnrolmentRow {
        let udid = mac.udid
        return try #require(try await house.store.read { try $0.enrolment(EnrolmentID(stored: udid)) })
    }

    @discardableResult
    private func note(_ standing: PushStanding) async throws -> PushSteps.Remark {
        try await house.runner.perform { try PushSteps.note(standing, &$0, $1) }
    }

    private func state() async throws -> PushState { try await house.store.read { try $0.pushState() } }

    private func installationEvents() async throws -> [String] {
        try await house.store.perform { store in
            _ = try store.placeEvents(limit: 1000)
            return try store.events(after: 0, limit: 1000).map(\.event).filter { $0.device == nil }.map(\.type)
        }
    }

    @Test func `a refused certificate stops all pushes once, and none is lost`() async throws {
        try await note(standing())
        try await house.push(.topicRefused(reason: "403 BadCertificate", fingerprint: "f1"))
        #expect(try await state().stop == PushState.Stop(at: house.now, reason: "403 BadCertificate"))
        house.clock.advance(by: .days(1))
        #expect(try await house.push().isEmpty)
        #expect(try await house.store.read { try PushSteps.nextDue(&$0) } == nil)
        #expect(try await house.nextPush(to: mac) != nil)
        let cause = try #require(try await house.verdict(of: mac).causes.first { $0.reason == .pushRefused })
        #expect(cause.evidence.map(\.ref) == ["403 BadCertificate"])
        #expect(try await house.runner.read(AdminPushes.show()).concern == .stopped)
        try await house.runner.perform(AdminPushes.resume())
        #expect(try await house.push() == ["token-1"])
        let events = try await installationEvents().filter { $0.hasPrefix("push.") }
        #expect(events == ["push.certificate-taken", "push.stopped", "push.resumed"])
    }

    @Test func `another certificate ends the stop, the same one does not`() async throws {
        try await note(standing())
        try await house.push(.topicRefused(reason: "403 BadCertificate", fingerprint: "f1"))
        #expect(try await !note(standing()).isResumed)
        #expect(try await house.push().isEmpty)
        #expect(try await note(standing("f2")).isResumed)
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `a refusal that was meant for the certificate before stops nothing`() async throws {
        try await note(standing("f2"))
        try await house.push(.topicRefused(reason: "403 BadCertificate", fingerprint: "f1"))
        #expect(try await state().stop == nil)
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `a refusal that was on its way when pushes were let go stops nothing`() async throws {
        try await note(standing())
        let prepared = try await house.runner.perform { try PushSteps.claim(64, &$0, $1) }
        house.clock.advance(by: .seconds(1))
        try await house.runner.perform(AdminPushes.resume())
        try await house.settle(prepared, .topicRefused(reason: "403 BadCertificate", fingerprint: "f1"))
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `another certificate forgives what a wrong one made look bad, and no dead token`() async throws {
        try await note(standing())
        try await house.push(.tokenRefused(reason: "400 BadDeviceToken"))
        #expect(try await house.push().isEmpty)
        try await note(standing("f2"))
        #expect(try await house.push(.tokenRefused(reason: "410 Unregistered", since: house.now)) == ["token-1"])
        try await note(standing("f3"))
        #expect(try await house.push().isEmpty)
    }

    @Test func `a device of another topic is put off by the schedule, and goes with the right certificate`()
        async throws
    {
        try await note(standing(topic: "com.apple.mgmt.other"))
        #expect(try await house.push().isEmpty)
        #expect(try await house.nextPush(to: mac) == house.now + .hours(4))
        let events = try await house.events(of: mac)
        #expect(events.last == "push.topic-mismatch")
        #expect(try await house.causes(of: mac).contains(.pushRefused))
        try await note(standing("f2"))
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `without a certificate that can be used nothing is sent, with an older one it is`() async throws {
        try await note(PushStanding(address: "https://push.example", problem: "no file"))
        #expect(try await house.push().isEmpty)
        #expect(try await house.runner.read(AdminPushes.show()).concern == .unusable)
        try await note(standing(problem: "the new file is no PEM"))
        #expect(try await house.runner.read(AdminPushes.show()).concern == .unreadable)
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `an end that is near is said once a day, and the days are counted always`() async throws {
        #expect(try await note(standing(days: 31)).expiresIn == nil)
        #expect(try await house.runner.read(AdminPushes.show()).certificate?.daysLeft == 31)
        house.clock.advance(by: .days(1))
        #expect(try await note(standing(days: 31)).expiresIn == 30)
        #expect(try await note(standing(days: 31)).expiresIn == nil)
        #expect(try await house.runner.read(AdminPushes.show()).concern == .expiring)
        house.clock.advance(by: .days(1))
        #expect(try await note(standing(days: 31)).expiresIn == 29)
        house.clock.advance(by: .days(40))
        #expect(try await note(standing(days: 31)).expiresIn == -11)
        #expect(try await house.runner.read(AdminPushes.show()).concern == .expired)
        #expect(try await note(standing("f2", days: 400)).expiresIn == nil)
        #expect(try await house.runner.read(AdminPushes.show()).concern == nil)
    }
}
