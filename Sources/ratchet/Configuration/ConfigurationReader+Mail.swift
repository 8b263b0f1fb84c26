import Foundation
import Notify
import Ports

extension ConfigurationReader {
    /// Nil where there is no mail server. Beyond this machine the password goes over TLS, or not at all.
    mutating func readMail() -> MailService? {
        guard let server = optional(.mailServer) else {
            for key in [ConfigurationKey.mailFrom, .mailTo, .mailUser, .mailPasswordFile, .mailRoots]
            where optional(key) != nil {
                fault(key, "is of no use without mail.server; set that too")
            }
            return nil
        }
        let from = readSender()
        let (user, passwordFile) = (optional(.mailUser), optional(.mailPasswordFile))
        if (user == nil) != (passwordFile == nil) {
            fault(user == nil ? .mailUser : .mailPasswordFile, "is missing: a name and its password belong together")
        }
        checkServer(server)
        return from.map {
            MailService(
                url: server, isOnLoopback: HostPort.isLoopback(url: server), from: $0, user: user,
                passwordFile: passwordFile.map(path), roots: optional(.mailRoots).map(path))
        }
    }

    /// Those that a mail may go to; each that is none is a fault.
    mutating func readRecipients() -> [MailAddress] {
        let words = text(.mailTo).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return words.compactMap { word in
            let address = MailAddress(word)
            if address == nil { fault(.mailTo, "\"\(word)\" is not an address such as operators@example.org") }
            return address
        }
    }

    private mutating func readSender() -> MailAddress? {
        let from = optional(.mailFrom)
        if from == nil { fault(.mailFrom, "is missing, and mail.server needs it") }
        let address = from.flatMap(MailAddress.init)
        if let from, address == nil { fault(.mailFrom, "\"\(from)\" is not an address such as ratchet@example.org") }
        return address
    }

    /// A name or password in it would be shown wherever the server is named.
    private mutating func checkServer(_ text: String) {
        let url = URLComponents(string: text)
        if url?.user != nil || url?.password != nil {
            fault(.mailServer, "has a name or password in it; those belong into mail.user and mail.passwordFile")
        } else if !["smtp", "smtps"].contains(url?.scheme ?? "") || (url?.host ?? "").isEmpty
            || !["", "/"].contains(url?.path ?? "")
        {
            fault(.mailServer, "\"\(text)\" is not an address such as smtps://mail.example.org:465")
        }
    }
}
