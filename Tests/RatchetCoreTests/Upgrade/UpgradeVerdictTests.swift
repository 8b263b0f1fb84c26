import RatchetCore
import Testing

@Suite("The one verdict of an appliance")
struct UpgradeVerdictTests {
    private func verdict(
        _ scene: UpgradeScene, newest: NewestReachable = .noGraph, hasUpgrade: Bool = true,
        checkpoint: DriverVerb? = nil
    ) -> Verdict {
        ApplianceSituation(
            appliance: scene.appliance, upgrade: hasUpgrade ? scene.upgrade : nil,
            gates: hasUpgrade ? HopGates.judge(scene.situation) : [], newest: newest,
            checkpoint: checkpoint.map {
                Checkpoint(
                    id: CheckpointID("s1"), appliance: scene.appliance.id, upgrade: scene.upgrade.id, verb: $0,
                    package: scene.upgrade.nextHop?.package, openedAt: noon)
            }
        ).verdict
    }

    @Test func `without an upgrade it says whether there is anything newer`() throws {
        var scene = try UpgradeScene()
        let runs = try versions("6.0", "22.1")
        let current = verdict(scene, newest: .versions(runs), hasUpgrade: false)
        #expect(current.answer == .yes && current.reason == .applianceCurrent && current.causes.isEmpty)
        let behind = verdict(scene, newest: .versions(try versions("6.1", "22.3")), hasUpgrade: false)
        #expect(behind.answer == .no && behind.reason == .noUpgrade)
        #expect(behind.details["target"] == "base 6.1, product 22.3" && behind.details["product"] == "22.1")
        #expect(behind.causes == [Cause(.noUpgrade, .planUpgrade, evidence: behind.evidence, details: behind.details)])
        #expect(verdict(scene, hasUpgrade: false).reason == .noGraph)
        #expect(verdict(scene, newest: .unknownInventory, hasUpgrade: false).reason == .unknownInventory)
        scene.appliance.inventory = Reading()
        #expect(verdict(scene, hasUpgrade: false).reason == .inventoryUnread)
    }

    @Test func `an upgrade that is over speaks no more`() throws {
        var scene = try UpgradeScene()
        _ = scene.upgrade.cancel(by: "ada", at: noon)
        #expect(verdict(scene, newest: .versions(try versions("6.0", "22.1"))).reason == .applianceCurrent)
    }

    @Test func `while planned it waits for a person, with what else will be in the way`() throws {
        var scene = try UpgradeScene()
        scene.upgrade = scene.upgrade.with { ($0.state, $0.approval) = (.planned, nil) }
        let said = verdict(scene)
        #expect(said.answer == .notYet && said.reason == .upgradePlanned && said.next?.event == .startUpgrade)
        #expect(said.causes.map(\.reason) == [.upgradePlanned, .approvalMissing])
    }

