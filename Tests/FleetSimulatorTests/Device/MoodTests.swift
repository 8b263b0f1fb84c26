import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Moods")
struct MoodTests {
    @Test("fails once, then succeeds")
    func failsOnce() throws {
        var walker = try Walker(.failsOnce, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(90)
        #expect(
            walker.reported("softwareupdate.install-state")
                == [
                    "none", "waiting", "downloading", "failed", "waiting", "downloading", "prepared", "installing",
                    "none",
                ])
        let failures = walker.reported("softwareupdate.failure-reason")
        #expect(failures.map { $0["count"] } == [0, 1, 0])
        #expect(failures[1]["timestamp"]?.string?.hasSuffix("Z") == true)
        #expect(walker.device.system.version.text == "26.4")
    }

    @Test("without space it stays failed, and counts")
    func cannotFinish() throws {
        var walker = try Walker(.cannotFinish, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(65)
        #expect(walker.reported("softwareupdate.install-state") == ["none", "waiting", "downloading", "failed"])
        #expect(walker.reported("softwareupdate.failure-reason").last?["count"] == 5)
        #expect(DeviceSummary(walker.device).reason == "not enough free space")
        #expect(walker.device.mood.expectation == .cannot(reason: "not enough free space"))
    }

    @Test("an unsupervised Mac neither advertises the enforcement nor takes it")
    func unsupervised() throws {
        var walker = try Walker(.unsupervisedMac)
        try walker.enrol()
        let configurations = walker.reported("management.client-capabilities").last?
            .value(at: "supported-payloads.declarations.configurations")
        #expect(configurations == ["com.apple.configuration.management.status-subscriptions"])
        try walker.enforce("26.4")
        try walker.pass(60)
        #expect(
            walker.state(of: "update")?["reasons"]?.array?.first?["code"] == "Error.ConfigurationNotSupported")
        #expect(walker.device.system.version.text == "26.3.1")
    }

    @Test("macOS 13 knows declarations, but neither the enforcement nor full reports")
    func tooOld() throws {
        var walker = try Walker(.tooOldToEnforce, from: "13.7.8", build: "22H730")
        try walker.enrol()
        try walker.pass(600_000)
        #expect(walker.server.reports.allSatisfy { $0["FullReport"] == nil })
        #expect(walker.reported("softwareupdate.install-state").isEmpty)
        #expect(walker.reported("device.operating-system.version") == ["13.7.8"])
    }

    @Test("NotNow first: it comes back by itself and does what it was told")
    func notNow() throws {
        var walker = try Walker(.notNowFirst)
        try walker.pass(10)
        walker.server.orderSync()
        try walker.push()
        #expect(walker.server.requests.suffix(2) == ["Idle", "NotNow"])
        #expect(walker.device.declarative == nil)
        try walker.pass(31)
        #expect(walker.server.requests.contains("Acknowledged"))
        #expect(walker.device.declarative != nil)
    }

    @Test("who is current stays as it is, and says that the target is not newer")
    func alreadyCurrent() throws {
        var walker = try Walker(.alreadyCurrent, from: "26.4", build: "25E246")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(60)
        #expect(walker.reported("softwareupdate.install-state") == ["none"])
        #expect(walker.state(of: "update")?["valid"] == "invalid")
    }
}
