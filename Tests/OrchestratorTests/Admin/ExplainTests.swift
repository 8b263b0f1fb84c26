import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Explaining a device")
struct ExplainTests {
    private func explain(_ fleet: Fleet, _ word: String) async throws -> Explanation {
        try await fleet.house.runner.read(AdminExplain.explain(word))
    }

    @Test func `without a plan it says so and what to do`() async throws {
        let fleet = try await Fleet()
        let verdict = try await explain(fleet, "C01").verdict
        #expect(verdict.answer == .no && verdict.reason == .noPlan)
        #expect(verdict.causes.map(\.wayOut) == [.createPlan])
        #expect(verdict.details["target"] == "26.4")
    }

    @Test func `what is not known yet is named, and is never a no`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan()
        let verdict = try await explain(fleet, "NEW-6").verdict
        #expect(verdict.answer == .notYet && verdict.reason == .inventoryPending)
        #expect(verdict.details["missing"] == "capabilities, supervision, os-version, feed-key")
        #expect(verdict.next?.event == .answerInventory)
        #expect(!verdict.causes.isEmpty)
    }

    @Test func `a shut gate has a way out`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan()
        let verdict = try await explain(fleet, "C05").verdict
        #expect(verdict.answer == .no && verdict.reason == .notSupervised)
        #expect(verdict.causes.map(\.wayOut) == [.superviseDevice])
        #expect(verdict.causes.first?.evidence.first?.ref == "report-0")
    }

    @Test func `between the plan and the decision it is planned`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        let explanation = try await explain(fleet, "1")
        #expect(explanation.enforcement == nil)
        #expect(explanation.verdict.reason == .planned && explanation.verdict.next?.event == .offer)
        #expect(explanation.verdict.evidence.first?.ref == plan.id.text)
    }

    @Test func `an open enforcement speaks, with the plan it comes from`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { $0.deliver($1) }
        let explanation = try await explain(fleet, "MAC-1")
        #expect(explanation.verdict.reason == .delivered)
        #expect(explanation.enforcement?.plan.number == plan.number)
        #expect(explanation.expectedNotices.isEmpty)
        #expect(explanation.judged.state == .delivered)
    }

    @Test func `only a prepared update is expected to be announced`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id, by: "2026-05-08T19:00:00") {
            $0.deliver($1)
            _ = $0.installState(.prepared, isHeld: true, $1)
        }
        let explanation = try await explain(fleet, "MAC-1")
        #expect(explanation.verdict.reason == .prepared)
        #expect(explanation.expectedNotices.map(\.kind) == ExpectedNotice.Kind.allCases)
        #expect(explanation.expectedNotices.first?.from == LocalDateTime("2026-05-01T12:00:00"))
        #expect(explanation.verdict.causes.map(\.reason).contains(.bootstrapTokenMissing))
    }

    @Test func `notices begin on the device's own clock where it told its zone`() async throws {
        let fleet = try await Fleet()
        var facts = DeviceFacts.mac("26.3")
        facts.timeZone = "Asia/Tokyo"
        let device = try await fleet.house.add("MAC-7", facts)
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: device, plan: plan.id, by: "2026-05-08T19:00:00") {
            $0.deliver($1)
            _ = $0.installState(.prepared, isHeld: true, $1)
        }
        #expect(
            try await explain(fleet, "MAC-7").expectedNotices.first?.from == LocalDateTime("2026-05-01T21:00:00"))
    }

    @Test func `the newest that has ended is shown, and those before it are history`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        for version in ["26.1", "26.2"] {
            try await fleet.house.enforce(version, on: fleet.id("MAC-1"), plan: plan.id) {
                $0.deliver($1)
                _ = $0.withdraw(.cancelled, $1)
                _ = $0.synced($1)
            }
            fleet.house.clock.advance(by: .hours(1))
        }
        let explanation = try await explain(fleet, "MAC-1")
        #expect(explanation.enforcement?.enforcement.target.version.text == "26.2")
        #expect(explanation.enforcement?.enforcement.state == .closed && explanation.judged.state == nil)
        #expect(explanation.history.map(\.enforcement.target.version.text) == ["26.1"])
    }

    @Test func `a withdrawn enforcement still speaks`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) {
            $0.deliver($1)
            _ = $0.withdraw(.cancelled, $1)
        }
        let explanation = try await explain(fleet, "MAC-1")
        #expect(explanation.verdict.reason == .withdrawn && explanation.verdict.next?.event == .removeDeclaration)
        #expect(explanation.enforcement?.enforcement.state == .withdrawn && explanation.history.isEmpty)
    }

    @Test func `the next push and refused pushes are part of it`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { _ = $0.offered($1) }
        let due = fleet.house.now + .hours(4)
        try await fleet.house.write { store in
            try store.enqueue(
                subject: "MAC-1", kind: WorkKind.push, dueAt: due.microseconds, body: "", now: due.microseconds)
            let (channel, token) = (EnrolmentID(stored: "MAC-1"), Data("secret-token".utf8))
            #expect(try store.refuseToken(token, of: channel, reason: "410 Unregistered", since: nil))
        }
        let verdict = try await explain(fleet, "MAC-1").verdict
        #expect(verdict.next == RatchetCore.Expectation(.fetchDeclaration, by: due))
        #expect(verdict.causes.map(\.reason) == [.pushRefused, .deviceOffline])
    }

    @Test func `a report that could not be applied is said`() async throws {
        let fleet = try await Fleet()
        let (device, now) = (fleet.id("MAC-1"), fleet.house.now)
        try await fleet.house.write { store in
            let report = NewReport(id: "report-9", body: Data(), sha256: "", requestSHA256: "", isFull: true)
            try store.keep(report, from: EnrolmentID(stored: "MAC-1"), of: device, at: now)
            try store.markUnapplied("report-9", error: "unknown shape")
        }
        #expect(try await explain(fleet, "MAC-1").verdict.causes.map(\.reason).contains(.reportUnapplied))
    }

    @Test func `every device of every fleet has an answer with a reason`() async throws {
        let fleet = try await Fleet()
        for _ in 1...2 {
            for number in 1...6 {
                let verdict = try await explain(fleet, String(number)).verdict
                #expect(verdict.answer == .yes || !verdict.causes.isEmpty || verdict.next != nil)
            }
            try await fleet.plan()
        }
    }
}

