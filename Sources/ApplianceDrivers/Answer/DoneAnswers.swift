import Foundation
import Ports

/// What has nothing more to say than that it is done says just that: an object which lacks the word claims nothing.
private func requireDone(_ name: String, _ fields: AnswerFields) throws {
    guard try fields.required(try fields.truth(name), name) else { throw AnswerFault("\"\(name)\" is not true") }
}

struct StageAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        try requireDone("staged", fields)
        answer = .staged(sha256: try fields.sha256("sha256"))
    }
}

struct InstallAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        try requireDone("installed", AnswerFields(decoder))
        answer = .installed
    }
}

struct RestoreAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        try requireDone("restored", AnswerFields(decoder))
        answer = .restored
    }
}
