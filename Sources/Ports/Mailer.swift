public import RatchetCore

/// An address of electronic mail: what an SMTP server is given and what stands in a header, nothing more.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// Nil unless it is `name@host` as RFC 5321 (4.1.2) has it without quotes: at most 64 octets before the `@`, and 254 in all.
    /// So nothing in it can end a header or a command.
    public init?(_ text: String) {
        let name = #/[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*/#
        let host = #/[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*/#
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64, parts[0].wholeMatch(of: name) != nil,
            parts[1].wholeMatch(of: host) != nil
        else { return nil }
        self.text = text
    }

    /// What follows the `@`.
    public var host: Substring { text[(text.firstIndex(of: "@").map(text.index(after:)) ?? text.endIndex)...] }

    public var description: String { text }
}

/// A mail to people, in plain text.
public struct Mail: Sendable, Equatable {
    public let to: [MailAddress]
    public let subject: String
    public let text: String
    /// When it was written.
    public let date: Instant
    /// Of our own, letters, digits and `. _ -`; the same when it is sent again, so that whoever gets it twice can tell.
    public let id: String

    public init(to: [MailAddress], subject: String, text: String, date: Instant, id: String) {
        (self.to, self.subject, self.text, self.date, self.id) = (to, subject, text, date, id)
    }
}

/// What came of a mail. That a server took it does not prove that anybody reads it.
///
/// A reason is in words for a person, and has no secret in it.
public enum MailOutcome: Sendable, Equatable {
    case accepted
    /// Refused for good, or a fault that somebody has to mend: sending it again as it is helps nothing.
    case refused(reason: String)
    /// Not now, or it is not known whether it arrived; later is right.
    case unavailable(reason: String)
}

/// Whoever sends mail.
public protocol Mailer: Sendable {
    func send(_ mail: Mail) async -> MailOutcome
}
