import RatchetCore
import Testing

@Suite("What people have a say in before a hop")
struct PeopleGateTests {
    private func majorScene() throws -> UpgradeScene {
        var scene = try UpgradeScene(path("product-23.1"))
        scene.turn = TurnSituation(turn: noon, hasContract: true)
        return scene
    }

    @Test func `G4: the impact is told with what is open at the moment`() throws {
        let scene = try UpgradeScene()
        let impact = Impact(of: try #require(scene.upgrade.nextHop), on: scene.appliance, scene.policy)
        #expect(impact.unavailable == .minutes(30) && impact.restarts && !impact.clientsFollow)
        #expect(impact.sessionsClosed == 3 && impact.usersDisconnected == 2)
    }

    @Test func `G5: an appliance that names another digest than was staged has proved nothing`() throws {
        var scene = try UpgradeScene()
        let hop = try #require(scene.upgrade.nextHop)
        var runs = ApplianceInventory(installed: hop.to)
        #expect(scene.appliance.installedDigest(of: hop) == hop.sha256, "where nobody looked, the graph's word")
        for (staged, named, digest) in [(nil, "ab", "ab"), ("cd", nil, "cd"), ("cd", "cd", "cd"), ("cd", "ab", nil)] {
            runs.digests = named.map { [hop.package: $0] } ?? [:]
            scene.appliance.inventory.take(runs, at: noon, ref: "c")
            scene.appliance.staged[hop.package] = staged.map { StagedPackage(sha256: $0, at: noon) }
            #expect(scene.appliance.installedDigest(of: hop) == digest)
        }
    }

    @Test func `G4: somebody else than the planner approves`() throws {
        var scene = try UpgradeScene()
        scene.upgrade = scene.upgrade.with { $0.approval = nil }
        #expect(scene.shut == [.approvalMissing])
        _ = scene.upgrade.approve(by: "ada", at: noon)
        #expect(scene.shut == [.approvalMissing], "ada planned it")
        _ = scene.upgrade.approve(by: "grace", at: noon)
        #expect(scene.shut.isEmpty)
    }

    @Test func `G4: policy and a test appliance can do without`() throws {
        var scene = try UpgradeScene()
        scene.upgrade = scene.upgrade.with { $0.approval = nil }
        scene.policy.needsSecondPerson = false
        #expect(scene.shut.isEmpty)
        scene.policy.needsSecondPerson = true
        scene.appliance.role = .test
        #expect(scene.shut.isEmpty)
    }

    @Test func `G4: an approval lapses when the path changes, and stands while it is walked`() throws {
        var scene = try UpgradeScene()
        scene.begin()
        scene.now = noon + .minutes(20)
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.done == 1)
        #expect(!scene.shut.contains(.approvalLapsed))
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: scene.now)
        let other = try path("product-22.3", from: versions("6.1", "22.1"))
        _ = scene.upgrade.resume(by: "ada", over: other, at: scene.now)
        #expect(scene.shut.contains(.approvalLapsed))
    }

    @Test func `G5: a test appliance has run the same packages, by their digests, in the same order`() throws {
        var scene = try UpgradeScene()
        let steps = scene.testRuns[0].steps
        func runs(_ steps: [TestRun.Step]) -> [Reason] {
            scene.testRuns = [TestRun(appliance: "test-1", steps: steps, endedAt: noon)]
            return scene.shut
        }
        #expect(runs([]) == [.testRunMissing])
        #expect(runs(Array(steps.dropLast())) == [.testRunMissing], "not to the end")
        #expect(runs([steps[1], steps[0], steps[2]]) == [.testRunMissing], "another order")
        #expect(
            runs([steps[0], TestRun.Step(steps[1].package, sha256: "other"), steps[2]]) == [.testRunMissing],
            "another file")
        #expect(
            runs([steps[0], TestRun.Step(steps[1].package, sha256: nil), steps[2]]) == [.testRunMissing],
            "a file at which nobody looked")
        let before = TestRun.Step(try packageID("base-6.0"), sha256: "x")
        #expect(runs([before] + steps).isEmpty, "what it ran before takes nothing away")
        #expect(runs([steps[0], before, steps[1], steps[2]]) == [.testRunMissing], "with another one between")
    }

    @Test func `G5: only the hops still to do have to be proved`() throws {
        var scene = try UpgradeScene()
        scene.testRuns = [
            TestRun(appliance: "t", steps: Array(scene.testRuns[0].steps.dropFirst()), endedAt: noon)
        ]
        #expect(scene.shut == [.testRunMissing])
        scene.upgrade = scene.upgrade.with { $0.done = 1 }
        scene.readAll(running: try versions("6.1", "22.1"))
        #expect(scene.shut.isEmpty)
    }

    @Test func `G5: without digests nothing can be proved; a waiver or a test appliance does without`() throws {
        let hop = try #require(path("base-6.1").first)
        let plain = PlannedHop(
            package: hop.package, name: hop.name, packageClass: .base, from: hop.from, to: hop.to,
            estimate: hop.estimate, restarts: true, affectsClients: false, isMajor: false)
        var scene = try UpgradeScene([plain])
        #expect(scene.shut == [.testRunUnprovable])
        scene.appliance.role = .test
        #expect(scene.shut.isEmpty)
        scene.appliance.role = .production
        _ = scene.upgrade.waive(Waiver(.G5, reason: "no test appliance", by: "grace", at: noon))
        #expect(scene.shut.isEmpty)
    }

    @Test func `G6: a major product package waits for its turn, another does not`() throws {
        var scene = try majorScene()
        #expect(scene.shut.isEmpty)
        scene.turn = TurnSituation(turn: nil, hasContract: true)
        #expect(scene.shut == [.turnNotSet])
        scene.turn = TurnSituation(turn: noon + .days(2), hasContract: true)
        #expect(scene.shut == [.turnNotCome])
        #expect(scene.spoken?.next == Expectation(.turnComes, by: noon + .days(2)))
        scene = try UpgradeScene(path("product-22.2"))
        scene.turn = TurnSituation(turn: nil, hasContract: nil)
        #expect(scene.shut.isEmpty)
    }

    @Test(arguments: [nil, false])
    func `G6: without a maintenance contract that is valid on the day no major package begins`(_ valid: Bool?) throws {
        var scene = try majorScene()
        scene.turn = TurnSituation(turn: noon, hasContract: valid)
        #expect(scene.shut == [.contractMissing])
        #expect(scene.spoken?.details["until"] == (valid == nil ? "-" : "2026-01-31"))
    }

    @Test func `G6: people are told once that the turn has come, when nothing else is in the way`() throws {
        var scene = try majorScene()
        scene.appliance.backup = Reading()
        scene.window = .tooShort(endsAt: noon, next: noon + .days(1))
        #expect(scene.situation.turnToTell == noon, "Ratchet takes the backup itself, and the window comes")
        scene.turn = TurnSituation(turn: noon + .seconds(1), hasContract: true)
        #expect(scene.situation.turnToTell == nil)
        scene = try majorScene()
        scene.upgrade = scene.upgrade.with { $0.approval = nil }
        #expect(scene.situation.turnToTell == nil, "first somebody has to approve")
        #expect(scene.upgrade.turnHasCome(noon).alarms == [.turnHasCome(package: try packageID("product-23.1"))])
        #expect(scene.upgrade.turnHasCome(noon).isEmpty)
    }

    @Test func `G6: a turn that was moved after people were told of it is another turn, of which they are told`() throws
    {
        var scene = try majorScene()
        let told = [UpgradeAlarm.turnHasCome(package: try packageID("product-23.1"))]
        #expect(scene.upgrade.turnHasCome(noon).alarms == told)
        // Bug: the mail went once for the upgrade, so that nobody heard of the new day.
        #expect(scene.upgrade.turnHasCome(noon + .days(7)).alarms == told)
        #expect(scene.upgrade.turnHasCome(noon + .days(7)).isEmpty)
        #expect(scene.upgrade.turnHasCome(noon).alarms == told, "moved back")
    }

    @Test func `G6: each major package has its own mail, and a path found anew takes none back`() throws {
        var scene = try UpgradeScene(path("product-23.1", "product-24.1"))
        #expect(scene.upgrade.turnHasCome(noon).alarms.count == 1)
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        _ = scene.upgrade.resume(by: "ada", over: try path("product-23.1"), at: noon)
        #expect(scene.upgrade.turnHasCome(noon).isEmpty, "the same package at the same time")
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        _ = scene.upgrade.resume(by: "ada", over: try path("product-24.1"), at: noon)
        #expect(scene.upgrade.turnHasCome(noon).alarms == [.turnHasCome(package: try packageID("product-24.1"))])
    }

    @Test func `S1: the next product hop waits for 24 hours after the last, to the second`() throws {
        var scene = try UpgradeScene(path("product-22.2"))
        scene.appliance.lastProductHop = ProductHop(
            version: "22.1", at: noon - .hours(24) + .seconds(1), origin: .upgrade)
        #expect(scene.shut == [.soaking])
        #expect(scene.spoken?.next == Expectation(.endSoak, by: noon + .seconds(1)))
        #expect(scene.next == .wait(until: noon + .seconds(1)))
        scene.now = noon + .seconds(1)
        #expect(scene.shut == [.healthUnread], "how it is is asked once more (G7)")
    }

    @Test func `S1: less than that is an override that somebody answers for`() throws {
        var scene = try UpgradeScene(path("product-22.2"))
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(1), origin: .upgrade)
        #expect(scene.shut == [.soaking])
        let waiver = Waiver(.S1, reason: "all clients are off", by: "ada", at: noon)
        #expect(scene.upgrade.waive(waiver) == [.noted(.waived(waiver))])
        #expect(scene.shut.isEmpty)
    }

    @Test
    func `S1: an appliance whose last hop is unknown is soaked from its adoption, a change by others from its sight`()
        throws
    {
        var scene = try UpgradeScene(path("product-22.2"))
        scene.appliance.lastProductHop = nil
        #expect(scene.shut.isEmpty, "it was adopted a month ago")
        let adopted = ApplianceFacts(
            id: scene.appliance.id, name: "n", product: "p", role: .production, adoptedAt: noon - .hours(3))
        let soak = Soak(of: adopted, length: .hours(24))
        #expect(soak.origin == .adoption && soak.endsAt == noon + .hours(21))
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(2), origin: .observed)
        #expect(scene.shut.first == .soaking)
    }

    @Test func `S2: nothing soaks for a licence; a base package waits only with the product package after it`() throws {
        #expect(try !Soak.holds(path("licence-1.0")))
        #expect(try !Soak.holds(path("base-6.1")))
        #expect(try !Soak.holds(path("base-6.1", "licence-1.0", "product-22.2")))
        #expect(try Soak.holds(path("product-22.2")))
    }

    @Test func `P5: base packages wait with the product package that they stand before, so that one window takes both`()
        throws
    {
        var scene = try UpgradeScene()
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(1), origin: .upgrade)
        #expect(scene.upgrade.nextHop?.packageClass == .base)
        #expect(scene.shut == [.soaking])
    }

    @Test func `S7: the soak's end follows from the recorded moment alone`() throws {
        var scene = try UpgradeScene()
        let hop = ProductHop(version: "22.1", at: noon - .hours(5), origin: .upgrade)
        scene.appliance.lastProductHop = hop
        let soak = Soak(of: scene.appliance, length: .hours(24))
        #expect(soak == Soak(of: scene.appliance, length: .hours(24)))
        #expect(soak.startedAt == hop.at && soak.endsAt == noon + .hours(19))
        #expect(!soak.isOver(at: noon - .days(2)), "a clock that was put back does not end it")
    }

    @Test func `S1: a product hop that arrived and failed by its health is soaked all the same`() throws {
        var scene = try UpgradeScene(path("product-22.2"))
        let hop = try #require(scene.upgrade.nextHop)
        scene.appliance.hopFailed(hop, at: noon)
        #expect(scene.appliance.lastProductHop?.version == "22.1", "nothing had changed")
        scene.report(hop.to, alarms: ["raid"])
        scene.appliance.hopFailed(hop, at: noon)
        #expect(scene.appliance.lastProductHop == ProductHop(version: "22.2", at: noon, origin: .observed))
    }

    @Test func `one command pauses everything; a pause and a freeze hold this one`() throws {
        var scene = try UpgradeScene()
        scene.standstill = Standstill(reason: "incident", by: "grace", at: noon)
        #expect(scene.shut == [.allPaused])
        #expect(scene.next == .wait(until: noon + .minutes(15)), "it is still read")
        scene.standstill = nil
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        #expect(scene.shut == [.upgradePaused])
        scene.appliance.freeze = ApplianceFreeze(package: try packageID("base-6.1"), reason: "disk", at: noon)
        #expect(scene.shut == [.applianceFrozen, .upgradePaused])
    }
}
