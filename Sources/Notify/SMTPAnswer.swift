import CCurl
import Ports

/// How an exchange with a mail server ended.
struct SMTPAnswer {
    let code: CURLcode
    /// The last status of the server (RFC 5321, 4.2): 250, 450, 550; 0 before it said anything.
    let status: Int
    /// In libcurl's words.
    let detail: String

    static func outcome(_ answer: SMTPAnswer, _ exchange: SMTPExchange, _ service: MailService) -> MailOutcome {
        if answer.code == CURLE_OK { return .accepted }
        return switch answer.code {
        case CURLE_LOGIN_DENIED:
            .refused(reason: "\(service.url) does not let \(service.user ?? "us") sign in\(said(exchange))")
        case CURLE_USE_SSL_FAILED:
            .refused(reason: "\(service.url) offers no TLS (STARTTLS); without it nothing is sent beyond this machine")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            .unavailable(reason: "the certificate of \(service.url) is not trusted: \(plain(answer.detail))")
        case CURLE_OPERATION_TIMEDOUT:
            .unavailable(reason: "\(service.url) did not answer in time: \(plain(answer.detail))")
        default: answer.byStatus(exchange, service)
        }
    }

    /// 5yz is for good, 4yz for now (RFC 5321, 4.2.1).
    private func byStatus(_ exchange: SMTPExchange, _ service: MailService) -> MailOutcome {
        switch status {
        case 500...599: .refused(reason: "\(service.url) refused it\(SMTPAnswer.said(exchange))")
        case 400...499: .unavailable(reason: "\(service.url) does not take it now\(SMTPAnswer.said(exchange))")
        default: .unavailable(reason: "\(service.url) can't be reached: \(SMTPAnswer.plain(detail))")
        }
    }

    private static func said(_ exchange: SMTPExchange) -> String {
        let line = plain(exchange.lastRefusal)
        return line.isEmpty ? "" : ": \(line)"
    }

    /// What a server says, on one line, short, and in ASCII.
    private static func plain(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(300).map { (0x20...0x7E).contains($0.value) ? Character($0) : " " }
        return String(shown).split(separator: " ").joined(separator: " ")
    }
}
