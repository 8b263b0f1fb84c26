import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("The walk of a device, from enrolment to the new system")
struct DeviceWalkTests {
    @Test("a Mac enrols with Authenticate, TokenUpdate and its bootstrap token, and then waits to be asked")
    func enrolment() throws {
        var walker = try Walker()
        try walker.pass(10)
        #expect(walker.server.requests == ["Authenticate", "TokenUpdate", "SetBootstrapToken"])
        #expect(walker.device.enrolment == .enrolled)
        #expect(walker.server.bootstrapToken == walker.device.identity.bootstrapToken.map { Data($0) })
    }

    @Test("an iPhone has no bootstrap token")
    func enrolmentOfPhone() throws {
        var walker = try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.pass(10)
        #expect(walker.server.requests == ["Authenticate", "TokenUpdate"])
    }

    @Test("after the first command: tokens, items, each declaration, tokens again, status")
    func firstSync() throws {
        var walker = try Walker()
        try walker.enrol()
        #expect(
            walker.server.requests.dropFirst(3) == [
                "Idle", "Acknowledged", "tokens", "declaration-items", "declaration/activation/activate.subscriptions",
                "declaration/configuration/subscriptions", "tokens", "status",
            ])
        let report = try #require(walker.server.reports.first?["StatusItems"])
        #expect(report.value(at: "management.client-capabilities.supported-payloads.status-items") != nil)
        #expect(report.value(at: "management.declarations.configurations")?.array?.count == 1)
        #expect(report.value(at: "softwareupdate.device-id") == "J413AP")
        #expect(report.value(at: "softwareupdate.install-state") == "none")
    }

    @Test("the states of an update are reported in their order, and the new version at the end")
    func obedientMac() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(60)
        #expect(
            walker.reported("softwareupdate.install-state")
                == ["none", "waiting", "downloading", "prepared", "installing", "none"])
        #expect(walker.reported("device.operating-system.version") == ["26.3.1", "26.4"])
        #expect(walker.reported("device.operating-system.build-version").last == "25E246")
        #expect(walker.device.update.installedCount == 1)
        #expect(walker.device.alarmCount == 0)
    }

    @Test("an Apple-silicon Mac asks for its bootstrap token right before it installs, and is silent after")
    func bootstrapToken() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(31)
        let asked = try #require(walker.server.requests.lastIndex(of: "GetBootstrapToken"))
        #expect(walker.server.requests[(asked + 1)...] == ["status"])
        #expect(walker.reported("softwareupdate.install-state").last == "installing")
        let count = walker.server.requests.count
        walker.now += 4
        try walker.push()
        #expect(walker.server.requests.count == count)
        try walker.pass(10)
        #expect(walker.server.requests.count > count)
    }

    @Test("a bootstrap token that does not come back fails the update and is an alarm")
    func lostBootstrapToken() throws {
        var walker = try Walker()
        try walker.enrol()
        walker.server.bootstrapToken = nil
        try walker.enforce("26.4")
        try walker.pass(35)
        #expect(walker.reported("softwareupdate.install-state").last == "failed")
        #expect(
            walker.reported("softwareupdate.failure-reason").last?["reason"]?.string == UpdateFailure.noBootstrapToken)
        #expect(walker.device.alarms.map(\.text) == ["the escrowed bootstrap token did not come back"])
    }

    @Test("after the update the declaration is invalid, and gone once it is withdrawn")
    func afterwards() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(60)
        let state = try #require(walker.state(of: "update"))
        #expect(state["valid"] == "invalid")
        #expect(state["reasons"]?.array?.first?["code"] == "Error.ConfigurationCannotBeApplied")
        try walker.withdraw()
        #expect(walker.state(of: "update") == nil)
        #expect(walker.device.declarative?.held.count == 2)
    }

    @Test("a device in a file goes on from where it was")
    func stateRoundTrip() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(15)
        let data = try JSONEncoder().encode(walker.device)
        walker.device = try JSONDecoder().decode(SimulatedDevice.self, from: data)
        walker.device.resumed(at: walker.now)
        try walker.pass(60)
        #expect(walker.device.system.version.text == "26.4")
        #expect(
            walker.reported("softwareupdate.install-state")
                == ["none", "waiting", "downloading", "prepared", "installing", "none"])
    }
}
