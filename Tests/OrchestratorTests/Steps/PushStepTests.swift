import AppleMDM
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Waking devices")
struct PushStepTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
    }

    @Test func `a push is repeated on the schedule until the manifest was fetched with the wanted token`() async throws
    {
        try await house.makePlan()
        for wait in [Duration.hours(4), .hours(12), .hours(24), .hours(24)] {
            #expect(try await house.push() == ["token-1"])
            let next = try #require(try await house.nextPush(to: mac))
            #expect(next == house.now + wait)
            house.clock.advance(by: wait - .seconds(1))
            #expect(try await house.push().isEmpty)
            house.clock.advance(by: .seconds(1))
        }
        try await mac.answerAll()
        #expect(try await house.push() == ["token-1"], "the command was taken, the manifest was not")
        try await mac.sync()
        #expect(try await house.nextPush(to: mac) == nil)
    }

    @Test func `a device that fetched only its tokens is still woken`() async throws {
        try await house.makePlan()
        try await mac.answerAll()
        _ = try await mac.tokens()
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `a command that waits is worth a push, and so is one that was put off`() async throws {
        try await house.requestSync(of: mac)
        var next = try await mac.say(.idle)
        while let command = next { next = try await mac.say(.notNow, to: command.commandUUID) }
        #expect(try await house.push() == ["token-1"])
        try await mac.answerAll()
        #expect(try await house.nextPush(to: mac) == nil)
    }

    @Test func `a refused token stops pushes until TokenUpdate brings another`() async throws {
        try await house.makePlan()
        #expect(try await house.push(.tokenRefused(reason: "Unregistered")) == ["token-1"])
        #expect(try await house.nextPush(to: mac) == nil)
        #expect(try await house.reconcile() == 0, "nobody would take it")
        house.clock.advance(by: .days(2))
        #expect(try await house.push().isEmpty)
        #expect(try await house.verdict(of: mac).causes.contains { $0.reason == .pushRefused })
        try await mac.tokenUpdate("token-2")
        #expect(try await house.push() == ["token-2"])
        #expect(try await !house.verdict(of: mac).causes.contains { $0.reason == .pushRefused })
    }

    @Test func `a command that waited while the token was refused is pushed for with the next one`() async throws {
        try await house.requestSync(of: mac)
        try await house.push(.tokenRefused(reason: "Unregistered"))
        try await mac.tokenUpdate("token-2")
        #expect(try await house.push() == ["token-2"])
    }

    @Test func `a token refused while a new one came in leaves the new one alone`() async throws {
        try await house.makePlan()
        let prepared = try await house.runner.perform { try PushSteps.claim(64, &$0, $1) }
        try await mac.tokenUpdate("token-2")
        try await house.settle(prepared, .tokenRefused(reason: "410 Unregistered"))
        #expect(try await house.push() == ["token-2"])
    }

    @Test func `after trouble a push follows soon, and after some of it at the pause that APNs asks for`() async throws
    {
        try await house.makePlan()
        for pause in [Duration.seconds(1), .seconds(4), .seconds(16)] {
            #expect(try await house.push(.unavailable(reason: "503 ServiceUnavailable")) == ["token-1"])
            #expect(try await house.nextPush(to: mac) == house.now + pause)
            house.clock.advance(by: pause)
        }
        try await house.push(.unavailable(reason: "503 ServiceUnavailable"))
        let next = try #require(try await house.nextPush(to: mac))
        #expect(next >= house.now + .minutes(15) && next < house.now + .minutes(20))
        let cause = try #require(try await house.verdict(of: mac).causes.first { $0.reason == .pushRefused })
        #expect(cause.evidence.map(\.at) == [house.now] && cause.evidence[0].ref == "503 ServiceUnavailable")
        house.clock.advance(by: .minutes(20))
        try await house.push()
        #expect(try await !house.causes(of: mac).contains(.pushRefused), "the newest one was taken")
        #expect(try await house.nextPush(to: mac) == house.now + .hours(4), "the schedule begins with the first taken")
    }

    @Test func `a token that was pushed to too often rests at once for as long as APNs asks for`() async throws {
        try await house.makePlan()
        try await house.push(.tooMany(reason: "429 TooManyRequests"))
        let next = try #require(try await house.nextPush(to: mac))
        #expect(next >= house.now + .minutes(15) && next < house.now + .minutes(20))
    }

    @Test func `a request that the service can't read is not repeated`() async throws {
        try await house.makePlan()
        try await house.push(.requestRefused(reason: "413 PayloadTooLarge"))
        #expect(try await house.nextPush(to: mac) == nil)
        #expect(try await house.reconcile() == 0)
        #expect(try await house.causes(of: mac).contains(.pushRefused))
    }

    @Test func `a device that was dead before its newest TokenUpdate is alive`() async throws {
        try await house.makePlan()
        let before = house.now - .minutes(1)
        try await house.push(.tokenRefused(reason: "410 Unregistered", since: before))
        #expect(try await house.nextPush(to: mac) != nil)
        house.clock.advance(by: .hours(1))
        #expect(try await house.push(.tokenRefused(reason: "410 Unregistered", since: house.now)) == ["token-1"])
        #expect(try await house.nextPush(to: mac) == nil)
    }

    @Test func `a push whose outcome was lost is sent again when its lease has run out`() async throws {
        try await house.makePlan()
        #expect(try await house.runner.perform { try PushSteps.claim(64, &$0, $1) }.count == 1)
        #expect(try await house.push().isEmpty)
        house.clock.advance(by: PushSteps.lease)
        #expect(try await house.push() == ["token-1"])
    }

    @Test func `comparing wanted with fetched manifests finds the channels that nobody is going to wake`() async throws
    {
        try await house.makePlan()
        #expect(try await house.reconcile() == 0, "its push is waiting")
        let udid = mac.udid
        try await house.write { _ = try $0.cancel(subject: udid, kind: WorkKind.push) }
        #expect(try await house.reconcile() == 1)
        #expect(try await house.push() == ["token-1"])
        try await mac.sync()
        #expect(try await house.reconcile() == 0)
    }
}
