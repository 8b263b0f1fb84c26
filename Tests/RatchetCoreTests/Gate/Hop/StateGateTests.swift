import RatchetCore
import Testing

@Suite("What an appliance has to be like for a hop, and when")
struct StateGateTests {
    @Test func `G3: a window shorter than the estimate and its reserve shuts the gate`() throws {
        var scene = try UpgradeScene()
        // 20 minutes, a restart and a look at the result at 5 each, and a quarter.
        let needed = Duration.seconds(30 * 60 * 5 / 4)
        let hop = try #require(scene.upgrade.nextHop)
        #expect(HopEstimate(hop, on: scene.appliance, scene.policy).needed == needed)
        scene.window = .open(until: noon + needed)
        #expect(scene.shut.isEmpty)
        scene.window = .open(until: noon + needed - .seconds(1))
        #expect(scene.shut == [.windowTooShort], "whoever found the window, it is measured")
        scene.window = .tooShort(endsAt: noon + .minutes(5), next: noon + .hours(9))
        #expect(scene.spoken?.next == Expectation(.openWindow, by: noon + .hours(9)))
        #expect(scene.next == .wait(until: noon + .minutes(15)))
    }

    @Test func `G3: the appliance's own durations speak before the graph's`() throws {
        var scene = try UpgradeScene()
        let hop = try #require(scene.upgrade.nextHop)
        func estimate() -> HopEstimate { HopEstimate(hop, on: scene.appliance, scene.policy) }
        func measure(_ id: String, _ took: Duration) throws {
            scene.appliance.measured.append(
                MeasuredHop(package: try packageID(id), packageClass: .base, took: took, estimate: .minutes(20)))
        }
        #expect(!estimate().isMeasured && estimate().installation == .minutes(20))
        try measure("base-5.9", .minutes(30))
        try measure("base-6.0", .minutes(10))
        #expect(estimate().isMeasured && estimate().installation == .minutes(30), "as its slowest of the class")
        try measure("base-6.1", .minutes(12))
        #expect(estimate().installation == .minutes(12), "the same package's own")
    }

    @Test func `G3: without a window that fits, it never begins; shut, it begins when the next one opens`() throws {
        var scene = try UpgradeScene()
        for window in [WindowSituation.none, .shut(until: nil, reason: nil), .tooShort(endsAt: noon, next: nil)] {
            scene.window = window
            #expect(scene.shut == [.noWindow])
        }
        scene.window = .shut(until: noon + .hours(9), reason: "year end")
        #expect(scene.shut == [.windowShut])
        #expect(scene.spoken?.details["why"] == "year end")
    }

    @Test func `G3: what a hop needs is prepared shortly before its window, not days before`() throws {
        var scene = try UpgradeScene()
        scene.appliance.backup = Reading()
        scene.window = .shut(until: noon + .hours(3), reason: nil)
        #expect(scene.next == .wait(until: noon + .minutes(15)))
        scene.window = .shut(until: noon + .hours(2), reason: nil)
        #expect(scene.next == .call(.backup))
    }

    @Test func `G7: bad health shuts the gate, and so does health that is not fresh`() throws {
        var scene = try UpgradeScene()
        scene.appliance.health.take(
            ApplianceHealth(alarms: ["fan"], freeBytes: 1, neededBytes: 2), at: noon, ref: "c")
        #expect(scene.shut == [.healthBad])
        #expect(scene.spoken?.details["problems"] == "fan; 1 octets free, 2 needed")
        scene.appliance.health.take(ApplianceHealth(), at: noon - .minutes(11), ref: "c")
        #expect(scene.shut == [.healthUnread])
        #expect(scene.next == .call(.health))
        scene.appliance.health = Reading(trouble: ReadingTrouble("no answer", at: noon))
        #expect(scene.shut == [.healthUnread])
        #expect(scene.next == .wait(until: noon + .minutes(1)))
    }

    @Test func `G7: what it complained of stands until it says otherwise, however old it is`() throws {
        var scene = try UpgradeScene()
        scene.appliance.health.take(ApplianceHealth(alarms: ["fan"]), at: noon - .hours(3), ref: "c")
        #expect(scene.shut == [.healthBad])
        scene.appliance.health.fail("no answer", at: noon)
        #expect(scene.shut == [.healthBad])
    }

