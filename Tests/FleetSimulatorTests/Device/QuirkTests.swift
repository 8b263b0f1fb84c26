import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Devices with a quirk")
struct QuirkTests {
    private func enforced(_ mood: DeviceMood, in seconds: Double = 10_000) throws -> Walker {
        var walker = try Walker(mood, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4", in: seconds)
        return walker
    }

    @Test("slow: every phase takes twice as long")
    func slow() throws {
        var walker = try enforced(.slow)
        try walker.pass(75)
        #expect(walker.truth.kind == .installing)
        try walker.pass(10)
        #expect(walker.truth.kind == .finished)
    }

    @Test("offline for days: no push reaches it, and it asks its server as soon as it is back")
    func offline() throws {
        var walker = try enforced(.offlineForDays)
        #expect(walker.truth.kind == .offline && walker.truth.until != nil)
        let requests = walker.server.requests.count
        try walker.push()
        try walker.pass(150)
        #expect(walker.server.requests.count == requests)
        try walker.pass(100)
        #expect(walker.server.requests.count > requests)
        #expect(walker.truth.kind == .finished)
    }

    @Test("a twin build is the other build of the release")
    func twin() throws {
        var (one, other) = (try enforced(.obedient), try enforced(.twinBuild))
        try one.pass(60)
        try other.pass(60)
        #expect(one.device.system.build == "23E246")
        #expect(other.device.system.build == "23E6246")
    }

    @Test("skipped states: none, and then the new version")
    func skipped() throws {
        var walker = try enforced(.skipsStates)
        try walker.pass(60)
        #expect(walker.reported("softwareupdate.install-state") == ["none"])
        #expect(walker.reported("device.operating-system.version") == ["26.3.1", "26.4"])
    }

    @Test("reports come twice, and an old one in between; the newest is the last")
    func repeated() throws {
        var walker = try enforced(.repeatsReports)
        try walker.pass(60)
        let states = walker.reported("softwareupdate.install-state")
        #expect(states.starts(with: ["none", "none"]))
        #expect(states.contains("prepared"))
        #expect(zip(states, states.dropFirst()).contains { $0 == "prepared" && $1 == "downloading" })
        #expect(states.last == "none")
        #expect(walker.reported("device.operating-system.version").last == "26.4")
    }

    @Test("some items are of another type; state and version are right")
    func wrongTypes() throws {
        var walker = try enforced(.wrongTypes)
        try walker.pass(60)
        #expect(walker.reported("softwareupdate.pending-version") == ["", "26.4", ""])
        #expect(walker.reported("softwareupdate.failure-reason") == ["none"])
        #expect(walker.reported("device.power.battery-health") == [1])
        #expect(walker.truth.kind == .finished)
    }

    @Test("a clock that is ahead moves the deadline and the time of a failure", arguments: [-7_200.0, 7_200])
    func clock(_ error: Double) throws {
        var walker = try Walker(.clockWrong, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        walker.device.clockError = error
        try walker.enrol()
        try walker.enforce("26.4", in: 3_600)
        try walker.pass(25)
        let failure = try #require(walker.device.update.failure)
        let reported = walker.reported("softwareupdate.failure-reason").last?["timestamp"]
        #expect(reported?.string == (failure.timestamp + error).rfc3339)
        #expect(walker.device.update.target.map { $0.deadline < walker.now } == (error > 0))
        try walker.pass(60)
        #expect(walker.truth.kind == .finished)
    }

    @Test("a wrong clock is some hours to some days off")
    func clockError() {
        let factory = FleetFactory(seed: 4, durations: .demo)
        for index in 0..<20 {
            let size = abs(factory.device(index, mood: .clockWrong, at: Date(timeIntervalSince1970: 0)).clockError)
            #expect((10_800...144_000).contains(size))
        }
    }

    @Test("who travels is in another zone, where the same deadline is another moment")
    func travels() throws {
        var walker = try Walker(.travels, .defers, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4", by: "2026-12-24T18:00:00")
        try walker.pass(30)
        let before = try #require(walker.device.update.target?.deadline)
        try walker.pass(200)
        #expect(walker.device.zone != walker.device.identity.zone)
        #expect(walker.device.update.target?.deadline != before)
        #expect(walker.device.update.phase == .prepared)
    }

    @Test("user enrolment: an identifier of the enrolment, no serial number, and nothing about updates")
    func userEnrolment() throws {
        var walker = try enforced(.userEnrolment)
        try walker.pass(60)
        let message = walker.device.message(of: .authenticate)
        let authenticate = try Authenticate(plist: message.body)
        #expect(authenticate.identity.device == .enrollmentID(walker.device.identity.udid))
        #expect(authenticate.serialNumber == nil)
        #expect(walker.reported("softwareupdate.install-state").isEmpty)
        #expect(walker.reported("device.identifier.udid").isEmpty)
        #expect(walker.reported("device.operating-system.version") == ["26.3.1"])
        #expect(walker.truth.kind == .userEnrolment)
    }

    @Test("it enrols anew in the middle of its update, once, and the update begins anew")
    func reenrols() throws {
        var walker = try enforced(.reenrols)
        try walker.pass(22)
        #expect(walker.server.requests.count { $0 == "Authenticate" } == 2)
        #expect(walker.device.declarative == nil)
        #expect(walker.truth.kind == .enrolling)
        try walker.sync()
        try walker.pass(60)
        #expect(walker.truth.kind == .finished)
        #expect(walker.server.requests.count { $0 == "Authenticate" } == 2)
    }

    @Test("a device in a file goes on with its mood")
    func stored() throws {
        var walker = try enforced(.lowDisk)
        try walker.pass(60)
        walker.device = try JSONDecoder().decode(SimulatedDevice.self, from: JSONEncoder().encode(walker.device))
        walker.device.resumed(at: walker.now)
        #expect(walker.truth.kind == .noSpace)
        try walker.pass(200)
        #expect(walker.truth.kind == .finished)
    }
}
