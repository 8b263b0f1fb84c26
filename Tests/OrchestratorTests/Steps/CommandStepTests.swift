import AppleMDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("The command channel")
struct CommandStepTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await mac.authenticate()
        try await mac.tokenUpdate()
    }

    @Test func `a command that fails is recorded and the next one follows`() async throws {
        let first = try #require(try await mac.say(.idle))
        let second = try #require(try await mac.say(.error, to: first.commandUUID))
        #expect(second.commandUUID != first.commandUUID)
        _ = try await mac.say(.commandFormatError, to: second.commandUUID)
        let events = try await house.events(of: mac)
        #expect(events.contains("command.failed") && events.contains("command.malformed"))
    }

    @Test func `a result that comes twice is taken once`() async throws {
        let command = try #require(try await mac.say(.idle))
        _ = try await mac.say(.acknowledged, to: command.commandUUID, queries: WalkingMac.inventory())
        let facts = try await house.row(of: mac).facts
        house.clock.advance(by: .minutes(1))
        var other = WalkingMac.inventory()
        other.isSupervised = false
        _ = try await mac.say(.acknowledged, to: command.commandUUID, queries: other)
        #expect(try await house.row(of: mac).facts == facts)
    }

    @Test func `a result that nobody asked for changes nothing`() async throws {
        let facts = try await house.row(of: mac).facts
        _ = try await mac.say(.acknowledged, to: "not-ours", queries: WalkingMac.inventory())
        #expect(try await house.row(of: mac).facts == facts)
    }

    @Test func `what is put off is skipped until the device polls again`() async throws {
        let first = try #require(try await mac.say(.idle))
        var next = try await mac.say(.notNow, to: first.commandUUID)
        while let command = next {
            #expect(command.commandUUID != first.commandUUID)
            next = try await mac.say(.acknowledged, to: command.commandUUID)
        }
        #expect(try await mac.say(.idle)?.commandUUID == first.commandUUID)
    }

    /// An enrolled Mac, all known about it, that a person wants to hear from.
    private func askedForSync() async throws {
        try await mac.enrol()
        try await house.requestSync(of: mac)
    }

    @Test func `a command whose answer was lost comes again`() async throws {
        try await askedForSync()
        let first = try #require(try await mac.say(.idle))
        #expect(try await mac.say(.idle)?.commandUUID == first.commandUUID)
    }

    @Test func `a status that Apple has not published is no answer`() async throws {
        try await askedForSync()
        let first = try #require(try await mac.say(.idle))
        _ = try await mac.say(.unknown("Pondering"), to: first.commandUUID)
        #expect(try await mac.say(.idle)?.commandUUID == first.commandUUID)
    }

    @Test func `a device that polls and has not told what it is, or lacks its manifest, is asked and told again`()
        async throws
    {
        try await mac.answerAll(DeviceInformationResponse())
        try await mac.answerAll(DeviceInformationResponse())
        await #expect(mac.commands.filter { $0 == "DeviceInformation" }.count == 2)
        await #expect(mac.commands.filter { $0 == "DeclarativeManagement" }.count == 2)
        try await mac.answerAll()
        try await mac.sync()
        #expect(try await mac.say(.idle) == nil)
    }
}
