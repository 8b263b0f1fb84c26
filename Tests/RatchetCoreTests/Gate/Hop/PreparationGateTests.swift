import Testing

@testable import RatchetCore

@Suite("What must be ready before a hop")
struct PreparationGateTests {
    @Test func `as it should be, nothing stands in the way`() throws {
        let scene = try UpgradeScene()
        #expect(scene.shut.isEmpty)
        #expect(scene.next == .beginHop)
    }

    @Test func `G1: without a backup the gate is shut, and one is taken`() throws {
        var scene = try UpgradeScene()
        scene.appliance.backup = Reading()
        #expect(scene.shut == [.backupMissing])
        #expect(scene.next == .call(.backup))
    }

    @Test func `G1: a backup older than a day shuts the gate`() throws {
        var scene = try UpgradeScene()
        let backup = try #require(scene.appliance.backup.good?.value)
        scene.appliance.backup.take(backup, at: noon - .hours(24), ref: "c")
        #expect(scene.shut.isEmpty, "a day is not older than a day")
        scene.appliance.backup.take(backup, at: noon - .hours(24) - .seconds(1), ref: "c")
        #expect(scene.shut == [.backupStale])
        #expect(scene.next == .call(.backup))
    }

    @Test func `G1: a backup from before the last change of the configuration shuts the gate`() throws {
        var scene = try UpgradeScene()
        let backup = try #require(scene.appliance.backup.good?.value)
        scene.appliance.backup.take(backup, at: noon - .minutes(30), ref: "c")
        scene.appliance.health.take(
            ApplianceHealth(configurationChangedAt: noon - .minutes(10)), at: noon - .minutes(5), ref: "c")
        #expect(scene.shut == [.backupStale])
    }

    @Test func `G1: an appliance whose clock is ahead can be backed up all the same`() throws {
        var scene = try UpgradeScene()
        scene.appliance.health.take(
            ApplianceHealth(configurationChangedAt: noon + .hours(8)), at: noon - .minutes(5), ref: "c")
        #expect(scene.shut == [.healthUnread], "the backup of noon is newer than the answer that spoke of it")
    }

    @Test func `G1: each hop, and a change that was not ours, needs a backup of its own`() throws {
        var scene = try UpgradeScene()
        scene.appliance.changedAt = noon + .seconds(1)
        scene.now = noon + .minutes(1)
        #expect(scene.shut == [.healthUnread, .backupStale])
    }

