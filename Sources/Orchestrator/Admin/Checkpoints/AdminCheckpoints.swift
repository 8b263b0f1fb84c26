import RatchetCore
import Storage

/// Steps about what people do by hand because a driver can't.
public enum AdminCheckpoints {
    /// All that are open, oldest first.
    public static func list() -> AdminReading<[CheckpointView]> {
        { store, _ in
            var labels: [ApplianceID: ApplianceLabel] = [:]
            return try store.openCheckpoints().compactMap { record in
                let id = record.checkpoint.appliance
                if labels[id] == nil { labels[id] = try store.findAppliance(id.text).map(ApplianceLabel.init) }
                return labels[id].map { CheckpointView(record, $0) }
            }
        }
    }

    /// By id or number, signed off or not.
    public static func show(_ word: String) -> AdminReading<CheckpointView> {
        { store, _ in try store.requireCheckpoint(word) }
    }

    /// A person says what they have done. That is a claim: what the appliance says next is what counts, where it can be asked (D3).
    public static func sign(_ word: String, _ request: SignRequest) -> AdminStep<CheckpointView> {
        { store, context in
            // Whose it is never changes; whether it is open is looked at behind the appliance's lock.
            let appliance = try store.requireCheckpoint(word).appliance
            var unit = try store.requireApplianceUnit(appliance.id.text, context)
            let view = try store.requireCheckpoint(word)
            let checkpoint = view.checkpoint
            guard try store.openCheckpoints(of: appliance.id).contains(where: { $0.number == view.number }) else {
                throw AdminProblem.checkpointClosed(view)
            }
            let claim = try SignCheck.claim(request, of: checkpoint.verb)
            let signOff = Checkpoint.SignOff(by: context.actor.person, note: claim.note, at: context.now)
            _ = try store.signOff(checkpoint.id, signOff)
            var said = try unit.take(claim, of: checkpoint, &store)
            (said["verb"], said["note"]) = (checkpoint.verb.rawValue, claim.note)
            unit.note(
                "checkpoint.signed-off", said.merging(["checkpoint": "\(view.number)"]) { own, _ in own },
                actor: "admin")
            let wakes = try unit.finish(Audited("checkpoint.signed-off", after: said), &store).wakes
            return StepOutcome(try store.requireCheckpoint(word), wakes: wakes)
        }
    }
}

extension ApplianceUnit {
    /// Takes in what was claimed, as the driver's answer would be. Returns it for the timeline and the audit log.
    fileprivate mutating func take(
        _ claim: SignClaim, of checkpoint: Checkpoint, _ store: inout StoreTransaction
    ) throws -> [String: String?] {
        let (now, ref) = (context.now, checkpoint.id.text)
        switch claim.outcome {
        case .told(let told): return try take(told, ref: ref, &store)
        case .backup(let backup):
            record.facts.backup.take(backup, at: now, ref: ref)
            return ["reference": backup.reference, "sha256": backup.sha256]
        case .certificate(let export):
            record.facts.certificate.take(export, at: now, ref: ref)
            return ["reference": export.reference, "fingerprint": export.fingerprint]
        case .staged(let sha256):
            if let package = checkpoint.package {
                record.facts.staged[package] = StagedPackage(sha256: sha256, at: now)
            }
            record.facts.stagingTrouble = nil
            return ["package": checkpoint.package?.text, "sha256": sha256]
        case .supportBundle(let reference):
            record.facts.supportBundle.take(reference, at: now, ref: ref)
            return ["reference": reference]
        case .installed(let failure):
            try order("signed off", &store) { upgrade in
                failure.map { upgrade.installFailed(key: ref, reason: $0, at: now) }
                    ?? upgrade.installed(key: ref, at: now)
            }
            return ["package": checkpoint.package?.text, "failed": failure]
        case .restored: return [:]
        }
    }
}

extension StoreTransaction {
    fileprivate func requireCheckpoint(_ word: String) throws -> CheckpointView {
        guard word.isWord, let record = try findCheckpoint(word),
            let appliance = try findAppliance(record.checkpoint.appliance.text)
        else { throw AdminProblem.noCheckpoint(word) }
        return CheckpointView(record, ApplianceLabel(appliance))
    }
}

extension AdminProblem {
    fileprivate static func noCheckpoint(_ word: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-checkpoint", title: "There is no such checkpoint",
            detail: """
                No checkpoint has \(quoted(word)) as its id or number. The list of checkpoints shows those that are open.
                """)
    }

    fileprivate static func checkpointClosed(_ view: CheckpointView) -> AdminProblem {
        let how =
            view.checkpoint.signedOff.map { "was signed off by \(quoted($0.by)) at \($0.at)" }
            ?? "is not needed any more and was taken back"
        return AdminProblem(
            .conflict, code: "checkpoint-closed", title: "The checkpoint is not open any more",
            detail: "Checkpoint \(view.number) \(how). The list of checkpoints shows those that are open.")
    }
}
