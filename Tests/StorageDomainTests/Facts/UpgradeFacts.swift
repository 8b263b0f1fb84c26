import RatchetCore
import Storage
import TestSupport
import Testing

extension DomainContract {
    private static func hop(_ id: String, _ packageClass: PackageClass, to version: String) throws -> PlannedHop {
        PlannedHop(
            Package(
                id: PackageID(stored: id), name: "Package \(id)", packageClass: packageClass,
                version: try Sample.version(version), estimate: .seconds(90), source: "depot/\(id)",
                sha256: "ab", recovery: Recovery(.swapBack, until: "the next")),
            from: try versions("6.0", "22.1"))
    }

    private static func upgrade(_ id: String, of appliance: String) throws -> Upgrade {
        Upgrade(
            id: UpgradeID(id), appliance: ApplianceID(appliance), target: try versions("6.1", "22.2"),
            hops: [try hop("base-6.1", .base, to: "6.1"), try hop("product-22.2", .product, to: "22.2")], by: "anna",
            at: at(1))
    }

    private static func ended(
        _ id: String, of appliance: String, _ package: String?, _ outcome: HopRecord.Outcome, sha256: String? = "ab"
    ) throws -> HopRecord {
        HopRecord(
            id: id, appliance: ApplianceID(appliance), upgrade: package == nil ? nil : UpgradeID("u"),
            package: package.map(PackageID.init(stored:)), packageClass: package == nil ? nil : .product,
            sha256: sha256, before: try versions("6.0", "22.1"), after: try versions("6.0", "22.2"),
            startedAt: package == nil ? nil : at(1), endedAt: at(2), outcome: outcome,
            reason: outcome == .failed ? "disk full" : nil)
    }

    static let upgrades = [
        Fact("an upgrade comes back as it was, with everything that people and hops did") { store in
            _ = try store.addAppliance(appliance("a1"))
            var it = try upgrade("u1", of: "a1")
            #expect(try store.addUpgrade(it).number == 1)
            _ = it.approve(by: "bruno", at: at(2))
            _ = it.waive(Waiver(.S1, reason: "tested", by: "bruno", at: at(3)))
            _ = it.start(by: "anna", at: at(4))
            _ = it.beginHop(key: "call-1", silentAt: at(99), windowEndsAt: at(50), at: at(5))
            _ = it.installFailed(key: "call-1", reason: "disk full", at: at(6))
            _ = it.pause(by: "anna", because: "a moment", at: at(7))
            try store.saveUpgrade(it)
            #expect(try store.openUpgrade(of: it.appliance)?.upgrade == it)
            #expect(it.state == .frozen && it.attempt != nil && it.pause != nil)
        },
        Fact("at most one upgrade of an appliance is open") { store in
            _ = try store.addAppliance(appliance("a1"))
            var first = try upgrade("u1", of: "a1")
            _ = try store.addUpgrade(first)
            #expect(throws: StoreError.conflict()) {
                try store.savepoint { inner in _ = try inner.addUpgrade(try upgrade("u2", of: "a1")) }
            }
            _ = first.cancel(by: "anna", at: at(2))
            try store.saveUpgrade(first)
            #expect(try store.openUpgrade(of: first.appliance) == nil)
            _ = try store.addUpgrade(try upgrade("u2", of: "a1"))
            #expect(try store.upgrades(of: first.appliance, limit: 9).map(\.upgrade.id.text) == ["u2", "u1"])
        },
        Fact("hops come back as they ended, newest first") { store in
            _ = try store.addAppliance(appliance("a1"))
            let hops = [
                try ended("h1", of: "a1", "product-22.2", .failed),
                try ended("h2", of: "a1", nil, .observed, sha256: nil),
                try ended("h3", of: "a1", "product-22.2", .verified),
            ]
            for hop in hops { try store.recordHop(hop) }
            #expect(try store.hops(of: ApplianceID("a1"), limit: 9) == hops.reversed())
            #expect(try store.hops(of: ApplianceID("a1"), limit: 1).map(\.id) == ["h3"])
        },
        Fact("G5: runs are those of test appliances, in order, and what failed or was not ours breaks them") { store in
            for (id, role) in [("t1", ApplianceRole.test), ("t2", .test), ("p1", .production)] {
                _ = try store.addAppliance(appliance(id, role: role))
                try store.recordHop(try ended("\(id)-1", of: id, "product-22.2", .verified))
            }
            try store.recordHop(try ended("t1-2", of: "t1", nil, .observed))
            try store.recordHop(try ended("t1-3", of: "t1", "product-23.1", .verified, sha256: nil))
            let runs = try store.testRuns(of: "acme")
            #expect(runs.map(\.appliance) == ["t1", "t1", "t2"])
            let packages = runs.map { $0.steps.map(\.package.text) }
            #expect(packages == [["product-22.2"], ["product-23.1"], ["product-22.2"]])
            #expect(runs[1].steps.first?.sha256 == nil)
            #expect(try store.testRuns(of: "other").isEmpty)
        },
        Fact("a checkpoint is opened once for a verb, signed off once, and can be taken back") { store in
            _ = try store.addAppliance(appliance("a1"))
            _ = try store.addUpgrade(try upgrade("u1", of: "a1"))
            func checkpoint(_ id: String, _ verb: DriverVerb) -> Checkpoint {
                Checkpoint(
                    id: CheckpointID(id), appliance: ApplianceID("a1"), upgrade: UpgradeID("u1"), verb: verb,
                    package: verb == .install ? PackageID(stored: "base-6.1") : nil, openedAt: at(1))
            }
            let first = try store.openCheckpoint(checkpoint("c1", .install))
            #expect(try store.openCheckpoint(checkpoint("c2", .install)) == first)
            let second = try store.openCheckpoint(checkpoint("c3", .backup))
            #expect(try store.openCheckpoints() == [first, second])
            let signOff = Checkpoint.SignOff(by: "anna", note: "done", at: at(2))
            #expect(try store.signOff(first.checkpoint.id, signOff))
            #expect(try !store.signOff(first.checkpoint.id, signOff))
            #expect(try store.findCheckpoint("c1")?.checkpoint.signedOff == signOff)
            try store.takeBack(second.checkpoint.id, at: at(3))
            #expect(try store.openCheckpoints(of: ApplianceID("a1")).isEmpty)
            #expect(try store.findCheckpoint("\(second.number)")?.checkpoint.signedOff == nil)
            #expect(try store.openCheckpoint(checkpoint("c4", .install)).checkpoint.id.text == "c4")
        },
        Fact("everything is paused once, and goes on once") { store in
            let isOver = try store.endStandstill()
            #expect(try store.standstill() == nil && !isOver)
            let order = Standstill(reason: "an incident", by: "anna", at: at(1))
            #expect(try store.orderStandstill(order))
            #expect(try !store.orderStandstill(Standstill(reason: "another", by: "bruno", at: at(2))))
            #expect(try store.standstill() == order)
            #expect(try store.endStandstill() && store.standstill() == nil)
        },
    ]
}
