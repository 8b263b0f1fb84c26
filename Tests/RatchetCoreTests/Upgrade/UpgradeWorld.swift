import RatchetCore
import SeededRandom

/// One appliance that does as it likes, people who do as they like, and an executor that does what the core says: everything drawn from
/// one seed.
struct UpgradeWorld {
    /// What came of a call of the installer, and when it says so.
    enum Answer { case success, failure, lost, lie, never }

    private static let answers: [Answer] = [
        .success, .success, .success, .success, .success, .failure, .lost, .lie, .never,
    ]

    var scene: UpgradeScene
    var random: SeededRandom
    /// Everybody does what is wanted of them, and nothing fails.
    let isHonest: Bool

    /// What the appliance runs in truth.
    private(set) var truth: InstalledVersions
    private let start: InstalledVersions
    private var isSick = false
    private var pending: (at: Instant, answer: Answer, key: String, to: InstalledVersions)?
    private var calls = 0
    /// When the product changed last, as the world saw it recorded.
    private(set) var productChangedAt: Instant?
    /// Hops that were begun since a person last let the upgrade go on.
    private(set) var begun: [PackageID] = []
    private(set) var findings: [String] = []
    /// How often something was done since the clock last moved.
    private var stepsAtOnce = 0

    init(seed: UInt64, _ scene: UpgradeScene, isHonest: Bool = false) {
        (random, self.scene, self.isHonest) = (SeededRandom(seed: seed), scene, isHonest)
        start = scene.upgrade.hops[0].from
        truth = start
        productChangedAt = scene.appliance.lastProductHop?.at
    }

    var now: Instant { scene.now }

    mutating func step() {
        if let due = pending, due.at <= now { answer(due) }
        observe("timePassed") { $0.timePassed($1.now, $1.appliance) }
        if !isHonest { somebodyActs() }
        openWindow()
        let next = scene.next
        check(next)
        switch next {
        case .call(let verb): call(verb)
        case .checkpoint(.install): begin(isByHand: true)
        case .checkpoint(let verb): if chance(3) { call(verb) } else { move(to: now + .minutes(5)) }
        case .beginHop: begin(isByHand: false)
        case .wait(let until): move(to: until ?? now + .hours(1))
        }
    }

    // MARK: - The executor

    private mutating func begin(isByHand: Bool) {
        guard let hop = scene.upgrade.nextHop, case .open(let until) = scene.window else {
            return found("begun without a hop or a window")
        }
        calls += 1
        let (key, now) = ("k\(calls)", now)
        let silentAt = now + HopEstimate(hop, on: scene.appliance, scene.policy).silenceLimit
        if begun.contains(hop.package) { found("D4: \(hop.package) was begun twice without a person") }
        begun.append(hop.package)
        checkSoak(hop)
        observe("beginHop") { upgrade, _ in
            upgrade.beginHop(key: key, isByHand: isByHand, silentAt: silentAt, windowEndsAt: until, at: now)
        }
        let answer = isHonest ? .success : Self.answers.randomElement(using: &random) ?? .never
        pending = (now + .minutes(Int.random(in: 1...65, using: &random)), answer, key, hop.to)
        if isHonest { pending?.at = now + .minutes(15) }
        // The new version may run for a while before the installer ends.
        if answer == .success, chance(2) { truth = hop.to }
    }

    private mutating func answer(_ due: (at: Instant, answer: Answer, key: String, to: InstalledVersions)) {
        pending = nil
        let now = now
        switch due.answer {
        case .success, .lie:
            if due.answer == .success { truth = due.to }
            observe("installed") { upgrade, _ in upgrade.installed(key: due.key, at: now) }
        case .failure:
            observe("installFailed") { upgrade, _ in upgrade.installFailed(key: due.key, reason: "disk", at: now) }
        case .lost, .never:
            if chance(2) { truth = due.to }
            guard due.answer == .lost else { return }
            observe("answerLost") { upgrade, _ in upgrade.answerLost(key: due.key, reason: "cut", at: now) }
        }
    }

