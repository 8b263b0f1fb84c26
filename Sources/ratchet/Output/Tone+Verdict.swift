import RatchetCore

extension Tone {
    /// Of an answer and its reason; nil for a device that is on its way.
    init?(answer: String, reason: String) {
        guard let answer = Verdict.Answer(rawValue: answer) else { return nil }
        switch answer {
        case .yes: self = .good
        case .no: self = .bad
        case .notYet:
            guard let reason = Reason(rawValue: reason), answer.needsALook(reason) else { return nil }
            self = .waiting
        }
    }
}
