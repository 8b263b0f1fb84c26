import RatchetCore
import Testing

@Suite("One hop")
struct UpgradeHopTests {
    private let base = "base-6.1"

    private func begun(_ ids: String...) throws -> UpgradeScene {
        var scene = try UpgradeScene(ids.isEmpty ? nil : path(ids[0]))
        scene.begin()
        scene.now = noon + .minutes(20)
        return scene
    }

    @Test func `G3: a hop that nobody was called for waits again, and only under its own key`() throws {
        var scene = try begun()
        #expect(scene.upgrade.calledOff(key: "k0", at: scene.now) == [.ignored(event: "calledOff", in: .installing)])
        _ = scene.upgrade.calledOff(key: "k1", at: scene.now)
        #expect(scene.upgrade.state == .waiting && scene.upgrade.attempt == nil && scene.upgrade.done == 0)
        scene.begin()
        _ = scene.upgrade.answerLost(key: "k1", reason: "cut", at: scene.now)
        _ = scene.upgrade.calledOff(key: "k1", at: scene.now)
        #expect(scene.upgrade.state == .unanswered, "what may have been called is never called off (D4)")
    }

    @Test func `D3: the installer's success alone proves nothing`() throws {
        var scene = try begun()
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        #expect(scene.upgrade.state == .verifying && scene.upgrade.done == 0)
        #expect(scene.report(try versions("6.0", "22.1")).isEmpty, "it lied")
        #expect(scene.upgrade.state == .verifying)
    }

    @Test func `D3: the new version with an alarm is not enough, with good health it is`() throws {
        var scene = try begun()
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        #expect(scene.report(try versions("6.1", "22.1"), alarms: ["raid"]).finished.isEmpty)
        scene.now = noon + .minutes(25)
        let effects = scene.report(try versions("6.1", "22.1"))
        let hop = try #require(scene.upgrade.hops.first)
        #expect(effects.first == .hopDone(hop, took: .minutes(25), at: scene.now))
        #expect(scene.upgrade.state == .waiting && scene.upgrade.attempt == nil)
    }

    @Test func `D3: what was read before the hop began, or health from before the version, proves nothing`() throws {
        var scene = try begun()
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        let runs = ApplianceInventory(installed: try versions("6.1", "22.1"))
        let early = Reading(good: Reading.Good(runs, at: noon - .seconds(1), ref: "c"))
        let well = Reading(good: Reading.Good(ApplianceHealth(), at: scene.now - .seconds(1), ref: "c"))
        #expect(scene.upgrade.reported(early, well, at: scene.now).isEmpty)
        let seen = Reading(good: Reading.Good(runs, at: scene.now, ref: "c"))
        #expect(scene.upgrade.reported(seen, well, at: scene.now).isEmpty)
        #expect(scene.upgrade.done == 0)
    }

    @Test func `D3: while it says that it is still installing, or the driver has not answered, nothing is proved`()
        throws
    {
        var scene = try begun()
        #expect(scene.report(try versions("6.1", "22.1")).isEmpty, "the installer may still restart it")
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        var runs = ApplianceInventory(installed: try versions("6.1", "22.1"))
        runs.activity = .installing(nil)
        scene.appliance.inventory.take(runs, at: scene.now, ref: "c")
        #expect(scene.upgrade.reported(scene.appliance.inventory, scene.appliance.health, at: scene.now).isEmpty)
    }

    @Test func `D3: an appliance is asked in rounds, version first, for what restarts can fall back`() throws {
        var scene = try begun()
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        #expect(scene.next == .call(.inventory))
        scene.appliance.inventory.take(
            ApplianceInventory(installed: try versions("6.1", "22.1")), at: scene.now, ref: "c")
        #expect(scene.next == .call(.health))
        scene.appliance.health.take(ApplianceHealth(alarms: ["raid"]), at: scene.now, ref: "c")
        #expect(scene.next == .wait(until: scene.now + .minutes(1)))
        scene.now = scene.now + .minutes(1)
        #expect(scene.next == .call(.inventory))
    }

