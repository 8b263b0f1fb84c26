import AppleDDM
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// The database was restored from an old backup: the device is ahead of what the service remembers. `today` is the
/// service as it was, `restored` the one that knows only of the enrolment.
@Suite("An old backup restored")
struct RestoredBackupTests {
    private let today: Installation
    private let restored: Installation
    private let before: WalkingMac
    private let mac: WalkingMac

    init() async throws {
        (today, restored) = (try Installation(), try Installation())
        (before, mac) = (WalkingMac(today), WalkingMac(restored))
        for (house, device) in [(today, before), (restored, mac)] {
            try await house.fetch([.row("26.4", "25E246")])
            try await device.enrol()
        }
        try await today.makePlan()
        try await before.answerAll()
        try await before.sync()
        try await before.judge()
        await mac.take(over: before)
    }

    /// What the device says of all that it holds.
    private func held() async -> JSONValue {
        func entries(_ kind: DeclarationKind) async -> JSONValue {
            .array(
                await mac.held.values.filter { $0.kind == kind }.map {
                    [
                        "identifier": .string($0.identifier), "server-token": .string($0.serverToken),
                        "active": true, "valid": "valid",
                    ]
                })
        }
        return [
            "activations": await entries(.activation), "configurations": await entries(.configuration),
            "management": await entries(.management),
        ]
    }

    @Test func `the device's next question heals it, and what it says of unknown tokens harms nothing`() async throws {
        await #expect(mac.target == "26.4", "a declaration that nobody remembers")
        try await mac.report(["management.declarations": await held(), "softwareupdate.install-state": "downloading"])
        #expect(try await restored.state(of: mac) == nil)
        #expect(try await restored.verdict(of: mac).reason == .noPlan)
        #expect(try await mac.heed(), "its token is another one")
        await #expect(mac.target == nil)
        #expect(try await mac.heed() == false)
    }

    @Test func `the same plan made again: it is recognised by what the device says, and nobody is woken for ever`()
        async throws
    {
        try await restored.makePlan()
        #expect(try await restored.state(of: mac) == .offered)
        try await mac.answerAll()
        #expect(try await mac.heed() == false, "the very same bytes, so the device fetches nothing")
        #expect(try await restored.nextPush(to: mac) != nil)
        try await mac.report(["management.declarations": await held()], full: true)
        #expect(try await restored.state(of: mac) == .accepted)
        #expect(try await restored.push() == ["token-1"], "told once more, in case the report was an old one")
        try await mac.answerAll()
        #expect(try await restored.nextPush(to: mac) == nil)
        #expect(try await restored.reconcile() == 0)
        try await mac.run("26.4", "25E246")
        #expect(try await mac.heed())
        await #expect(mac.target == nil)
        #expect(try await restored.state(of: mac) == .closed)
    }

    @Test func `an old report that names what is wanted again is set right by the device's own question`() async throws
    {
        let plan = try await restored.makePlan()
        try await mac.sync()
        let old = await held()
        try await restored.cancel(plan)
        try await mac.sync()
        try await restored.makePlan("26.4", by: plan.deadline, priority: 1)
        try await mac.report(["management.declarations": old])
        try await mac.answerAll()
        await #expect(mac.commands.last == "DeclarativeManagement")
        #expect(try await mac.heed())
        await #expect(mac.target == "26.4")
    }

    @Test func `a device that has updated meanwhile is current`() async throws {
        try await restored.makePlan()
        try await mac.run("26.4", "25E246")
        #expect(try await restored.verdict(of: mac).answer == .yes)
        #expect(try await mac.heed())
        await #expect(mac.target == nil)
    }
}