    @Test func `G7: it is asked before each hop, not only before the first`() throws {
        var scene = try UpgradeScene()
        scene.begin()
        scene.now = noon + .minutes(20)
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.state == .waiting && scene.upgrade.done == 1)
        scene.appliance.health.take(ApplianceHealth(alarms: ["raid"]), at: scene.now, ref: "c")
        #expect(scene.shut.contains(.healthBad))
    }

    @Test func `G7: the health of the verification before does not count for the next hop`() throws {
        var scene = try UpgradeScene()
        scene.begin()
        scene.now = noon + .minutes(20)
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        scene.report(try versions("6.1", "22.1"))
        scene.appliance.changedAt = scene.now
        #expect(scene.shut == [.healthUnread, .backupStale])
        #expect(scene.next == .call(.backup), "it was well a moment ago, which is enough to prepare the hop")
        let backup = try #require(scene.appliance.backup.good?.value)
        scene.appliance.backup.take(backup, at: scene.now + .seconds(1), ref: "c")
        scene.now = scene.now + .seconds(9)
        #expect(scene.shut == [.healthUnread])
        #expect(scene.next == .call(.health), "right before the hop")
        scene.appliance.health.take(ApplianceHealth(), at: scene.now, ref: "c")
        #expect(scene.next == .beginHop)
    }

    @Test func `G7: an alarm during the soak is seen before the hop, however short ago it was well`() throws {
        var scene = try UpgradeScene()
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(24), origin: .upgrade)
        scene.appliance.health.take(ApplianceHealth(), at: noon - .seconds(30), ref: "c")
        scene.appliance.backup.take(
            ApplianceBackup(reference: "backup-1", sha256: "ab", isVerified: true), at: noon - .hours(1), ref: "c")
        #expect(scene.shut == [.healthUnread], "it said so while it was soaked")
        #expect(scene.next == .call(.health))
        scene.appliance.health.fail("no answer", at: noon)
        #expect(scene.next == .wait(until: noon + .minutes(1)), "and is not asked without a pause")
    }

    @Test func `G7: a soak that was set aside is not waited for`() throws {
        var scene = try UpgradeScene()
        scene.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(1), origin: .upgrade)
        _ = scene.upgrade.waive(Waiver(.S1, reason: "no clients", by: "ada", at: noon))
        #expect(scene.next == .beginHop)
    }

    @Test func `G7: who has to be asked by hand is asked once, at the end`() throws {
        var scene = try UpgradeScene()
        scene.appliance.verbs.remove(.health)
        (scene.appliance.health, scene.appliance.backup) = (Reading(), Reading())
        #expect(scene.next == .call(.backup))
        scene.appliance.backup.take(
            ApplianceBackup(reference: "backup-1", sha256: "ab", isVerified: true), at: noon, ref: "c")
        #expect(scene.next == .checkpoint(.health))
    }

    @Test func `G7: an installation that somebody else began shuts the gate`() throws {
        var scene = try UpgradeScene()
        var inventory = try #require(scene.appliance.inventory.good?.value)
        inventory.activity = .installing(try packageID("base-6.1"))
        scene.appliance.inventory.take(inventory, at: noon, ref: "c")
        #expect(scene.shut == [.healthBad])
    }

    @Test func `P6: an inventory that is not the path's is refused, never guessed`() throws {
        var scene = try UpgradeScene()
        scene.appliance.inventory.take(
            ApplianceInventory(installed: try versions("6.0", "21.9")), at: noon, ref: "c")
        #expect(scene.spoken?.reason == .unknownInventory)
        #expect(scene.spoken?.reason.waysOut.first == .takeSnapshot)
        scene = try UpgradeScene()
        scene.prerequisite = .unknownInventory
        #expect(scene.shut == [.unknownInventory])
    }

    @Test func `P6: an inventory that is unread or old is read first`() throws {
        var scene = try UpgradeScene()
        let inventory = try #require(scene.appliance.inventory.good?.value)
        scene.appliance.inventory.take(inventory, at: noon - .minutes(11), ref: "c")
        #expect(scene.shut == [.inventoryUnread])
        #expect(scene.next == .call(.inventory))
        scene.appliance.inventory = Reading()
        #expect(scene.shut == [.inventoryUnread])
        #expect(scene.next == .call(.inventory))
    }

    @Test func `P3: a blocked package is never begun, with what is missing and the chain to it`() throws {
        var scene = try UpgradeScene()
        scene.prerequisite = .missing("base >=6.2", chain: [try packageID("base-6.2"), try packageID("base-6.3")])
        #expect(scene.shut == [.packageBlocked])
        #expect(
            scene.spoken?.details == ["package": "base-6.1", "missing": "base >=6.2", "chain": "base-6.2, base-6.3"])
        #expect(scene.next != .beginHop)
        scene.prerequisite = .gone("withdrawn: it eats data")
        #expect(scene.shut == [.packageGone])
    }

    @Test func `P3: what the appliance itself greys out is blocked too, in its own words`() throws {
        var scene = try UpgradeScene()
        var inventory = try #require(scene.appliance.inventory.good?.value)
        let id = try packageID("base-6.1")
        inventory.offered = [ApplianceInventory.OfferedPackage(id: id, isBlocked: true, reason: "needs a licence")]
        scene.appliance.inventory.take(inventory, at: noon, ref: "c")
        #expect(scene.shut == [.packageBlocked])
        #expect(scene.spoken?.details["missing"] == "needs a licence")
        inventory.offered = [ApplianceInventory.OfferedPackage(id: id, isBlocked: false)]
        scene.appliance.inventory.take(inventory, at: noon, ref: "c")
        #expect(scene.shut.isEmpty)
    }
}