    private mutating func call(_ verb: DriverVerb) {
        let (now, fails) = (now, !isHonest && chance(6))
        let ref = "c\(stepsAtOnce)"
        scene.appliance.verbsReadAt = now
        switch verb {
        case .inventory where fails: scene.appliance.inventory.fail("away", at: now)
        case .inventory: read(ref)
        case .health where fails: scene.appliance.health.fail("away", at: now)
        case .health: scene.appliance.health.take(ApplianceHealth(alarms: isSick ? ["raid"] : []), at: now, ref: ref)
        case .backup where fails: scene.appliance.backup.fail("full", at: now)
        case .backup:
            scene.appliance.backup.take(
                ApplianceBackup(reference: ref, sha256: "ab", isVerified: !fails), at: now, ref: ref)
        case .exportCertificate:
            scene.appliance.certificate.take(
                CertificateExport(reference: ref, fingerprint: "cd", hasPrivateKey: !fails), at: now, ref: ref)
        case .supportBundle where fails: scene.appliance.supportBundle.fail("full", at: now)
        case .supportBundle: scene.appliance.supportBundle.take(ref, at: now, ref: ref)
        case .stage, .install, .restore: found("\(verb) was called")
        }
        observe("reported") { $0.reported($1.appliance.inventory, $1.appliance.health, at: now) }
        if scene.next == .call(verb) { found("\(verb) is due again at once") }
        stepsAtOnce += 1
        if stepsAtOnce > 20 { found("it never comes to rest") }
    }

    /// What it runs is read; a change that no hop of ours explains is somebody else's.
    private mutating func read(_ ref: String) {
        let (now, before) = (now, scene.appliance.inventory.good?.value.installed)
        let runs = truth
        scene.appliance.inventory.take(ApplianceInventory(installed: runs), at: now, ref: ref)
        guard let before, before != runs, !(scene.upgrade.state.isHopping && scene.upgrade.nextHop?.to == runs) else {
            return
        }
        if before.product != runs.product { productChanged(runs, .observed) }
        observe("changedByOthers") { upgrade, _ in
            let rest = upgrade.hops.drop { $0.from != runs }
            return upgrade.changedByOthers(
                from: before, to: runs,
                path: rest.isEmpty && runs != upgrade.target ? .failure(UpgradeNoPath("none")) : .success(Array(rest)),
                Evidence(.inventory, at: now, ref: ref))
        }
    }

    private mutating func productChanged(_ runs: InstalledVersions, _ origin: ProductHop.Origin) {
        productChangedAt = now
        scene.appliance.lastProductHop = ProductHop(version: runs.product?.text ?? "-", at: now, origin: origin)
    }

    // MARK: - People and the world

    private mutating func somebodyActs() {
        guard chance(15) else { return }
        let now = now
        switch Int.random(in: 0..<11, using: &random) {
        case 0: observe("pause") { upgrade, _ in upgrade.pause(by: "ada", because: "r", at: now) }
        case 1, 2: resume()
        case 3: observe("unfreeze") { upgrade, _ in upgrade.unfreeze(by: "ada", because: "r", at: now) }
        case 4: if chance(4) { observe("cancel") { upgrade, _ in upgrade.cancel(by: "ada", at: now) } }
        case 5: scene.standstill = scene.standstill == nil ? Standstill(reason: "r", by: "ada", at: now) : nil
        case 6: isSick = chance(3)
        // The server dies: whoever waited for an answer will not get it.
        case 7: if let due = pending { answer((due.at, .lost, due.key, due.to)) }
        case 8: if pending == nil, !scene.upgrade.state.isHopping, chance(6) { truth = start }
        // Somebody asks for a snapshot, whatever is going on.
        default: snapshot()
        }
        if scene.upgrade.state != .frozen, scene.upgrade.state != .stopped { return }
        move(to: now + .minutes(7))
    }

    private mutating func resume() {
        let (now, runs) = (now, scene.appliance.inventory.good?.value.installed ?? truth)
        let rest = Array(scene.upgrade.hops.drop { $0.from != runs })
        let effects = observe("resume") { upgrade, _ in upgrade.resume(by: "ada", over: rest, at: now) }
        if !effects.isIgnored { begun = scene.upgrade.state.isHopping ? begun : [] }
        observe("approve") { upgrade, _ in upgrade.approve(by: "grace", at: now) }
    }

    private mutating func snapshot() {
        let now = now
        read("snapshot")
        scene.appliance.health.take(ApplianceHealth(alarms: isSick ? ["raid"] : []), at: now, ref: "snapshot")
        observe("reported") { $0.reported($1.appliance.inventory, $1.appliance.health, at: now) }
    }

