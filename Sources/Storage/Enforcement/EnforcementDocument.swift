import RatchetCore

/// An enforcement as the store keeps it: version 1. A shape of its own, like `FactsDocument`.
struct EnforcementDocument {
    var version = 1
    var id: String
    var device: String
    var plan: String
    var targetVersion: String
    var targetBuild: String?
    var isSecurityImprovement: Bool
    var deadline: String
    var detailsURL: String?
    var plannedAt: Int64
    var state: String
    var since: Int64
    var evidenceKind: String
    var evidenceAt: Int64
    var evidenceRef: String
    var outcome: String?
    var offeredAt: Int64?
    var failureCount: Int?
    var failureReason: String?
    var failureTimestamp: String?
    var failingSince: Int64?
    var stalledAt: Int64?
    var refusals: [ReasonDocument]
}

extension EnforcementDocument {
    init(_ enforcement: Enforcement) {
        let kept = enforcement.snapshot
        self.init(
            id: kept.id.text, device: kept.device.text, plan: kept.plan.text, targetVersion: kept.target.version.text,
            targetBuild: kept.target.build, isSecurityImprovement: kept.target.isSecurityImprovement,
            deadline: kept.deadline.description, detailsURL: kept.detailsURL, plannedAt: kept.plannedAt.microseconds,
            state: kept.state.rawValue, since: kept.since.microseconds, evidenceKind: kept.evidence.kind.rawValue,
            evidenceAt: kept.evidence.at.microseconds, evidenceRef: kept.evidence.ref, outcome: kept.outcome?.rawValue,
            offeredAt: kept.offeredAt?.microseconds, failureCount: kept.failure?.count,
            failureReason: kept.failure?.reason, failureTimestamp: kept.failure?.timestamp,
            failingSince: kept.failingSince?.microseconds, stalledAt: kept.stalledAt?.microseconds,
            refusals: kept.refusals.map { ReasonDocument(code: $0.code, text: $0.text) })
    }

    func enforcement() throws(StoreError) -> Enforcement {
        guard version == 1, let targetVersion = OSVersion(targetVersion), let deadline = LocalDateTime(deadline),
            let state = EnforcementState(rawValue: state), let kind = Evidence.Kind(rawValue: evidenceKind)
        else { throw StoreError.corrupt("enforcement \(id) is not of the shape that this version knows") }
        return Enforcement(
            restoring: Enforcement.Snapshot(
                id: EnforcementID(id), device: DeviceID(device), plan: PlanID(plan),
                target: Target(
                    version: targetVersion, build: targetBuild, isSecurityImprovement: isSecurityImprovement),
                deadline: deadline, detailsURL: detailsURL, plannedAt: Instant(microseconds: plannedAt), state: state,
                since: Instant(microseconds: since),
                evidence: Evidence(kind, at: Instant(microseconds: evidenceAt), ref: evidenceRef),
                outcome: outcome.flatMap(EnforcementOutcome.init(rawValue:)),
                offeredAt: offeredAt.map(Instant.init(microseconds:)),
                failure: failureCount.map {
                    UpdateFailure(count: $0, reason: failureReason, timestamp: failureTimestamp)
                },
                failingSince: failingSince.map(Instant.init(microseconds:)),
                stalledAt: stalledAt.map(Instant.init(microseconds:)),
                refusals: refusals.map { DeclarationReport.Reason(code: $0.code, text: $0.text) }))
    }
}

/// Members are written in the order of their names, and read in it where they stand so.
extension EnforcementDocument {
    var text: String {
        var writer = DocumentWriter()
        writer.object { writer in
            writer.member("deadline", deadline)
            writer.member("detailsURL", detailsURL)
            writer.member("device", device)
            writer.member("evidenceAt", evidenceAt)
            writer.member("evidenceKind", evidenceKind)
            writer.member("evidenceRef", evidenceRef)
            writer.member("failingSince", failingSince)
            writer.member("failureCount", failureCount)
            writer.member("failureReason", failureReason)
            writer.member("failureTimestamp", failureTimestamp)
            writer.member("id", id)
            writer.member("isSecurityImprovement", isSecurityImprovement)
            writer.member("offeredAt", offeredAt)
            writer.member("outcome", outcome)
            writer.member("plan", plan)
            writer.member("plannedAt", plannedAt)
            writer.member("refusals", refusals) { $0.array($1) { $0.reason($1) } }
            writer.member("since", since)
            writer.member("stalledAt", stalledAt)
            writer.member("state", state)
            writer.member("targetBuild", targetBuild)
            writer.member("targetVersion", targetVersion)
            writer.member("version", version)
        }
        return writer.text
    }

    /// - Throws: `StoreError.corrupt`.
    init(text: String) throws(StoreError) {
        var object = try DocumentReader(text).object()
        deadline = try object.string("deadline")
        detailsURL = try object.optionalString("detailsURL")
        device = try object.string("device")
        evidenceAt = try object.int("evidenceAt")
        evidenceKind = try object.string("evidenceKind")
        evidenceRef = try object.string("evidenceRef")
        failingSince = try object.optionalInt("failingSince")
        failureCount = try object.optionalInt("failureCount").map(Int.init)
        failureReason = try object.optionalString("failureReason")
        failureTimestamp = try object.optionalString("failureTimestamp")
        id = try object.string("id")
        isSecurityImprovement = try object.bool("isSecurityImprovement")
        offeredAt = try object.optionalInt("offeredAt")
        outcome = try object.optionalString("outcome")
        plan = try object.string("plan")
        plannedAt = try object.int("plannedAt")
        refusals = try object.array("refusals", ReasonDocument.init)
        since = try object.int("since")
        stalledAt = try object.optionalInt("stalledAt")
        state = try object.string("state")
        targetBuild = try object.optionalString("targetBuild")
        targetVersion = try object.string("targetVersion")
        version = Int(try object.int("version"))
    }
}
