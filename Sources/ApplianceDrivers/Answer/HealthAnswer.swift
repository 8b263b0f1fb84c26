import Foundation
import Ports
import RatchetCore

struct HealthAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    /// The alarms must be named, if only as `[]`: an answer that forgot them is not good health (G7).
    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        let alarms: [String] = try fields.required(try fields.value("alarms", "a list of texts"), "alarms")
        guard alarms.count <= AnswerLimits.alarms else {
            throw AnswerFault("\"alarms\" has more than \(AnswerLimits.alarms) entries")
        }
        answer = .health(
            ApplianceHealth(
                alarms: alarms.map { $0.sentence.isEmpty ? "an alarm without words" : $0.sentence },
                freeBytes: try fields.count("freeBytes"), neededBytes: try fields.count("neededBytes"),
                sessionsOpen: try fields.count("sessions"), usersLoggedIn: try fields.count("users"),
                configurationChangedAt: try fields.moment("configurationChangedAt")))
    }
}
