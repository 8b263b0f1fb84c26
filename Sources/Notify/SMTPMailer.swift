import Dispatch
public import Ports

/// Sends mail over SMTP (RFC 5321), one after another, on a thread of its own: libcurl waits where it is called.
public struct SMTPMailer: Mailer {
    private let service: MailService
    private let limits: MailLimits
    private let thread = DispatchQueue(label: "ratchet.mail")

    public init(_ service: MailService, limits: MailLimits = .standard) {
        (self.service, self.limits) = (service, limits)
    }

    public func send(_ mail: Mail) async -> MailOutcome {
        if let refusal = refusal(of: mail) { return .refused(reason: refusal) }
        return await withCheckedContinuation { waiting in
            thread.async { waiting.resume(returning: deliver(mail)) }
        }
    }

    private func refusal(of mail: Mail) -> String? {
        if mail.to.isEmpty { return "the mail is for nobody" }
        if mail.to.count > MailLimits.mostRecipients {
            return "the mail is for \(mail.to.count) addresses; at most \(MailLimits.mostRecipients) are taken"
        }
        return mail.text.utf8.count > MailText.longestText
            ? "the mail is longer than \(MailText.longestText) octets" : nil
    }

    private func deliver(_ mail: Mail) -> MailOutcome {
        do throws(MailServiceError) {
            let password = try service.password()
            return try SMTPDelivery.run(mail, service: service, password: password, limits: limits)
        } catch {
            return .refused(reason: error.description)
        }
    }
}

/// How long is waited for a mail server.
public struct MailLimits: Sendable, Equatable {
    /// Until it is reached.
    public let connecting: Duration
    /// For the mail as a whole.
    public let whole: Duration

    public init(connecting: Duration, whole: Duration) { (self.connecting, self.whole) = (connecting, whole) }

    /// 15 seconds and a minute.
    public static let standard = MailLimits(connecting: .seconds(15), whole: .seconds(60))

    static let mostRecipients = 100
}
