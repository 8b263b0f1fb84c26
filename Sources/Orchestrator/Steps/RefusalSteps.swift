import RatchetCore
public import Storage

/// Refused messages, counted and listed; those of whoever could not prove who it is are in the audit log too.
public enum RefusalSteps {
    public static func count(
        _ problem: DeviceProblem, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        try store.countRefusal(
            reason: problem.code.rawValue, subject: problem.subject, detail: problem.detail, at: context.now)
        if problem.code.isAboutIdentity { try audit(problem, &store, context) }
        return StepOutcome(())
    }

    private static func audit(
        _ problem: DeviceProblem, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        guard let leftOut = context.caches.refusals.admit(at: context.now) else { return }
        try store.audit(
            "device.\(problem.code.rawValue)", of: "device:\(problem.subject)",
            by: AuditActor(.nobody, name: problem.subject),
            after: ["why": problem.detail, "leftOut": leftOut == 0 ? nil : String(leftOut)], context)
    }
}

extension DeviceProblem.Code {
    /// Whether somebody was refused for who it is, and not for what it said.
    fileprivate var isAboutIdentity: Bool {
        switch self {
        case .proofUnreadable, .proofRefused, .certificateRefused, .linkRefused: true
        case .unknownEnrolment, .malformed, .tooLarge, .notTaken, .notInManifest, .userNotManaged, .unknownPath: false
        }
    }
}