    /// The first six hours of each day.
    private mutating func openWindow() {
        let day: Int64 = 86_400
        let start = Instant(seconds: now.seconds / day * day)
        scene.window =
            now < start + .hours(6)
            ? .open(until: start + .hours(6)) : .shut(until: start + .hours(24), reason: nil)
    }

    private mutating func move(to moment: Instant) {
        if moment <= now { found("it waits for the past") }
        scene.now = min(moment, pending.map { max($0.at, now + .seconds(1)) } ?? moment)
        stepsAtOnce = 0
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    // MARK: - What must hold

    @discardableResult
    private mutating func observe(
        _ event: String, _ change: (inout Upgrade, UpgradeScene) -> [UpgradeEffect]
    ) -> [UpgradeEffect] {
        let (before, wasFrozen) = (scene.upgrade, scene.appliance.freeze)
        let effects = change(&scene.upgrade, scene)
        let after = scene.upgrade
        if before.state == .frozen, after.state != .frozen, event != "unfreeze" { found("D1: \(event) unfroze it") }
        if before.state == .stopped, after.state != .stopped, !["resume", "restore", "cancel"].contains(event) {
            found("D2: \(event) went on from stopped")
        }
        let isAsked = before.state == .installing && before.attempt?.isByHand == true
        if event == "cancel", before.state.isHopping, !isAsked, before != after { found("a hop was cancelled") }
        if !before.state.isOpen, before != after { found("\(event) changed what is over") }
        if effects.isIgnored, before != after { found("\(event) was ignored and changed something") }
        for effect in effects { take(effect, from: before, event) }
        if event == "unfreeze", before.state == .frozen { scene.appliance.freeze = nil }
        if wasFrozen == nil, after.state == .frozen, scene.appliance.freeze == nil { found("D1: frozen in name alone") }
        return effects
    }

    private mutating func take(_ effect: UpgradeEffect, from before: Upgrade, _ event: String) {
        switch effect {
        case .hopDone(let hop, _, _):
            checkProof(of: hop, before)
            if before.state == .installing, before.attempt?.isByHand == false { found("D3: done beside its installer") }
            if hop.packageClass == .product { productChanged(hop.to, .upgrade) }
        case .hopFailed(let hop, _, let at):
            scene.appliance.hopFailed(hop, at: at)
            if let good = scene.appliance.inventory.good, good.value.installed.product != hop.from.product {
                productChangedAt = at
            }
            let expected: UpgradeState = hop.packageClass == .base ? .frozen : .stopped
            if scene.upgrade.state != expected {
                found("\(expected == .frozen ? "D1" : "D2"): \(hop.package) failed and led to \(scene.upgrade.state)")
            }
        case .freeze(let freeze): scene.appliance.freeze = freeze
        default: break
        }
    }

    /// (D3)
    private mutating func checkProof(of hop: PlannedHop, _ before: Upgrade) {
        guard let startedAt = before.attempt?.startedAt, let runs = scene.appliance.inventory.good,
            let health = scene.appliance.health.good, runs.at >= startedAt, health.at >= runs.at,
            runs.value.installed == hop.to, truth == hop.to, health.value.problems.isEmpty
        else { return found("D3: \(hop.package) was done without proof") }
    }

    /// (S1, S7)
    private mutating func checkSoak(_ hop: PlannedHop) {
        guard hop.packageClass == .product else { return }
        let from = productChangedAt ?? scene.appliance.adoptedAt
        if now < from + scene.policy.soak { found("S1: \(hop.package) was begun \(now.since(from)) after the last") }
    }

    private mutating func check(_ next: NextStep) {
        let isBeginning = next == .beginHop || next == .checkpoint(.install)
        if isBeginning, !scene.shut.isEmpty { found("begun though \(scene.shut)") }
        if isBeginning, pending != nil, scene.upgrade.state == .installing { found("begun beside an installer") }
        if scene.appliance.freeze != nil {
            switch next {
            case .call(let verb) where verb.isReading: break
            case .wait: break
            default: found("D1: \(next) while frozen")
            }
        }
        if next == .wait(until: nil), scene.upgrade.state.isHopping || scene.upgrade.state == .waiting {
            found("it waits for nothing in \(scene.upgrade.state)")
        }
    }

    private mutating func found(_ finding: String) { findings.append(finding) }
}
