import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Plans")
struct PlanStepTests {
    @Test func `creating one asks for decisions about the devices it covers`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan(PlanRequest(name: "Two", rule: "latest", devices: ["1", "C03"], days: 14))
        #expect(plan.plan.number == 1 && plan.plan.name == "Two")
        #expect(plan.plan.deadline == .afterFirstSeen(days: 14, at: try #require(LocalTime("19:00"))))
        #expect(try await fleet.plannedWork() == ["device-MAC-1", "device-MAC-3"])
    }

    @Test func `a preview counts and creates nothing`() async throws {
        let fleet = try await Fleet()
        let preview = try await fleet.house.runner.read(AdminPlans.preview(.latest))
        #expect(preview.total == 6)
        #expect(preview.targets.map(\.platform) == ["iOS", "macOS"])
        #expect(preview.targets.map(\.devices) == [1, 2])
        #expect(preview.targets.map(\.target.version.text) == ["26.4", "26.4"])
        #expect(preview.crossingMajor == 1)
        #expect(preview.targets.map(\.crossingMajor) == [0, 1])
        #expect(preview.alreadyCurrent == 1)
        #expect(preview.exclusions.map(\.verdict.reason) == [.inventoryPending, .notSupervised])
        #expect(preview.exclusions.map(\.devices) == [1, 1])
        #expect(preview.outranked == 0)
        #expect(try await fleet.house.runner.read(AdminPlans.list()).isEmpty)
        #expect(try await fleet.plannedWork().isEmpty)
    }

    @Test func `a preview says how many devices keep another plan's target`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan(.latest.with { $0.priority = 10 })
        let preview = try await fleet.house.runner.read(AdminPlans.preview(.latest))
        #expect(preview.outranked == 3 && preview.takesOver.isEmpty)
    }

    @Test func `a preview says how many devices would leave which plan`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { $0.deliver($1) }
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-2"), plan: plan.id) { $0.deliver($1) }
        let preview = try await fleet.house.runner.read(AdminPlans.preview(.latest.with { $0.priority = 1 }))
        #expect(preview.outranked == 0)
        #expect(preview.takesOver.map(\.plan.number) == [plan.number] && preview.takesOver.map(\.devices) == [2])
    }

    @Test func `a rule within the major version crosses none`() async throws {
        let fleet = try await Fleet()
        let preview = try await fleet.house.runner.read(AdminPlans.preview(.latest.with { $0.rule = "latest-minor" }))
        #expect(preview.crossingMajor == 0)
        #expect(preview.targets.map(\.target.version.text) == ["26.4", "26.4", "15.7.5"])
    }

    @Test func `computed deadlines keep the minimum notice`() async throws {
        let fleet = try await Fleet()
        let preview = try await fleet.house.runner.read(AdminPlans.preview(.latest.with { $0.days = 0 }))
        #expect(preview.targets.allSatisfy { "\($0.firstDeadline)" == "2026-05-05T19:00:00" })
    }

    @Test func `cancelling asks again, once`() async throws {
        let fleet = try await Fleet()
        try await fleet.plan(PlanRequest(rule: "latest", devices: ["1"], days: 14))
        try await fleet.house.write { store in
            _ = try store.cancel(subject: "device-MAC-1", kind: WorkKind.plan)
        }
        let cancelled = try await fleet.house.runner.perform(AdminPlans.cancel("1"))
        #expect(cancelled.plan.state == .cancelled && cancelled.plan.cancelledAt == fleet.house.now)
        #expect(try await fleet.plannedWork() == ["device-MAC-1"])
        fleet.house.clock.advance(by: .hours(1))
        let again = try await fleet.house.runner.perform(AdminPlans.cancel("1"))
        #expect(again.plan.cancelledAt == cancelled.plan.cancelledAt)
    }

    @Test func `cancelling all leaves none active`() async throws {
        let fleet = try await Fleet()
        for _ in 1...3 { try await fleet.plan() }
        _ = try await fleet.house.runner.perform(AdminPlans.cancel("2"))
        #expect(try await fleet.house.runner.perform(AdminPlans.cancelAll()).map(\.plan.number) == [3, 1])
        #expect(try await fleet.house.runner.read(AdminPlans.list()).allSatisfy { $0.plan.state == .cancelled })
    }

    @Test func `showing one counts its enforcements and verdicts`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { $0.deliver($1) }
        let details = try await fleet.house.runner.read(AdminPlans.show("1"))
        #expect(details.total == 6)
        #expect(details.summary.open == [.delivered: 1])
        #expect(
            details.funnel.steps.map(\.reached) == [6, 3, 1, 1, 0, 0, 0, 0],
            "two are planned, three have nothing to do yet")
        #expect(details.funnel.steps[0].here.map(\.reason) == [.current, .inventoryPending, .notSupervised])
        #expect(details.attention.count == 1 && details.attention.first.map(\.device.number) == [5])
        #expect(details.deadlines?.lowerBound == LocalDateTime("2026-06-01T19:00:00"))
        #expect(details.verdicts.first == .init(answer: .notYet, reason: .planned, devices: 2))
    }

    @Test func `the curve begins with the plan and rises with each device that is done`() async throws {
        let fleet = try await Fleet()
        let plan = try await fleet.plan().plan
        let made = fleet.house.now
        fleet.house.clock.advance(by: .hours(1))
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: plan.id) { enforcement, evidence in
            enforcement.deliver(evidence)
            guard let version = OSVersion("26.4") else { return }
            _ = enforcement.reportedVersion(InstalledOS(version: version), evidence)
        }
        fleet.house.clock.advance(by: .hours(1))
        let curve = try await fleet.house.runner.read(AdminPlans.show("1")).curve
        #expect(curve.from == made && curve.until == fleet.house.now, "others are still on their way")
        #expect(curve.points.map(\.done) == Array(repeating: 0, count: 29) + Array(repeating: 1, count: 31))
    }

    @Test func `under another plan's lead nobody is on the way, and the reason is that plan`() async throws {
        let fleet = try await Fleet()
        let first = try await fleet.plan(.latest.with { $0.priority = 10 }).plan
        try await fleet.plan()
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: first.id) { $0.deliver($1) }
        let details = try await fleet.house.runner.read(AdminPlans.show("2"))
        #expect(details.funnel.steps.map(\.reached) == [6, 0, 0, 0, 0, 0, 0, 0])
        #expect(details.verdicts.first == .init(answer: .notYet, reason: .otherPlan, devices: 3))
    }

    @Test func `a plan's page and its devices one by one say the same`() async throws {
        let fleet = try await Fleet()
        let first = try await fleet.plan(.latest.with { $0.priority = 10 }).plan
        try await fleet.plan()
        try await fleet.house.enforce("26.4", on: fleet.id("MAC-1"), plan: first.id) { $0.deliver($1) }
        for plan in ["1", "2"] {
            let details = try await fleet.house.runner.read(AdminPlans.show(plan))
            let filter = DeviceFilter(plan: plan)
            let devices = try await fleet.house.runner.read(AdminDevices.list(after: 0, limit: 100, filter: filter))
                .devices
            let counts = Dictionary(devices.map { ($0.verdict.reason, 1) }, uniquingKeysWith: +)
            #expect(Dictionary(details.verdicts.map { ($0.reason, $0.devices) }, uniquingKeysWith: +) == counts)
            let needy = DeviceFilter(plan: plan, needsALook: true)
            let list = try await fleet.house.runner.read(AdminDevices.list(after: 0, limit: 100, filter: needy)).devices
            #expect(details.attention.first == list && details.attention.count == list.count)
        }
    }

    @Test(arguments: ["7", "nothing", "", "x\u{0}"])
    func `an unknown plan is named`(word: String) async throws {
        let fleet = try await Fleet()
        #expect(await problem { _ = try await fleet.house.runner.read(AdminPlans.show(word)) }?.code == "no-such-plan")
    }
}

