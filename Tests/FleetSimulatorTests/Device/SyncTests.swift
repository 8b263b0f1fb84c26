import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Synchronisation of declarations")
struct SyncTests {
    @Test("an equal token ends it after one request")
    func equalToken() throws {
        var walker = try Walker()
        try walker.enrol()
        let before = walker.server.requests.count
        try walker.sync()
        #expect(walker.server.requests.dropFirst(before) == ["Idle", "Acknowledged", "tokens"])
    }

    @Test("only what is new or has another token is fetched")
    func changes() throws {
        var walker = try Walker()
        try walker.enrol()
        let before = walker.server.requests.count
        try walker.enforce("26.4")
        let fetched = walker.server.requests.dropFirst(before).filter { $0.hasPrefix("declaration/") }
        #expect(fetched == ["declaration/activation/activate.update", "declaration/configuration/update"])
    }

    @Test("404 removes a declaration that the device held")
    func notOnServer() throws {
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        walker.server.lost = ["update"]
        try walker.enforce("26.4", by: "2026-12-25T18:00:00")
        #expect(walker.state(of: "update") == nil)
        #expect(walker.reported("softwareupdate.install-state").last == "none")
        #expect(walker.state(of: "activate.update")?["reasons"]?.array?.first?["code"] == "Error.MissingConfigurations")
        #expect(walker.device.alarmCount == 0)
    }

    @Test("what the manifest no longer names is removed, and only after the fetches")
    func removal() {
        func held(_ name: String) -> HeldDeclaration {
            let key = DeclarationKey(kind: .configuration, identifier: name)
            return HeldDeclaration(key: key, type: DeclarationType.enforcement, serverToken: "1", payload: [:])
        }
        let entry = ManifestEntry(key: DeclarationKey(kind: .configuration, identifier: "new"), serverToken: "1")
        var sync = DeclarationSync(
            manifest: Manifest(declarationsToken: "t", entries: [entry]), held: [held("old")])
        #expect(sync.remaining == [entry])
        sync.received(held("new"), for: entry)
        #expect(sync.remaining.isEmpty)
        #expect(sync.applied(to: [held("old")]).map(\.key.identifier) == ["new"])
    }

    @Test("another revision than the manifest names is an alarm")
    func otherRevision() throws {
        var walker = try Walker()
        try walker.enrol()
        let wrong = Declaration(
            type: DeclarationType.enforcement, identifier: "update", serverToken: "other",
            payload: ["TargetOSVersion": "26.4", "TargetLocalDateTime": "2026-12-24T18:00:00"])
        walker.server.instead["declaration/configuration/update"] = [.json(wrong.json())]
        try walker.enforce("26.4")
        #expect(walker.device.alarms.count == 1)
    }

    @Test("a manifest that cannot be read changes nothing and is an alarm")
    func unreadable() throws {
        var walker = try Walker()
        try walker.enrol()
        let held = walker.device.declarative?.held
        walker.server.instead["declaration-items"] = [.json(Data("{}".utf8))]
        try walker.enforce("26.4")
        #expect(walker.device.declarative?.held == held)
        #expect(walker.device.alarms.count == 1)
        try walker.sync()
        #expect(walker.device.declarative?.held.count == 4)
    }

    @Test("500 to a fetch is tried again until it works")
    func fetchFails() throws {
        var walker = try Walker()
        try walker.enrol()
        walker.server.instead["declaration/configuration/update"] = Array(
            repeating: DeviceReply(status: 500), count: 3)
        try walker.enforce("26.4")
        #expect(walker.device.declarative?.held.count == 2)
        try walker.pass(10)
        #expect(walker.device.declarative?.held.count == 4)
        #expect(walker.device.alarmCount == 0)
    }

    @Test("of two targets the earlier deadline comes first, and then the other")
    func twoTargets() throws {
        var walker = try Walker(from: "26.2", build: "25C56")
        try walker.enrol()
        try walker.enforce("26.4", by: "2026-12-24T18:00:00", as: "late")
        #expect(walker.device.update.target?.version.text == "26.4")
        try walker.enforce("26.3.1", by: "2026-12-20T18:00:00", as: "early")
        #expect(walker.device.update.target?.version.text == "26.3.1")
        try walker.pass(45)
        #expect(walker.device.system.version.text == "26.3.1")
        try walker.pass(60)
        #expect(walker.device.system.version.text == "26.4")
        #expect(walker.device.update.installedCount == 2)
    }
}
