import AppleDDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference 2.3 and 4: the shapes in which status comes.
@Suite("Status in all its forms")
struct StatusFormTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.fetch([.row("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        try await mac.judge()
    }

    private func item(_ name: String) async throws -> StatusItemRow? {
        let channel = mac.channel
        return try await house.store.read { try $0.statusItems(of: channel) }.first { $0.name == name }
    }

    @Test func `an incremental report adds, a full one replaces, in either place of its mark`() async throws {
        try await mac.report(["device.power.battery-health": "normal"])
        try await mac.say("downloading")
        #expect(try await item("device.power.battery-health")?.value == "\"normal\"")
        for marked in [
            "{\"StatusItems\":{\"device\":{\"model\":{\"family\":\"Mac\"}}},\"FullReport\":true}",
            "{\"StatusItems\":{\"FullReport\":true,\"device\":{\"model\":{\"family\":\"Mac\"}}}}",
        ] {
            try await mac.report(["softwareupdate.install-state": "prepared", "a.b": 1])
            try await mac.report(raw: marked)
            #expect(try await item("softwareupdate.install-state") == nil)
            #expect(try await item("a.b") == nil)
            #expect(try await item("device.model.family")?.value == "\"Mac\"")
        }
        #expect(try await house.state(of: mac) == .prepared, "what is left out proves nothing")
        #expect(try await house.row(of: mac).facts.installed?.value.version.text == "26.3", "nor is inventory lost")
    }

    @Test(arguments: ["_removed", "removed"])
    func `arrays merge by identifier, under either spelling of the removal`(_ flag: String) async throws {
        let name = "account.list.caldav"
        try await mac.report([name: [["identifier": "a", "x": 1], ["identifier": "b", "x": 1]]])
        try await mac.report([
            name: [
                ["identifier": "b", "y": 2], ["identifier": "c"], .object(["identifier": "a", flag: true]),
                .object(["identifier": "never-there", flag: true]),
            ]
        ])
        #expect(try await item(name)?.value == "[{\"identifier\":\"b\",\"y\":2},{\"identifier\":\"c\"}]")
        try await mac.report([name: [["identifier": "d"]]], full: true)
        #expect(try await item(name)?.value == "[{\"identifier\":\"d\"}]")
    }

    @Test func `an item that the device can't report is shown so until it reports it`() async throws {
        let name = "softwareupdate.failure-reason"
        let refusal = """
            {"StatusItems":{},"Errors":[{"StatusItem":"\(name)","Reasons":[{"Code":"Error.X"}]}]}
            """
        try await mac.report(raw: refusal)
        #expect(try await item(name)?.problem == "not available: Error.X")
        #expect(try await item(name)?.value == nil)
        try await mac.report([.init(name): ["count": 0]])
        #expect(try await item(name)?.problem == nil)
        #expect(try await house.row(of: mac).facts.failure?.value.count == 0)
    }

    static let wrong: [(String, JSONValue)] = [
        ("softwareupdate.install-state", 3), ("softwareupdate.pending-version", "26.4"),
        ("softwareupdate.failure-reason", ["count": "many"]), ("softwareupdate.install-reason", ["reason": "tonight"]),
        ("device.operating-system.version", "twenty-six"), ("management.declarations", []),
        ("management.client-capabilities", ["supported-payloads": 1]), ("passcode.is-present", "yes"),
        ("softwareupdate.device-id", ""), ("mdm.enrollment-type", "rented"),
    ]

    @Test(arguments: wrong)
    func `a value of a wrong type keeps the last good one, and leaves the others alone`(
        _ name: String, _ value: JSONValue
    ) async throws {
        try await mac.report([
            "softwareupdate.install-state": "downloading", "passcode.is-present": true,
            "softwareupdate.pending-version": ["os-version": "26.4", "build-version": "25E246"],
            "softwareupdate.failure-reason": ["count": 0], "softwareupdate.install-reason": ["reason": ["declaration"]],
        ])
        let (before, state) = (try await house.row(of: mac).facts, try await house.state(of: mac))
        for isFull in [false, true] {
            try await mac.report([name: value, "device.identifier.serial-number": .string("C\(isFull)")], full: isFull)
            #expect(try await item(name)?.problem?.isEmpty == false)
            let after = try await house.row(of: mac).facts
            #expect(after.serialNumber == "C\(isFull)")
            #expect(after.installed == before.installed && after.capabilities == before.capabilities)
            #expect(after.hasPasscode == before.hasPasscode && after.isSupervised == before.isSupervised)
            #expect(try await house.state(of: mac) == state)
            if !isFull {
                #expect(after.installState == before.installState && after.declarations == before.declarations)
                #expect(after.pendingVersion == before.pendingVersion && after.installReason == before.installReason)
            }
        }
    }

    @Test func `iOS's own key for the pending date is read, and decides nothing`() async throws {
        let token = try await mac.tokens()
        try await mac.report([
            "softwareupdate.pending-version": [
                "os-version": "26.4", "build-version": "25E246",
                "softwareupdate.target-local-date-time": "2026-05-20T13:30:00",
            ]
        ])
        let pending = try await house.row(of: mac).facts.pendingVersion?.value
        #expect(pending?.targetLocalDateTime == "2026-05-20T13:30:00")
        #expect(try await mac.tokens() == token)
        #expect(try await house.state(of: mac) == .accepted)
    }

    @Test func `of one identifier under two tokens ours counts, whichever comes first`() async throws {
        let ours = try #require(await mac.held[WalkingMac.enforcement]?.serverToken)
        func entry(_ token: String, _ valid: String) -> JSONValue {
            [
                "identifier": .string(WalkingMac.enforcement), "server-token": .string(token),
                "active": .bool(valid == "valid"), "valid": .string(valid),
            ]
        }
        let old = entry("old", "invalid")
        for entries in [[old, entry(ours, "valid")], [entry(ours, "valid"), old], [old]] {
            try await mac.report(["management.declarations": ["configurations": .array(entries)]])
            #expect(try await house.state(of: mac) == .accepted)
        }
        try await mac.report(["management.declarations": ["configurations": .array([entry(ours, "invalid"), old])]])
        #expect(try await house.state(of: mac) == .rejected)
    }

    @Test func `words that Apple has not published are kept and decide nothing`() async throws {
        try await mac.say("downloading")
        try await mac.report([
            "softwareupdate.install-state": "pondering",
            "softwareupdate.install-reason": ["reason": ["declaration", "phase-of-the-moon"], "declaration-id": "d"],
            "management.declarations": try mac.judgement(valid: "perhaps", active: false),
        ])
        let facts = try await house.row(of: mac).facts
        #expect(facts.installState?.value == .unknown("pondering"))
        #expect(facts.installReason?.value.reasons == ["declaration", "phase-of-the-moon"])
        #expect(facts.declarations?.value.first?.validity == .unknown)
        #expect(try await house.state(of: mac) == .downloading)
    }

    @Test func `each target keeps what happened to it`() async throws {
        try await mac.fail(2, at: "2026-05-01T10:00:00Z", because: "no space")
        try await house.fetch([.row("26.4", "25E246"), .row("26.5", "25F1")])
        try await mac.sync()
        try await mac.judge(valid: "invalid", active: false, because: "invalid format")
        try await house.fetch([.row("26.4", "25E246"), .row("26.5", "25F1"), .row("26.5.1", "25F9")])
        try await mac.sync()
        try await mac.run("26.5.1", "25F9")
        let explanation = try await house.explanation(of: mac)
        let all = [explanation.enforcement].compactMap(\.self) + explanation.history
        #expect(all.map(\.enforcement.target.version.text) == ["26.5.1", "26.5", "26.4"])
        #expect(all.map(\.enforcement.outcome) == [.done, .superseded, .superseded])
        #expect(all.map(\.enforcement.failure?.reason) == [nil, nil, "no space"])
        #expect(all.map { $0.enforcement.refusals.map(\.text) } == [[], ["invalid format"], []])
    }
}