@Suite("Groups")
struct GroupStepTests {
    @Test func `a changed membership asks for decisions about those concerned`() async throws {
        let fleet = try await Fleet()
        let runner = fleet.house.runner
        _ = try await runner.perform(AdminGroups.create(name: "pilot"))
        let grown = try await runner.perform(AdminGroups.add(["C01", "C01", "2"], to: "pilot"))
        #expect(grown.memberCount == 2)
        #expect(try await fleet.plannedWork() == ["device-MAC-1", "device-MAC-2"])
        #expect(try await runner.perform(AdminGroups.remove(member: "4", from: "1")).memberCount == 2)
        #expect(try await runner.perform(AdminGroups.remove(member: "2", from: "1")).memberCount == 1)
        #expect(try await runner.read(AdminGroups.show("pilot")).members.map(\.device.number) == [1])
    }

    @Test func `none is added when one is unknown`() async throws {
        let fleet = try await Fleet()
        _ = try await fleet.house.runner.perform(AdminGroups.create(name: "pilot"))
        let found = await problem {
            _ = try await fleet.house.runner.perform(AdminGroups.add(["C01", "C99", "C98"], to: "pilot"))
        }
        #expect(found?.code == "unknown-devices" && found?.faults.count == 2)
        #expect(try await fleet.house.runner.read(AdminGroups.show("pilot")).members.isEmpty)
        #expect(try await fleet.plannedWork().isEmpty)
    }

    @Test(arguments: ["", " ", "12", "a\u{7}", " a", String(repeating: "x", count: 129)])
    func `a name that could be mistaken is refused`(name: String) async throws {
        let fleet = try await Fleet()
        let found = await problem { _ = try await fleet.house.runner.perform(AdminGroups.create(name: name)) }
        #expect(found?.code == "invalid-group")
    }

    @Test func `a name is given once`() async throws {
        let fleet = try await Fleet()
        _ = try await fleet.house.runner.perform(AdminGroups.create(name: "pilot"))
        let found = await problem { _ = try await fleet.house.runner.perform(AdminGroups.create(name: "pilot")) }
        #expect(found?.code == "group-exists")
        #expect(try await fleet.house.runner.read(AdminGroups.list()).count == 1)
    }

    @Test func `a plan for a group covers whoever joins`() async throws {
        let fleet = try await Fleet()
        let runner = fleet.house.runner
        _ = try await runner.perform(AdminGroups.create(name: "pilot"))
        try await fleet.plan(PlanRequest(rule: "latest", group: "pilot", days: 30))
        #expect(try await runner.read(AdminDevices.show("1")).verdict.reason == .noPlan)
        _ = try await runner.perform(AdminGroups.add(member: "1", to: "pilot"))
        #expect(try await runner.read(AdminDevices.show("1")).verdict.reason == .planned)
    }
}
