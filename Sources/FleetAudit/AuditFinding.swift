public import FleetSimulator
public import RatchetCore

/// What a comparison of a server's words with the truth amounts to.
public enum AuditFinding: Sendable, Equatable {
    case agrees
    /// With what was expected and what was said.
    case disagrees(String)
    /// The server has no way to know of it: it is off, or was sent away.
    case cannotBeKnown
    /// It changed while it was looked at: nothing can be said.
    case changing

    /// Compares what was said of a device with the truth before and after it was said.
    ///
    /// Truth and words are read at different moments, so a device that changed in between is not judged. One that disagrees
    /// may have a report on its way still: whoever asks allows for that by asking again.
    ///
    /// - Parameter said: nil where the server does not know the device.
    public static func comparing(
        _ said: ServerStatement?, between before: DeviceSummary, and after: DeviceSummary, at now: Instant
    ) -> AuditFinding {
        guard before.truth.kind == after.truth.kind, before.updates == after.updates else { return .changing }
        return comparing(said, with: after.truth.kind, after.mood, at: now)
    }

    /// Compares what was said of a device with its truth at the moment.
    public static func comparing(
        _ said: ServerStatement?, with truth: DeviceTruth.Kind, _ mood: DeviceMood, at now: Instant
    ) -> AuditFinding {
        guard let answers = TruthTable.answers(to: truth, mood) else { return .cannotBeKnown }
        guard let said else {
            return truth == .enrolling
                ? .cannotBeKnown : .disagrees("it is \(truth.rawValue), and the server does not know it")
        }
        if answers.contains(where: { $0.allows(said, at: now) }) || said.isUnplanned(truth) { return .agrees }
        let expected = answers.map(\.words).joined(separator: ", or ")
        return .disagrees("it is \(truth.rawValue): expected \(expected), and the server says \(said.words)")
    }
}

extension ServerStatement {
    /// A device that nobody wants anything of has nothing to do, whatever it runs.
    fileprivate func isUnplanned(_ truth: DeviceTruth.Kind) -> Bool {
        !isPlanned && reason == .noPlan && (truth == .idle || truth == .finished)
    }
}

extension TruthTable.Answer {
    /// `failing or blocked (low-disk)`
    fileprivate var words: String {
        reasons.map(\.rawValue).sorted().joined(separator: " or ") + ServerStatement.parenthesis(causes)
    }
}
