import Ports
public import RatchetCore
public import Storage

extension StoreTransaction {
    /// Writes a line of the audit log in the transaction of what it tells of: both are there, or neither.
    ///
    /// - Parameters:
    ///   - action: kebab-case words with dots, `plan.created`.
    ///   - subject: what it was done to, `plan:7`.
    ///   - actor: who did it; nil for whoever the step runs for.
    ///   - before: what was so; nil where nothing was there. Names without a value are left out. Never a secret.
    ///   - after: what is so now; nil where nothing is there any more.
    public func audit(
        _ action: String, of subject: String, by actor: AuditActor? = nil, before: [String: String?]? = nil,
        after: [String: String?]? = nil, _ context: StepContext
    ) throws {
        try keep(
            AuditLine(
                id: context.ids.next(), at: context.now, actor: actor ?? context.actor, action: action,
                subject: subject, before: before?.compactMapValues(\.self), after: after?.compactMapValues(\.self)))
    }
}
