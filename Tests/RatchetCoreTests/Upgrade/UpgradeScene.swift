import RatchetCore
import Testing

/// 2026-03-31T12:00:00Z: the moment at which everything below is as it should be.
let noon = Instant(seconds: 1_774_958_400)

func packageVersion(_ text: String) throws -> PackageVersion {
    try #require(PackageVersion(text), "\(text) is a package's version")
}

func packageID(_ text: String) throws -> PackageID { try #require(PackageID(text), "\(text) is a package's id") }

func versions(_ base: String, _ product: String) throws -> InstalledVersions {
    InstalledVersions(base: try packageVersion(base), product: try packageVersion(product))
}

/// The hops of packages such as `base-6.1`, one after the other, from base 6.0 and product 22.1. Each takes 20 minutes.
func path(_ ids: String..., from start: InstalledVersions? = nil) throws -> [PlannedHop] {
    var runs = try start ?? versions("6.0", "22.1")
    return try ids.map { id in
        let words = id.split(separator: "-").map(String.init)
        let package = Package(
            id: try packageID(id), name: id, packageClass: try #require(PackageClass(rawValue: words[0])),
            version: try packageVersion(words[1]), estimate: .minutes(20), sha256: "digest of \(id)",
            recovery: Recovery(.restore))
        let hop = PlannedHop(package, from: runs)
        runs = hop.to
        return hop
    }
}

/// One appliance and its upgrade at one moment; as made, nothing stands in the way of the next hop.
struct UpgradeScene {
    var now = noon
    var appliance: ApplianceFacts
    var upgrade: Upgrade
    var policy = UpgradePolicy()
    var prerequisite = Prerequisite.met
    var window = WindowSituation.open(until: noon + .hours(4))
    var turn = TurnSituation(turn: nil, hasContract: nil)
    var testRuns: [TestRun]
    var standstill: Standstill?

    init(_ hops: [PlannedHop]? = nil) throws {
        let hops = try hops ?? path("base-6.1", "product-22.2", "product-22.3")
        appliance = ApplianceFacts(
            id: ApplianceID("a1"), name: "support-1", product: "support", role: .production,
            adoptedAt: noon - .days(30), verbs: Set(DriverVerb.allCases))
        appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .days(7), origin: .upgrade)
        upgrade = Upgrade(
            id: UpgradeID("u1"), appliance: appliance.id, target: try #require(hops.last).to, hops: hops, by: "ada",
            at: noon - .hours(2))
        testRuns = [
            TestRun(
                appliance: "test-1", steps: hops.map { TestRun.Step($0.package, sha256: $0.sha256) },
                endedAt: noon - .days(1))
        ]
        _ = upgrade.approve(by: "grace", at: noon - .hours(1))
        _ = upgrade.start(by: "ada", at: noon - .hours(1))
        readAll(running: try #require(hops.first).from)
    }

    /// Everything was asked just now, and all is well.
    mutating func readAll(running installed: InstalledVersions) {
        appliance.verbsReadAt = now
        appliance.inventory.take(ApplianceInventory(installed: installed), at: now, ref: "c1")
        appliance.health.take(ApplianceHealth(sessionsOpen: 3, usersLoggedIn: 2), at: now, ref: "c2")
        appliance.backup.take(
            ApplianceBackup(reference: "backup-1", sha256: "ab", isVerified: true), at: now, ref: "c3")
        appliance.certificate.take(
            CertificateExport(reference: "export-1", fingerprint: "cd", hasPrivateKey: true), at: now, ref: "c4")
    }

    var situation: HopSituation {
        HopSituation(
            now: now, appliance: appliance, upgrade: upgrade, policy: policy, prerequisite: prerequisite,
            window: window, turn: turn, testRuns: testRuns, standstill: standstill)
    }

    /// Why the next hop may not begin, in the gates' order.
    var shut: [Reason] { HopGates.judge(situation).reasonsShut }

    /// What the first shut gate says.
    var spoken: Verdict? { HopGates.judge(situation).shut }

    var next: NextStep { situation.next }

    /// The next hop begins now, and may take an hour.
    @discardableResult
    mutating func begin(isByHand: Bool = false) -> [UpgradeEffect] {
        upgrade.beginHop(
            key: "k1", isByHand: isByHand, silentAt: now + .hours(1), windowEndsAt: now + .hours(4), at: now)
    }

    /// The appliance says that it runs this, and how it is.
    @discardableResult
    mutating func report(_ installed: InstalledVersions, alarms: [String] = []) -> [UpgradeEffect] {
        appliance.inventory.take(ApplianceInventory(installed: installed), at: now, ref: "c5")
        appliance.health.take(ApplianceHealth(alarms: alarms), at: now, ref: "c6")
        return upgrade.reported(appliance.inventory, appliance.health, at: now)
    }

    /// The first hop of `hops` is failed by its installer.
    static func failed(_ hops: [PlannedHop]) throws -> UpgradeScene {
        var scene = try UpgradeScene(hops)
        scene.begin()
        _ = scene.upgrade.installFailed(key: "k1", reason: "disk error", at: scene.now)
        return scene
    }
}

extension Upgrade {
    /// The same upgrade with something of it otherwise.
    func with(_ change: (inout Snapshot) -> Void) -> Upgrade {
        var snapshot = self.snapshot
        change(&snapshot)
        return Upgrade(restoring: snapshot)
    }
}

extension TurnSituation {
    /// - Parameter hasContract: whether one is valid around `noon`; nil for none.
    init(turn: Instant?, hasContract: Bool?) {
        let until = hasContract.flatMap { CivilDate($0 ? "2026-12-31" : "2026-01-31") }
        self.init(turn: turn, contract: until.flatMap { MaintenanceContract(until: $0) })
    }
}

extension [UpgradeEffect] {
    var alarms: [UpgradeAlarm] { compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } } }

    var isIgnored: Bool { contains { if case .ignored = $0 { true } else { false } } }

    var finished: [PackageID] { compactMap { if case .hopDone(let hop, _, _) = $0 { hop.package } else { nil } } }
}
