import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Checkpoints")
struct CheckpointStepTests {
    /// What is open, by verb.
    private func open(_ stage: ApplianceStage) async throws -> [DriverVerb] {
        try await stage.house.runner.read(AdminCheckpoints.list()).map(\.checkpoint.verb)
    }

    private func sign(_ stage: ApplianceStage, _ request: SignRequest) async throws {
        let open = try await stage.house.runner.read(AdminCheckpoints.list())
        let number = try #require(open.first).number
        let signed = try await stage.perform(AdminCheckpoints.sign("\(number)", request))
        #expect(signed.checkpoint.signedOff?.by == "anna")
    }

    @Test func `an upgrade without any driver goes on by what people sign off`() async throws {
        var stage = try await ApplianceStage(verbs: [])
        let runs = SnapshotRequest(base: "6.0", product: "22.1", note: "status page")
        try await stage.perform(AdminAppliances.snapshot("alpha", runs))
        try await stage.startAtNight(UpgradeRequest(package: "product-22.2"))
        #expect(try await open(stage) == [.inventory], "what was read before is too old for a hop")
        try await sign(stage, SignRequest(note: "looked", read: SnapshotRequest(base: "6.0", product: "22.1")))
        #expect(try await open(stage) == [.backup])
        try await sign(
            stage, SignRequest(note: "saved", reference: "vault/9", sha256: Sample.digest, bytes: 7, isVerified: true))
        #expect(try await open(stage) == [.exportCertificate])
        try await sign(
            stage,
            SignRequest(note: "saved", reference: "vault/10", fingerprint: Sample.digest, hasPrivateKey: true))
        #expect(try await open(stage) == [.health], "how it is is asked at the last")
        try await sign(stage, SignRequest(note: "looked", read: SnapshotRequest(isWell: true)))
        #expect(try await open(stage) == [.install])
        #expect(try await stage.state == .installing)
        #expect(try await stage.show().summary.verdict.reason == .checkpointOpen)
        try await sign(stage, SignRequest(note: "installed with the vendor's page"))
        #expect(try await open(stage) == [.inventory], "signed off is not proved (D3)")
        stage.house.clock.advance(by: .minutes(1))
        try await sign(stage, SignRequest(note: "looked", read: SnapshotRequest(base: "6.0", product: "22.2")))
        #expect(try await open(stage) == [.health])
        try await sign(stage, SignRequest(note: "looked", read: SnapshotRequest(isWell: true)))
        #expect(try await stage.state == .done)
        #expect(try await open(stage) == [])
        #expect(try await stage.auditLog().filter { $0 == "anna checkpoint.signed-off" }.count == 7)
    }

    @Test func `G5: a digest is the same however whoever signs off has spelt it`() throws {
        let pairs = stride(from: 0, to: 64, by: 2).map { _ in "AB" }.joined(separator: ":")
        for spelt in [Sample.digest, Sample.digest.uppercased(), pairs] {
            #expect(try stagedDigest(spelt) == Sample.digest)
        }
    }

    @Test func `D2: a person who says that it failed stops the upgrade`() async throws {
        let verbs = Set(DriverVerb.allCases).subtracting([.install])
        var stage = try await ApplianceStage(verbs: verbs)
        try await stage.startAtNight(UpgradeRequest(package: "product-22.2"))
        #expect(try await open(stage) == [.install])
        try await sign(stage, SignRequest(note: "it broke off", failed: "the page showed an error"))
        #expect(try await stage.state == .stopped)
        #expect(try await stage.show().summary.verdict.reason == .hopFailed)
    }

    @Test func `an install by hand that nobody has begun is given up, and nobody is asked any more`() async throws {
        var stage = try await ApplianceStage(verbs: Set(DriverVerb.allCases).subtracting([.install]))
        try await stage.startAtNight(UpgradeRequest(package: "product-22.2"))
        #expect(try await stage.state == .installing)
        try await stage.perform(AdminUpgrades.cancel("alpha"))
        #expect(try await stage.state == .cancelled)
        #expect(try await open(stage) == [])
    }

    @Test func `each verb needs what it needs, and nothing that goes with another`() async throws {
        let stage = try await ApplianceStage(verbs: [])
        let runs = SnapshotRequest(base: "6.0", product: "22.1", isWell: true, note: "status page")
        try await stage.perform(AdminAppliances.snapshot("alpha", runs))
        var waiting = stage
        try await waiting.startAtNight(UpgradeRequest(package: "product-22.2"))
        let number = try #require(try await stage.house.runner.read(AdminCheckpoints.list()).first).number
        let wrong = SignRequest(reference: "vault", sha256: "ab", failed: "no")
        let found = await stage.refused(AdminCheckpoints.sign("\(number)", wrong))
        #expect(found?.code == "invalid-sign-off")
        #expect(found?.faults.map(\.field) == ["note", "reference", "sha256", "failed", "product"])
    }

    @Test func `G1: a backup that nobody has read again is not signed off`() throws {
        #expect(throws: AdminProblem(.invalid, code: "invalid-sign-off", title: "", detail: "")) {
            try signOff(SignRequest(note: "saved", reference: "vault/9", sha256: Sample.digest), .backup)
        }
    }

    @Test func `G2: a certificate without its key is not signed off`() throws {
        #expect(throws: AdminProblem(.invalid, code: "invalid-sign-off", title: "", detail: "")) {
            try signOff(SignRequest(note: "x", reference: "y", fingerprint: Sample.digest), .exportCertificate)
        }
    }

    @Test func `one that is closed is not signed again, and one that there is not is named`() async throws {
        let verbs = Set(DriverVerb.allCases).subtracting([.install])
        var stage = try await ApplianceStage(verbs: verbs)
        try await stage.startAtNight(UpgradeRequest(package: "product-22.2"))
        let number = try #require(try await stage.house.runner.read(AdminCheckpoints.list()).first).number
        try await stage.perform(AdminCheckpoints.sign("\(number)", SignRequest(note: "done")))
        let again = await stage.refused(AdminCheckpoints.sign("\(number)", SignRequest(note: "done")))
        #expect(again?.code == "checkpoint-closed" && again?.detail.contains("anna") == true)
        #expect(await stage.refused(AdminCheckpoints.sign("99", SignRequest(note: "x")))?.code == "no-such-checkpoint")
    }
}
