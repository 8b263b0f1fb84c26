import Foundation
import Ports
import RatchetCore

/// What comes of a call by how its executable ended and what it printed.
struct CallJudgement {
    let verb: DriverVerb
    /// Where its output is kept.
    let output: String

    /// - Parameters:
    ///   - answer: the last line of its output that is a JSON object without `progress`.
    ///   - complaint: the last line of what it wrote to standard error.
    func outcome(of end: CallEnd, answer: Data?, complaint: String?) -> DriverOutcome {
        switch (end, reading(answer)) {
        case (.notStarted(let reason), _):
            .notBegun(reason: "`\(verb.rawValue)` could not be started: \(reason)", output: output)
        case (.signalled(let signal), _): unknown("`\(verb.rawValue)` was ended by signal \(signal)")
        case (.exited, .success(.error(let reason))), (.unseen, .success(.error(let reason))):
            .failed(reason: reason, output: output)
        case (.exited, .success(.lost(let reason))), (.unseen, .success(.lost(let reason))): unknown(reason)
        case (.exited(0), .success(.answer(let answer))), (.unseen, .success(.answer(let answer))): .answered(answer)
        case (.exited(0), .failure(let fault)):
            unknown("the answer of `\(verb.rawValue)` can't be read: \(fault)")
        case (.unseen, .failure(let fault)):
            unknown("`\(verb.rawValue)` ended while Ratchet was away, and its answer can't be read: \(fault)")
        case (.exited(let code), _):
            .failed(reason: complaint ?? "`\(verb.rawValue)` ended with exit code \(code) and no word", output: output)
        }
    }

    /// What was broken off, or can't be told: for what is done once nobody knows whether it was done.
    func unknown(_ reason: String) -> DriverOutcome {
        verb.isOneShot ? .lost(reason: reason, output: output) : .failed(reason: reason, output: output)
    }

    private func reading(_ answer: Data?) -> Result<AnswerReader.Reading, AnswerFault> {
        guard let answer else {
            return .failure(AnswerFault("no line of its output is a JSON object (one line, without \"progress\")"))
        }
        return Result { () throws(AnswerFault) in try AnswerReader.read(answer, for: verb) }
    }
}