    @Test func `all shut gates are causes in their order, and the first one speaks`() throws {
        var scene = try UpgradeScene()
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(1), origin: .upgrade)
        scene.upgrade = scene.upgrade.with { $0.approval = nil }
        scene.window = .shut(until: noon + .hours(9), reason: nil)
        let said = verdict(scene)
        #expect(said.reason == .approvalMissing && said.answer == .no)
        #expect(said.causes.map(\.reason) == [.approvalMissing, .soaking, .windowShut])
        #expect(said.causes.map(\.wayOut) == [.approveUpgrade, .waitForSoak, .waitForWindow])
    }

    @Test func `with all gates open the hop is ready`() throws {
        let said = verdict(try UpgradeScene())
        #expect(said.reason == .hopReady && said.next?.event == .beginHop && said.details["package"] == "base-6.1")
    }

    @Test func `what Ratchet sees to by itself does not speak while something else is in the way`() throws {
        var scene = try UpgradeScene()
        scene.window = .none
        scene.appliance.backup = Reading()
        scene.now = noon + .hours(1)
        let said = verdict(scene)
        #expect(said.reason == .noWindow, "the readings are old and there is no backup, and neither is asked for now")
        #expect(Set(said.causes.map(\.reason)) == [.noWindow, .inventoryUnread, .healthUnread, .backupMissing])
        scene.window = .open(until: noon + .hours(6))
        #expect(verdict(scene).reason == .inventoryUnread)
        scene.appliance.inventory.fail("no answer", at: scene.now)
        scene.window = .none
        #expect(verdict(scene).reason == .inventoryUnread, "it was asked in vain, and somebody has to see to that")
    }

    @Test func `a cause tells its own details, and borrows none of another's`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        _ = scene.upgrade.changedByOthers(
            from: try versions("6.0", "22.1"), to: try versions("6.0", "22.2"), path: .success([]),
            Evidence(.inventory, at: noon, ref: "c"))
        var said = verdict(scene)
        said.details["appliance"] = "support-1"
        let (failed, changed) = try (#require(said.causes.first), #require(said.causes.last))
        #expect(said.reason == .hopFailed && said.details(of: failed)["why"] == "disk error")
        #expect(
            said.details(of: changed)
                == ["why": "base 6.0, product 22.1 to base 6.0, product 22.2", "appliance": "support-1"])
        let without = Cause(.overrun, .waitForAppliance)
        #expect(said.details(of: without) == said.details, "one without any speaks of the verdict")
    }

    @Test func `a waived gate is no cause`() throws {
        var scene = try UpgradeScene()
        scene.testRuns = []
        _ = scene.upgrade.waive(Waiver(.G5, reason: "r", by: "grace", at: noon))
        #expect(verdict(scene).reason == .hopReady)
    }

    @Test func `each state of a hop has its reason and says until when it may last`() throws {
        var scene = try UpgradeScene()
        scene.begin()
        #expect(verdict(scene).reason == .hopInstalling)
        #expect(verdict(scene).next == Expectation(.finishHop, by: noon + .hours(1)))
        _ = scene.upgrade.answerLost(key: "k1", reason: "broken pipe", at: noon)
        #expect(verdict(scene).reason == .hopUnanswered && verdict(scene).details["why"] == "broken pipe")
        _ = scene.upgrade.installed(key: "k1", at: noon)
        #expect(verdict(scene).reason == .hopVerifying && verdict(scene).next?.event == .verifyHop)
    }

    @Test func `an overrun, an appliance that does not answer, bad health and a pause are causes beside it`() throws {
        var scene = try UpgradeScene()
        scene.begin()
        _ = scene.upgrade.installed(key: "k1", at: noon)
        scene.upgrade = scene.upgrade.with { $0.attempt?.hasOverrun = true }
        scene.appliance.inventory.fail("no answer", at: noon)
        scene.appliance.health.take(ApplianceHealth(alarms: ["raid"]), at: noon, ref: "c")
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        let said = verdict(scene)
        #expect(said.causes.map(\.reason) == [.hopVerifying, .overrun, .inventoryUnread, .healthBad, .upgradePaused])
        #expect(said.details["until"] == "\(noon + .hours(4))")
    }

    @Test func `what a person has to do by hand is a checkpoint, before the hop and as the hop`() throws {
        var scene = try UpgradeScene()
        scene.appliance.backup = Reading()
        let backup = verdict(scene, checkpoint: .backup)
        #expect(backup.reason == .checkpointOpen && backup.details["verb"] == "backup")
        #expect(backup.causes.map(\.reason) == [.checkpointOpen, .backupMissing])
        scene.begin(isByHand: true)
        let install = verdict(scene, checkpoint: .install)
        #expect(install.reason == .checkpointOpen && install.next == Expectation(.finishHop))
        #expect(install.evidence == [Evidence(.checkpoint, at: noon, ref: "s1")])
    }

    @Test func `while a hop is verified, what a person has to sign is what is said`() throws {
        var scene = try UpgradeScene()
        scene.appliance.verbs.remove(.inventory)
        scene.begin()
        _ = scene.upgrade.installed(key: "k1", at: noon)
        let said = verdict(scene, checkpoint: .inventory)
        #expect(said.answer == .no && said.reason == .checkpointOpen && said.details["verb"] == "inventory")
        #expect(said.next == Expectation(.verifyHop, by: noon + .hours(1)))
        #expect(said.causes.map(\.reason) == [.checkpointOpen, .hopVerifying])
    }

    @Test func `D1: a frozen appliance says so before everything else`() throws {
        var scene = try UpgradeScene.failed(path("base-6.1"))
        scene.appliance.freeze = ApplianceFreeze(package: try packageID("base-6.1"), reason: "disk error", at: noon)
        for hasUpgrade in [true, false] {
            let said = verdict(scene, hasUpgrade: hasUpgrade)
            #expect(said.reason == .applianceFrozen && said.details["why"] == "disk error")
            #expect(said.causes.map(\.wayOut) == [.callVendor])
        }
    }

    @Test func `D1: whoever looks after a frozen appliance is told that its executable still runs`() throws {
        var scene = try UpgradeScene.failed(path("base-6.1"))
        scene.appliance.freeze = ApplianceFreeze(package: try packageID("base-6.1"), reason: "silent", at: noon)
        scene.appliance.atWork = CallAtWork(verb: .install, key: "k1", since: noon, process: 4711)
        let said = verdict(scene)
        #expect(said.causes.map(\.reason) == [.applianceFrozen, .callAtWork])
        #expect(said.causes.last?.evidence.map(\.ref) == ["process 4711"])
        scene.appliance.freeze = nil
        scene.upgrade = scene.upgrade.with { $0.state = .verifying }
        #expect(verdict(scene).causes.map(\.reason).contains(.callAtWork))
    }

    @Test func `D2: a failed hop says what failed, why, and what to do`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        let said = verdict(scene)
        #expect(said.answer == .no && said.reason == .hopFailed && said.details["why"] == "disk error")
        #expect(said.causes.map(\.wayOut) == [.recoverHop] && said.details["package"] == "product-22.2")
        _ = scene.upgrade.restore(key: "k2", by: "ada", limit: .hours(2), at: noon)
        #expect(verdict(scene).next == Expectation(.finishRestore, by: noon + .hours(2)))
    }

    @Test func `a paused upgrade without a hop left speaks of its pause`() throws {
        var scene = try UpgradeScene()
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        scene.upgrade = scene.upgrade.with { $0.done = $0.hops.count }
        #expect(verdict(scene).reason == .upgradePaused)
    }

    @Test func `every answer is its reason's, in every state`() throws {
        for state in UpgradeState.allCases {
            for upgrade in try UpgradeVariants.all(in: state) {
                var scene = try UpgradeScene(upgrade.hops)
                scene.upgrade = upgrade
                let said = verdict(scene)
                #expect(said.answer == said.reason.answer, "\(state)")
                #expect(said.answer == .yes || !said.causes.isEmpty, "\(state) has a way out")
            }
        }
    }
}