@Suite("Lists of devices and releases")
struct ListTests {
    @Test func `devices come in pages`() async throws {
        let fleet = try await Fleet()
        let first = try await fleet.house.runner.read(AdminDevices.list(after: 0, limit: 4))
        #expect(first.devices.map(\.device.number) == [1, 2, 3, 4] && first.next == 4)
        let second = try await fleet.house.runner.read(AdminDevices.list(after: 4, limit: 4))
        #expect(second.devices.map(\.device.number) == [5, 6] && second.next == nil)
        let all = try await fleet.house.runner.read(AdminDevices.list(after: 0, limit: 6))
        #expect(all.devices.count == 6 && all.next == nil)
    }

    @Test func `words choose devices`() async throws {
        let fleet = try await Fleet()
        func numbers(_ words: String...) async throws -> [Int64] {
            try await fleet.house.runner.read(
                AdminDevices.list(after: 0, limit: 10, filter: DeviceFilter(words: words))
            )
            .devices.map(\.device.number)
        }
        #expect(try await numbers("anna") == [1])
        #expect(try await numbers("MAC14,7", "26.3") == [1, 5])
        #expect(try await numbers("iphone") == [4])
        #expect(try await numbers("nothing") == [])
    }

    @Test func `answers, reasons and groups choose devices, page by page`() async throws {
        let fleet = try await Fleet()
        let runner = fleet.house.runner
        _ = try await runner.perform(AdminGroups.create(name: "pilot"))
        _ = try await runner.perform(AdminGroups.add(["MAC-1", "MAC-5"], to: "pilot"))
        func numbers(_ filter: DeviceFilter, after: Int64 = 0, limit: Int = 10) async throws -> [Int64] {
            try await runner.read(AdminDevices.list(after: after, limit: limit, filter: filter)).devices
                .map(\.device.number)
        }
        #expect(try await numbers(DeviceFilter(answers: [.yes])) == [3])
        #expect(try await numbers(DeviceFilter(reasons: [.noPlan, .inventoryPending])) == [1, 2, 4, 6])
        #expect(try await numbers(DeviceFilter(answers: [.no], reasons: [.noPlan], group: "pilot")) == [1])
        #expect(try await numbers(DeviceFilter(words: ["mac14"], group: "pilot")) == [1, 5])
        let first = try await runner.read(AdminDevices.list(after: 0, limit: 2, filter: .init(reasons: [.noPlan])))
        #expect(first.devices.map(\.device.number) == [1, 2] && first.next == 2)
        #expect(try await numbers(DeviceFilter(reasons: [.noPlan]), after: 2, limit: 2) == [4])
        let unknown = await problem { _ = try await numbers(DeviceFilter(group: "none")) }
        #expect(unknown?.code == "no-such-group")
    }

