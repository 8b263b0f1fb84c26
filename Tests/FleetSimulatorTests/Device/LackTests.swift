import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

/// With steady durations something that lacks is there 100 seconds after it was missed, and a failed attempt is repeated after
/// ten.
@Suite("What an update lacks for a time")
struct LackTests {
    private func enforced(_ mood: DeviceMood, model: String = "iPhone17,1", in seconds: Double = 10_000) throws
        -> Walker
    {
        let isMac = model.hasPrefix("Mac")
        var walker = try Walker(mood, model: model, from: "26.3.1", build: isMac ? "25D2128" : "23D8133")
        try walker.enrol()
        try walker.enforce("26.4", in: seconds)
        return walker
    }

    private func states(_ walker: Walker) -> [JSONValue] { walker.reported("softwareupdate.install-state") }

    private func reasons(_ walker: Walker) -> [[String]] {
        walker.reported("softwareupdate.install-reason").compactMap { $0["reason"]?.array?.compactMap(\.string) }
    }

    @Test("low disk: it fails and counts until there is room, and then succeeds")
    func disk() throws {
        var walker = try enforced(.lowDisk)
        try walker.pass(60)
        #expect(walker.truth.kind == .noSpace)
        let failure = walker.reported("softwareupdate.failure-reason").last
        #expect(failure?["reason"] == "not enough free space")
        #expect(failure?["count"] == 5)
        #expect(walker.device.downloads.isEmpty)
        try walker.pass(150)
        #expect(walker.truth.kind == .finished)
        #expect(walker.reported("softwareupdate.failure-reason").last?["count"] == 0)
    }

    @Test("low battery: prepared, and the installation fails until it is charged")
    func battery() throws {
        var walker = try enforced(.lowBattery)
        try walker.pass(50)
        #expect(states(walker).suffix(2) == ["prepared", "failed"])
        #expect(walker.truth.kind == .lowBattery)
        #expect(walker.device.lacks(.battery))
        try walker.pass(200)
        #expect(walker.truth.kind == .finished)
        #expect(!walker.device.lacks(.battery))
    }

    @Test(
        "without power or a network it waits, and no attempt has failed", arguments: [DeviceMood.noPower, .noNetwork])
    func waits(_ mood: DeviceMood) throws {
        var walker = try enforced(mood)
        try walker.pass(100)
        #expect(states(walker).last == "waiting")
        #expect(walker.truth.kind == (mood == .noPower ? .noPower : .noNetwork))
        #expect(walker.truth.until != nil)
        try walker.pass(100)
        #expect(walker.truth.kind == .finished)
        #expect(walker.reported("softwareupdate.failure-reason").map { $0["count"] } == [0])
    }

    @Test("no bootstrap token: prepared past the deadline, asking again and again, until a user logs in")
    func token() throws {
        var walker = try enforced(.noBootstrapToken, model: "Mac14,2", in: 60)
        #expect(!walker.server.requests.contains("SetBootstrapToken"))
        try walker.pass(90)
        #expect(states(walker).last == "prepared")
        #expect(walker.server.requests.count { $0 == "GetBootstrapToken" } > 2)
        #expect(walker.truth.kind == .tokenMissing)
        #expect(walker.device.alarmCount == 0)
        try walker.pass(100)
        #expect(walker.server.requests.count { $0 == "SetBootstrapToken" } == 1)
        #expect(walker.truth.kind == .finished)
    }

    @Test("the passcode is not entered: prepared past the deadline, until it is")
    func passcode() throws {
        var walker = try enforced(.passcodeNotEntered, in: 60)
        try walker.pass(100)
        #expect(states(walker).last == "prepared")
        #expect(walker.truth.kind == .passcodeNotEntered)
        #expect(CommandAnswers(device: walker.device).answer(to: .securityInfo).securityInfo?.passcodePresent == true)
        try walker.pass(100)
        #expect(walker.truth.kind == .finished)
    }

    @Test("an authorisation expires: tonight, then no longer, and prepared past the deadline")
    func authorisation() throws {
        var walker = try enforced(.authorisationExpires, in: 90)
        try walker.pass(40)
        #expect(walker.truth.kind == .agreedTonight)
        #expect(reasons(walker).last == ["declaration", "install-tonight"])
        try walker.pass(80)
        #expect(walker.truth.kind == .passcodeNotEntered)
        #expect(reasons(walker).last == ["declaration"])
        #expect(states(walker).last == "prepared")
        try walker.pass(100)
        #expect(walker.truth.kind == .finished)
    }

    @Test("it fails two to four times, and then succeeds")
    func failsOften() throws {
        var walker = try enforced(.failsOften)
        let failures = walker.device.update.temper.failures
        #expect((2...4).contains(failures))
        try walker.pass(300)
        #expect(states(walker).count { $0 == "failed" } == failures)
        #expect(walker.truth.kind == .finished)
    }
}

extension CommandEnvelope {
    fileprivate static var securityInfo: CommandEnvelope {
        CommandEnvelope(commandUUID: "1", command: .securityInfo(SecurityInfoCommand()))
    }
}