    @Test func `G1: a backup that nobody read again is no backup`() throws {
        var scene = try UpgradeScene()
        scene.appliance.backup.take(
            ApplianceBackup(reference: "backup-1", sha256: "ab", isVerified: false), at: noon, ref: "c")
        #expect(scene.shut == [.backupUnverified])
        #expect(scene.next == .wait(until: noon + .minutes(15)), "it is not taken at every poll")
        scene.now = noon + .minutes(8)
        scene.appliance.inventory.take(try #require(scene.appliance.inventory.good?.value), at: scene.now, ref: "c")
        scene.appliance.health.take(ApplianceHealth(), at: scene.now, ref: "c")
        scene.now = noon + .minutes(15)
        #expect(scene.next == .call(.backup))
    }

    @Test func `G1: a backup that failed is tried again after a while`() throws {
        var scene = try UpgradeScene()
        scene.appliance.backup.fail("no space", at: noon)
        #expect(scene.spoken?.reason == .backupFailed)
        #expect(scene.spoken?.details["why"] == "no space")
        #expect(scene.next == .wait(until: noon + .minutes(1)))
        scene.now = noon + .minutes(1)
        #expect(scene.next == .call(.backup))
    }

    @Test func `G1: it can't be waived`() throws {
        var scene = try UpgradeScene()
        #expect(scene.upgrade.waive(Waiver(.G1, reason: "in a hurry", by: "ada", at: noon)).isIgnored)
    }

    @Test func `G2: certificate and key are kept off the appliance, the key too`() throws {
        var scene = try UpgradeScene()
        let export = try #require(scene.appliance.certificate.good?.value)
        scene.appliance.certificate = Reading()
        #expect(scene.shut == [.exportMissing])
        #expect(scene.next == .call(.exportCertificate))
        scene.appliance.certificate.take(export, at: noon - .days(31), ref: "c")
        #expect(scene.shut == [.exportMissing], "a month is too long")
        scene.appliance.certificate.take(
            CertificateExport(reference: "export-1", fingerprint: "cd", hasPrivateKey: false), at: noon, ref: "c")
        #expect(scene.shut == [.exportKeyless], "without its key it is worth nothing")
    }

    @Test func `G2: an export without its key is a no of its own, and is not asked for at every poll`() throws {
        var scene = try UpgradeScene()
        scene.appliance.certificate.take(
            CertificateExport(reference: "export-1", fingerprint: "cd", hasPrivateKey: false), at: noon, ref: "c")
        let said = try #require(scene.spoken)
        #expect(said.answer == .no && said.reason == .exportKeyless && said.reason.waysOut == [.exportOrWaive])
        #expect(said.evidence == [Evidence(.driverCall, at: noon, ref: "export-1")])
        #expect(scene.next == .wait(until: noon + .minutes(15)))
        scene.now = noon + .minutes(15)
        scene.readAll(running: try versions("6.0", "22.1"))
        scene.appliance.certificate.take(
            CertificateExport(reference: "export-1", fingerprint: "cd", hasPrivateKey: false), at: noon, ref: "c")
        #expect(scene.next == .call(.exportCertificate), "somebody may have let the key out since")
    }

    @Test func `G2: it can be waived with a reason, and then nothing is exported`() throws {
        var scene = try UpgradeScene()
        scene.appliance.certificate.fail("not supported", at: noon)
        #expect(scene.shut == [.exportFailed])
        _ = scene.upgrade.waive(Waiver(.G2, reason: "kept in the vault", by: "ada", at: noon))
        #expect(scene.shut.isEmpty)
        let judged = try #require(HopGates.judge(scene.situation).first { $0.rule == .G2 })
        #expect(judged.shut?.reason == .exportFailed && judged.waiver?.reason == "kept in the vault")
        #expect(scene.next == .beginHop)
    }

    /// The next hop's package has a file, whose digest is "ab".
    private func staging() throws -> UpgradeScene {
        let hop = try #require(UpgradeScene().upgrade.nextHop)
        return try UpgradeScene([
            PlannedHop(
                package: hop.package, name: hop.name, packageClass: .base, from: hop.from, to: hop.to,
                estimate: hop.estimate, restarts: true, affectsClients: false, isMajor: false, source: "files/base",
                sha256: "ab")
        ])
    }

    @Test func `a package's file has to lie there, and be the one that is meant`() throws {
        var scene = try staging()
        let package = try #require(scene.upgrade.nextHop).package
        #expect(scene.shut == [.notStaged])
        #expect(scene.next == .call(.stage))
        scene.appliance.staged[package] = StagedPackage(sha256: "cd", at: noon)
        #expect(scene.shut == [.digestMismatch])
        scene.appliance.staged[package] = StagedPackage(sha256: "ab", at: noon)
        #expect(scene.shut.isEmpty)
    }

    @Test func `staging that fails says why in the driver's words, and is tried again`() throws {
        var scene = try staging()
        scene.appliance.stagingTrouble = ReadingTrouble("no room", at: noon)
        #expect(scene.shut == [.stageFailed])
        #expect(scene.spoken?.answer == .no && scene.spoken?.details["why"] == "no room")
        #expect(scene.next == .wait(until: noon + .minutes(1)))
        scene.now = noon + .minutes(1)
        #expect(scene.next == .call(.stage))
        scene.appliance.verbs.remove(.stage)
        #expect(scene.next == .checkpoint(.stage))
    }

    @Test func `a file that is another one is staged again after a while, and at once when a person asks`() throws {
        var scene = try staging()
        let hop = try #require(scene.upgrade.nextHop)
        scene.appliance.staged[hop.package] = StagedPackage(sha256: "cd", at: noon)
        #expect(scene.next == .wait(until: noon + .minutes(15)))
        var asked = scene.appliance
        asked.tryAgain(with: hop)
        #expect(asked.staged.isEmpty, "it is asked for at once")
        scene.now = noon + .minutes(15)
        scene.readAll(running: hop.from)
        #expect(scene.next == .call(.stage))
        // It could not be staged this time; the old one still lies there.
        scene.appliance.stagingTrouble = ReadingTrouble("no room", at: scene.now)
        #expect(scene.shut == [.stageFailed])
        scene.appliance.staged[hop.package] = StagedPackage(sha256: "ab", at: noon)
        scene.appliance.tryAgain(with: hop)
        #expect(scene.appliance.staged.count == 1 && scene.next == .beginHop, "the right one stays")
    }

    @Test func `a preparation that goes on failing is tried more and more seldom`() throws {
        let policy = UpgradePolicy()
        var trouble: ReadingTrouble?
        let pauses = (1...7).map { _ in
            trouble = ReadingTrouble("no space", at: noon, after: trouble)
            return trouble?.retryAt(policy).since(noon)
        }
        #expect(pauses == [1, 2, 4, 8, 15, 15, 15].map { Duration.minutes($0) })
        var scene = try UpgradeScene()
        for _ in 1...3 { scene.appliance.backup.fail("no space", at: noon) }
        #expect(scene.next == .wait(until: noon + .minutes(4)))
        scene.appliance.tryAgain(with: scene.upgrade.nextHop)
        #expect(scene.next == .beginHop, "the backup from before is still good")
        for _ in 1...2 { scene.appliance.certificate.fail("no vault", at: noon) }
        #expect(scene.next == .wait(until: noon + .minutes(2)))
    }

    @Test func `what the driver can't do becomes a checkpoint`() throws {
        var scene = try UpgradeScene()
        scene.appliance.verbs.remove(.install)
        #expect(scene.next == .checkpoint(.install))
        scene.appliance.backup = Reading()
        scene.appliance.verbs.remove(.backup)
        #expect(scene.next == .checkpoint(.backup))
    }
}