    @Test func `a licence is proved by its name among the installed packages`() throws {
        var scene = try begun("licence-1.0")
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        #expect(scene.report(try versions("6.0", "22.1")).isEmpty)
        scene.appliance.inventory.take(
            ApplianceInventory(
                installed: try versions("6.0", "22.1"), installedPackages: [try packageID("licence-1.0")]),
            at: scene.now, ref: "c")
        scene.appliance.health.take(ApplianceHealth(), at: scene.now, ref: "c")
        _ = scene.upgrade.reported(scene.appliance.inventory, scene.appliance.health, at: scene.now)
        #expect(scene.upgrade.state == .done)
    }

    @Test func `P4: a hop that is done frees what needed it, without anybody asking`() throws {
        var scene = try begun()
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.nextHop?.package == (try packageID("product-22.2")))
        scene.readAll(running: try versions("6.1", "22.1"))
        #expect(scene.next == .beginHop)
    }

    @Test func `D4: a lost answer is never followed by another call; the appliance's own word decides`() throws {
        var scene = try begun()
        _ = scene.upgrade.answerLost(key: "k1", reason: "the server ended", at: scene.now)
        #expect(scene.upgrade.state == .unanswered)
        #expect(scene.next == .call(.inventory))
        #expect(scene.begin().isIgnored)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.done == 1 && scene.upgrade.state == .waiting)
    }

    @Test func `D4: a server that was away reads the real state before it calls anything silent`() throws {
        var scene = try begun()
        scene.now = noon + .hours(9)
        _ = scene.upgrade.answerLost(key: "k1", reason: "the server ended", at: scene.now)
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).alarms.count == 1, "the window's end alone")
        #expect(scene.upgrade.state == .unanswered)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.done == 1)
    }

    @Test func `D1: a base hop that fails freezes the appliance, and the alarm says do not restart`() throws {
        var scene = try begun()
        let id = try packageID(base)
        let effects = scene.upgrade.installFailed(key: "k1", reason: "disk error", at: scene.now)
        #expect(scene.upgrade.state == .frozen && scene.upgrade.attempt?.trouble == "disk error")
        #expect(effects.contains(.freeze(ApplianceFreeze(package: id, reason: "disk error", at: scene.now))))
        #expect(effects.alarms == [.doNotRestart(package: id, reason: "disk error")])
    }

    @Test func `D1: silence of three times its estimate freezes a base hop`() throws {
        var scene = try UpgradeScene()
        let hop = try #require(scene.upgrade.nextHop)
        #expect(HopEstimate(hop, on: scene.appliance, scene.policy).silenceLimit == .minutes(60))
        scene.begin()
        scene.now = noon + .minutes(60)
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).alarms.isEmpty)
        #expect(scene.upgrade.state == .unanswered, "its answer is not waited for any more")
        #expect(scene.next == .call(.inventory))
        scene.appliance.inventory.fail("no answer", at: scene.now)
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).alarms.count == 1)
        #expect(scene.upgrade.state == .frozen)
    }

    @Test func `D1: whoever can't be asked is silent`() throws {
        var scene = try begun()
        scene.appliance.verbs = [.install]
        _ = scene.upgrade.timePassed(noon + .hours(1), scene.appliance)
        #expect(scene.upgrade.state == .frozen)
    }

    @Test func `D1: the freeze tells what was seen, not only that time has passed`() throws {
        let (before, after) = try (versions("6.0", "22.1"), versions("6.1", "22.1"))
        let late = ", and three times its estimate have passed"
        func freeze(_ see: (inout UpgradeScene) throws -> Void) throws -> String? {
            var scene = try begun()
            _ = scene.upgrade.answerLost(key: "k1", reason: "broken pipe", at: scene.now)
            scene.now = noon + .hours(1)
            try see(&scene)
            let effects = scene.upgrade.timePassed(scene.now, scene.appliance)
            return effects.compactMap { if case .freeze(let freeze) = $0 { freeze.reason } else { nil } }.first
        }
        #expect(
            try freeze { $0.report(after, alarms: ["disk nearly full"]) }
                == "broken pipe; it runs what was to be installed, and is not well: disk nearly full\(late)")
        #expect(
            try freeze { try $0.report(versions("6.1", "22.9")) }
                == "broken pipe; it runs base 6.1, product 22.9, which is not what base-6.1 leads to: somebody else has "
                + "changed it\(late)")
        #expect(try freeze { $0.report(before) } == "broken pipe; it still runs base 6.0, product 22.1\(late)")
        #expect(
            try freeze { $0.appliance.inventory.fail("no route", at: $0.now) }
                == "broken pipe; it does not say what it runs (no route)\(late)")
        #expect(
            try freeze { ($0.appliance.verbs, $0.appliance.inventory) = ([.install], Reading()) }
                == "broken pipe; nobody has signed what it runs\(late)")
    }

    @Test func `D1: while frozen nothing is asked but reading and the support bundle, once`() throws {
        var scene = try UpgradeScene.failed(path(base))
        scene.appliance.freeze = ApplianceFreeze(package: try packageID(base), reason: "disk", at: noon)
        #expect(scene.next == .call(.supportBundle))
        scene.appliance.supportBundle.fail("no space", at: noon)
        #expect(scene.next == .wait(until: noon + .minutes(15)))
        scene.now = noon + .minutes(15)
        #expect(scene.next == .call(.supportBundle))
        scene.appliance.supportBundle.take("bundle-1", at: scene.now, ref: "c")
        #expect(scene.next == .call(.inventory))
    }

    @Test func `D1: only a person unfreezes, and the upgrade still waits for another word`() throws {
        var scene = try UpgradeScene.failed(path(base))
        #expect(scene.upgrade.resume(by: "ada", over: try path(base), at: noon).isIgnored)
        #expect(scene.upgrade.cancel(by: "ada", at: noon).isIgnored)
        _ = scene.upgrade.unfreeze(by: "grace", because: "the vendor has looked", at: noon)
        #expect(scene.upgrade.state == .stopped)
    }

    @Test func `D2: a product hop that fails stops the upgrade and offers its recovery`() throws {
        var scene = try begun("product-22.2")
        let effects = scene.upgrade.installFailed(key: "k1", reason: "disk error", at: scene.now)
        #expect(scene.upgrade.state == .stopped)
        #expect(
            effects.alarms == [
                .hopFailed(package: try packageID("product-22.2"), reason: "disk error", recovery: Recovery(.restore))
            ])
        #expect(scene.next == .call(.inventory), "it is read and nothing else")
    }

    @Test func `D2: a person tries again over a path computed anew, or has the backup put back`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        _ = scene.upgrade.restore(key: "k2", by: "ada", limit: .hours(2), at: noon)
        #expect(scene.upgrade.state == .restoring && scene.upgrade.attempt?.trouble == "disk error")
        #expect(scene.upgrade.restore(key: "k3", by: "ada", limit: .hours(2), at: noon).isIgnored, "once")
        #expect(scene.upgrade.restored(key: "k9", at: noon).isIgnored, "another one's answer")
        _ = scene.upgrade.restored(key: "k2", at: noon)
        #expect(scene.upgrade.state == .stopped)
        _ = scene.upgrade.resume(by: "ada", over: try path("product-22.2"), at: noon)
        #expect(scene.upgrade.state == .waiting)
        #expect(!scene.begin().isIgnored)
    }

    @Test func `D2: what the restoring brings back is its outcome, told as that and pausing nothing`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        let before = try versions("6.0", "22.1")
        #expect(!scene.upgrade.hasBroughtBack(before), "nothing was restored yet")
        _ = scene.upgrade.restore(key: "k2", by: "ada", limit: .hours(2), at: noon)
        #expect(scene.upgrade.hasBroughtBack(before))
        _ = scene.upgrade.restored(key: "k2", at: noon)
        #expect(try !scene.upgrade.hasBroughtBack(versions("6.0", "22.3")), "that is somebody else's doing")
        let effects = scene.upgrade.broughtBack(before, path: try path("product-22.2"), at: noon)
        #expect(effects == [.noted(.restored(to: before))])
        #expect(scene.upgrade.pause == nil && scene.upgrade.state == .stopped)
        _ = scene.upgrade.resume(by: "ada", over: try path("product-22.2"), at: noon)
        #expect(scene.upgrade.broughtBack(before, path: nil, at: noon).isIgnored, "a person has let it go on")
    }

    @Test func `D2: a restoring that failed is alarmed and told, beside the hop's own trouble`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        _ = scene.upgrade.restore(key: "k2", by: "ada", limit: .hours(2), at: noon)
        let effects = scene.upgrade.restored(key: "k2", trouble: "no such backup", at: noon)
        #expect(effects.alarms == [.restoreFailed(package: try packageID("product-22.2"), reason: "no such backup")])
        #expect(scene.upgrade.state == .stopped)
        #expect(scene.upgrade.attempt?.trouble == "disk error; the restoring failed: no such backup")
    }

    @Test func `a restoring that never answers stops at its time limit`() throws {
        var scene = try UpgradeScene.failed(path("product-22.2"))
        _ = scene.upgrade.restore(key: "k2", by: "ada", limit: .hours(2), at: noon)
        #expect(scene.upgrade.dueTimes == [noon + .hours(2)])
        _ = scene.upgrade.timePassed(noon + .hours(2), scene.appliance)
        #expect(scene.upgrade.state == .stopped)
    }

    @Test func `G3: a hop that overruns its window goes on, alarms once, and nothing new starts`() throws {
        var scene = try begun()
        scene.now = noon + .hours(4)
        scene.upgrade = scene.upgrade.with {
            $0.attempt = HopAttempt(
                key: "k1", package: $0.hops[0].package, startedAt: noon, silentAt: noon + .hours(9),
                windowEndsAt: noon + .hours(4))
        }
        let alarm = UpgradeAlarm.overrun(package: try packageID(base), windowEnded: noon + .hours(4))
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance) == [.alarm(alarm)])
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).isEmpty)
        #expect(scene.upgrade.state == .installing)
        #expect(scene.upgrade.dueTimes == [noon + .hours(9)])
    }

    @Test func `a hop is never interrupted: neither a pause nor a cancel reaches it`() throws {
        var scene = try begun()
        #expect(scene.upgrade.cancel(by: "ada", at: scene.now).isIgnored)
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: scene.now)
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.done == 1)
        #expect(scene.begin().isIgnored, "and the next one waits")
    }

    @Test func `a change that was not ours pauses the upgrade over a path computed anew, and people are told`() throws {
        var scene = try UpgradeScene()
        let rest = try path("product-22.3", from: versions("6.1", "22.2"))
        let effects = scene.upgrade.changedByOthers(
            from: try versions("6.0", "22.1"), to: try versions("6.1", "22.2"), path: .success(rest),
            Evidence(.inventory, at: noon, ref: "c"))
        #expect(
            effects.alarms == [
                .changedByOthers(from: "base 6.0, product 22.1", to: "base 6.1, product 22.2")
            ])
        #expect(scene.upgrade.pause?.cause == .observedChange && scene.upgrade.hops == rest)
        #expect(scene.begin().isIgnored)
    }

    @Test func `the way out of a hop that is gone is a way that can be gone: resume finds it anew`() throws {
        var scene = try UpgradeScene(path("base-6.1", "product-22.2"))
        #expect(scene.upgrade.resume(by: "ada", over: Array(scene.upgrade.hops), at: noon).isIgnored, "it is the same")
        scene.prerequisite = .gone("withdrawn")
        #expect(scene.spoken?.reason == .packageGone && scene.spoken?.reason.waysOut == [.choosePath])
        let other = try path("base-6.2", "product-22.2")
        #expect(!scene.upgrade.resume(by: "ada", over: other, at: noon).isIgnored)
        #expect(scene.upgrade.hops == other && scene.upgrade.state == .waiting)
        scene.prerequisite = .met
        #expect(scene.shut.contains(.approvalLapsed), "another path is another thing to approve (G4)")
        var begun = try UpgradeScene()
        begun.begin()
        #expect(begun.upgrade.resume(by: "ada", over: other, at: noon).isIgnored, "a hop under way goes on")
    }

    @Test func `a hop by hand is watched from the moment on at which it was asked for`() throws {
        var scene = try UpgradeScene()
        scene.begin(isByHand: true)
        #expect(scene.upgrade.evidence == Evidence(.checkpoint, at: noon, ref: "k1"))
        scene.now = noon + .minutes(5)
        #expect(scene.next == .call(.inventory))
        scene.report(try versions("6.1", "22.1"))
        #expect(scene.upgrade.done == 1, "whether or not it was signed off")
    }

    @Test func `D1: a person who has not begun a hop by hand is not an appliance that is silent`() throws {
        var scene = try UpgradeScene()
        scene.begin(isByHand: true)
        scene.now = noon + .hours(9)
        scene.appliance.inventory.take(
            ApplianceInventory(installed: try versions("6.0", "22.1")), at: scene.now, ref: "c")
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).alarms.count == 1, "the window's end alone")
        #expect(scene.upgrade.state == .installing)
        _ = scene.upgrade.installed(key: "k1", at: scene.now)
        #expect(scene.upgrade.attempt?.silentAt == scene.now + .hours(1), "from here on it is the appliance's time")
        #expect(scene.upgrade.timePassed(scene.now, scene.appliance).isEmpty)
        scene.now = scene.now + .hours(1)
        scene.appliance.inventory.fail("no answer", at: scene.now)
        _ = scene.upgrade.timePassed(scene.now, scene.appliance)
        #expect(scene.upgrade.state == .frozen)
    }

    @Test func `D1: an appliance that does not answer, or runs something else, is silent by hand too`() throws {
        for isChanged in [false, true] {
            var scene = try UpgradeScene()
            scene.begin(isByHand: true)
            scene.now = noon + .hours(2)
            scene.appliance.inventory.fail("no answer", at: scene.now)
            if isChanged {
                scene.appliance.inventory.take(
                    ApplianceInventory(installed: try versions("6.1", "22.9")), at: scene.now, ref: "c")
            }
            _ = scene.upgrade.timePassed(scene.now, scene.appliance)
            #expect(scene.upgrade.state == .frozen)
        }
    }

    @Test func `a hop by hand that nobody has begun can be given up, one that was signed off can't`() throws {
        var scene = try UpgradeScene()
        scene.begin(isByHand: true)
        var signed = scene.upgrade
        _ = signed.installed(key: "k1", at: noon)
        #expect(signed.cancel(by: "ada", at: noon).isIgnored)
        _ = scene.upgrade.cancel(by: "ada", at: noon)
        #expect(scene.upgrade.state == .cancelled)
    }

    @Test func `nothing reopens what is over`() throws {
        var scene = try UpgradeScene()
        _ = scene.upgrade.pause(by: "ada", because: "lunch", at: noon)
        _ = scene.upgrade.cancel(by: "ada", at: noon)
        let before = scene.upgrade
        #expect(scene.upgrade.resume(by: "ada", over: [], at: noon).isIgnored)
        #expect(scene.upgrade == before)
    }

    @Test func `an upgrade without a hop left begins nothing`() throws {
        var scene = try UpgradeScene()
        _ = scene.upgrade.changedByOthers(
            from: try versions("6.0", "22.1"), to: try versions("6.1", "22.3"), path: .success([]),
            Evidence(.inventory, at: noon, ref: "c"))
        #expect(scene.upgrade.state == .waiting)
        #expect(scene.next == .wait(until: noon + .minutes(15)))
        _ = scene.upgrade.resume(by: "ada", over: [], at: noon)
        #expect(scene.upgrade.state == .done)
    }
}
