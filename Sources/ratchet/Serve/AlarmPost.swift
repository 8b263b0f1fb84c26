import Foundation
import Notify
import Orchestrator
import Ports
import RatchetCore
import Wording

/// Alarms as mail: in words, and to whom they go.
struct AlarmPost {
    /// To whom they go where an appliance names nobody.
    let operators: [MailAddress]

    func mail(_ letter: AlarmLetter, id: String, at now: Instant) -> Mail {
        let words = AlarmMail(letter.fields, appliance: letter.appliance)
        let own = letter.to?.split(separator: ",").compactMap { MailAddress($0.trimmingCharacters(in: .whitespaces)) }
        return Mail(to: own ?? operators, subject: words.subject, text: words.text, date: now, id: id)
    }
}

/// Where no mail server is configured: each mail is given up, and the list of events says so.
struct NoMailer: Mailer {
    func send(_ mail: Mail) async -> MailOutcome { .refused(reason: "no mail server is configured (mail.server)") }
}
