import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Status reports")
struct StatusTests {
    @Test("a report names only what has changed since the last 200")
    func incremental() throws {
        var walker = try Walker()
        try walker.enrol()
        let first = walker.server.reports.count
        try walker.enforce("26.4")
        let later = walker.server.reports.dropFirst(first)
        #expect(later.count == 1)
        let items = try #require(later.first?["StatusItems"])
        #expect(items["management"]?["declarations"] != nil)
        #expect(items["management"]?["client-capabilities"] == nil)
        #expect(items["device"] == nil)
        #expect(later.first?["FullReport"] == false)
        #expect(items.value(at: "softwareupdate.pending-version")?["os-version"] == "26.4")
        #expect(
            items.value(at: "softwareupdate.pending-version")?["target-local-date-time"] == "2026-12-24T18:00:00")
    }

    @Test("what was not answered 200 comes again, together with what has changed since")
    func resend() throws {
        var walker = try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4")
        let before = walker.server.reports.count
        walker.server.instead["status"] = Array(repeating: DeviceReply(status: 503), count: 6)
        try walker.pass(21)
        #expect(walker.server.reports.count == before)
        walker.server.instead = [:]
        try walker.pass(4)
        let report = try #require(walker.server.reports.dropFirst(before).first)
        #expect(report.value(at: "StatusItems.softwareupdate.install-state") != nil)
        try walker.pass(60)
        #expect(walker.reported("softwareupdate.install-state").last == "none")
        #expect(walker.reported("device.operating-system.version").last == "26.4")
    }

    @Test("a full report holds everything and comes when its time has come; tokens follow")
    func full() throws {
        var walker = try Walker()
        try walker.enrol()
        let before = walker.server.requests.count
        try walker.pass(500_001)
        let full = try #require(walker.server.reports.last)
        #expect(full["FullReport"] == true)
        #expect(full.value(at: "StatusItems.management.client-capabilities") != nil)
        #expect(full.value(at: "StatusItems.device.operating-system.version") == "26.3.1")
        let new = walker.server.requests.dropFirst(before).filter { $0 != "Idle" }
        #expect(new == ["status", "tokens"])
    }

    @Test("only items that are subscribed to are told, and an item the device lacks is an error")
    func subscriptions() throws {
        var walker = try Walker()
        try walker.pass(10)
        walker.server.declare(
            DeclarationType.subscriptions, "s",
            ["StatusItems": [["Name": "device.operating-system.version"], ["Name": "mdm.push-token"]]])
        walker.server.declare(DeclarationType.activation, "a", ["StandardConfigurations": ["s"]])
        try walker.sync()
        let items = try #require(walker.server.reports.first?["StatusItems"]?.object)
        #expect(Set(items.keys) == ["device", "management"])
        let errors = walker.server.reports.first?["Errors"]?.array
        #expect(errors?.map { $0["StatusItem"] } == ["mdm.push-token"])
    }

    @Test("before any subscription the device tells its capabilities and declarations")
    func implicit() throws {
        var walker = try Walker()
        try walker.pass(10)
        try walker.sync()
        let items = try #require(walker.server.reports.first?["StatusItems"]?.object)
        #expect(Array(items.keys) == ["management"])
        #expect(items["management"]?.object?.count == 2)
    }

    @Test("an update to another system reports new capabilities")
    func newCapabilities() throws {
        var walker = try Walker(model: "RealityDevice14,1", from: "26.3.1", build: "23N630")
        try walker.enrol()
        #expect(walker.reported("softwareupdate.device-id").isEmpty)
        try walker.enforce("26.4")
        try walker.pass(60)
        #expect(walker.reported("management.client-capabilities").count == 2)
        try walker.enrol()
        #expect(walker.reported("softwareupdate.device-id") == ["RealityDevice14,1"])
    }
}