    @Test func `releases count the fleet`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { $0.deliver($1) }
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-3"), plan: plan.id) {
            $0.deliver($1)
            if let version = OSVersion("26.4") { _ = $0.reportedVersion(InstalledOS(version: version), $1) }
        }
        let listing = try await fleet.house.runner.read(AdminReleases.list())
        #expect(listing.releases.map(\.release.build) == ["23E246", "25E246", "24G600"])
        let mac = try #require(listing.releases.first { $0.release.build == "25E246" })
        #expect(
            mac.fleet == .init(devices: 4, eligible: 2, offered: 1, done: 1, blocked: [.notSupervised: 1]))
        #expect(mac.isPresent && !mac.isExpired && mac.models == 1 && mac.lists == [.assets])
        let branch = try #require(listing.releases.first { $0.release.build == "24G600" })
        #expect(branch.fleet == .init(devices: 4, eligible: 1), "the Mac without supervision runs something newer")
    }

    @Test func `releases say what stands in the way`() async throws {
        let fleet = try await Fleet()
        let base = try #require(FeedRow.release("macOS", "26.4", "25E246", for: "J413AP"))
        let improvement = Release(
            platform: "macOS", version: base.release.version, build: "25E771280a",
            improvement: SecurityImprovement(letter: "a", prerequisiteBuild: "25E246"))
        try await fleet.house.importFeed([
            base,
            FeedRow(
                list: .securityImprovements, release: improvement, device: base.device, postingDate: nil,
                expirationDate: nil),
        ])
        func blocked(_ build: String) async throws -> [Reason: Int]? {
            let listing = try await fleet.house.runner.read(AdminReleases.list())
            return listing.releases.first { $0.release.build == build }?.fleet.blocked
        }
        #expect(try await blocked("25E246") == [.notSupervised: 1, .noPlan: 2])
        #expect(try await blocked("25E771280a") == [.bsiNeedsBuild: 1], "26.4 is there in another build")

        let plan = try await fleet.plan().plan
        #expect(try await blocked("25E246") == [.notSupervised: 1])
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { $0.deliver($1) }
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-2"), plan: plan.id) {
            $0.deliver($1)
            _ = $0.declared(
                DeclarationReport(
                    identifier: "ours", serverToken: "token", isActive: false, validity: .invalid,
                    reasons: [.init(code: "Error.ConfigurationCannotBeApplied", text: "")]), $1)
        }
        #expect(try await blocked("25E246") == [.notSupervised: 1, .rejected: 1])
    }

    @Test func `the status counts`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan()
        let status = try await fleet.house.runner.read(AdminStatus.status())
        #expect(status.devices == 6 && status.enrolments == [.enrolled: 6] && status.activePlans == 1)
        #expect(status.outbox.map(\.kind) == [WorkKind.plan] && status.outbox.first?.waiting == 6)
        #expect(status.catalog.revision == 1 && status.unappliedReports == 0)
    }
}
