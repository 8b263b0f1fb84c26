import AppleDDM
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Reports are kept before they are applied")
struct ReportKeepingTests {
    private let house: Installation
    private let mac: WalkingMac

    init() async throws {
        house = try Installation()
        mac = WalkingMac(house)
        try await house.publish([("26.4", "25E246")])
        try await mac.enrol()
    }

    /// Makes it impossible to decide about devices, as a newer catalog would for an older program.
    private func breakCatalog() async throws {
        try await house.write { store in
            try store.run("UPDATE catalog_row SET list = 'SecretSets'")
            try store.run("UPDATE catalog_state SET revision = revision + 1")
        }
    }

    private func mendCatalog() async throws {
        try await house.write { try $0.run("UPDATE catalog_row SET list = 'AssetSets'") }
    }

    private func unapplied() async throws -> [UnappliedReport] {
        try await house.store.read { try $0.unappliedReports(after: nil, limit: 9) }
    }

    private func reapply() async throws {
        for report in try await unapplied() {
            try await house.runner.perform { try StatusSteps.reapply(report, &$0, $1) }
        }
    }

    @Test func `a report that can't be applied is taken, kept and shown, and changes nothing`() async throws {
        let before = try await house.row(of: mac).facts
        try await breakCatalog()
        try await mac.report(["device.operating-system.version": "26.4"])
        #expect(try await unapplied().count == 1)
        try await mendCatalog()
        #expect(try await house.row(of: mac).facts == before)
        #expect(try await house.verdict(of: mac).causes.contains { $0.reason == .reportUnapplied })
        #expect(try await house.events(of: mac).last == "report.unapplied")
    }

    @Test func `it is applied again when that is possible`() async throws {
        try await breakCatalog()
        try await mac.report(["device.operating-system.version": "26.4"])
        try await mendCatalog()
        let contact = try await house.row(of: mac).lastContact
        house.clock.advance(by: .days(1))
        try await reapply()
        #expect(try await unapplied().isEmpty)
        #expect(try await house.row(of: mac).facts.installed?.value.version.text == "26.4")
        #expect(try await house.row(of: mac).lastContact == contact, "the device was not heard of")
        #expect(try await house.verdict(of: mac).reason == .current)
    }

    @Test func `applied late, it overwrites nothing that a newer report has told`() async throws {
        try await breakCatalog()
        try await mac.report(
            ["softwareupdate.install-state": "downloading", "device.operating-system.version": "26.3.2"], full: true)
        let received = house.now
        try await mendCatalog()
        house.clock.advance(by: .days(1))
        try await mac.report(["softwareupdate.install-state": "none", "device.model.family": "Mac"])
        house.clock.advance(by: .days(1))
        try await reapply()
        let facts = try await house.row(of: mac).facts
        #expect(facts.installState?.value == RatchetCore.InstallState.none)
        #expect(facts.installed?.value.version.text == "26.3.2" && facts.installed?.at == received)
        let channel = mac.channel
        let items = try await house.store.read { try $0.statusItems(of: channel) }
        #expect(items.contains { $0.name == "device.model.family" }, "a full report that is late forgets nothing newer")
        #expect(try await unapplied().isEmpty)
    }

    @Test func `one from before the device enrolled anew is not applied any more`() async throws {
        try await breakCatalog()
        try await mac.report(["softwareupdate.device-id": "J999AP"])
        try await mendCatalog()
        house.clock.advance(by: .hours(1))
        try await mac.enrol()
        try await reapply()
        #expect(try await house.row(of: mac).facts.feedKey?.text != "J999AP")
        #expect(try await unapplied().isEmpty)
    }

    @Test func `while it still can't be applied it stays`() async throws {
        try await breakCatalog()
        try await mac.report(["device.operating-system.version": "26.4"])
        await #expect(throws: StoreError.corrupt()) { try await reapply() }
        #expect(try await unapplied().count == 1)
    }

    @Test func `what is no report at all is refused, what is one is kept however odd`() async throws {
        for rubbish in ["", "no", "[]", "7", "{\"StatusItems\":"] {
            await #expect(throws: DeviceProblem(.malformed, subject: "", detail: ""), "\(rubbish)") {
                try await mac.report(raw: rubbish)
            }
        }
        let id = try await house.row(of: mac).id
        let before = try await house.store.read { try $0.reports(of: id, before: nil, limit: 99) }.count
        let odd = ["{}", "{\"StatusItems\":[]}", "{\"StatusItems\":{\"a\":null},\"Errors\":7,\"FullReport\":\"x\"}"]
        for report in odd { try await mac.report(raw: report) }
        let rows = try await house.store.read { try $0.reports(of: id, before: nil, limit: 99) }
        #expect(rows.count == before + odd.count && rows.allSatisfy { $0.error == nil })
    }

    @Test func `what the device can't report is kept with its reason, beside the last good value`() async throws {
        try await mac.report(["softwareupdate.install-state": "none"])
        try await mac.report(
            raw: """
                {"StatusItems":{},"Errors":[{"StatusItem":"softwareupdate.install-state",
                 "Reasons":[{"Code":"Error.StatusItemUnavailable"}]}]}
                """)
        let channel = mac.channel
        let item = try await house.store.read { try $0.statusItems(of: channel) }
            .first { $0.name == "softwareupdate.install-state" }
        #expect(item?.value == "\"none\"" && item?.problem == "not available: Error.StatusItemUnavailable")
    }

    @Test func `old reports and answered commands are forgotten, the rest is not`() async throws {
        let id = try await house.row(of: mac).id
        house.clock.advance(by: .days(91))
        try await mac.report(["softwareupdate.install-state": "none"])
        try await house.runner.perform { try MaintenanceSteps.forget(&$0, $1) }
        #expect(try await house.store.read { try $0.reports(of: id, before: nil, limit: 99) }.count == 1)
        #expect(try await house.row(of: mac).facts.capabilities != nil)
    }
}
