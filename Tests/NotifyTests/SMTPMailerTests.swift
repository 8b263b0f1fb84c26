import Foundation
import Notify
import Ports
import RatchetCore
import TestSupport
import Testing

@Suite("Mail over SMTP")
struct SMTPMailerTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func `a mail arrives as it was written, for each of those it is for`() async throws {
        try await SMTPStandIn.serving { server, port in
            let mail = try Self.mail(
                "Größe", "first\n.\n..two\n\nlast é", to: ["ada@example.org", "grace@example.com"])
            #expect(try await mailer(port).send(mail) == .accepted)
            let letter = try #require(server.letters.first)
            #expect(letter.from == "ratchet@example.org" && letter.to == ["ada@example.org", "grace@example.com"])
            #expect(letter.text.contains("\r\nSubject: =?utf-8?B?R3LDtsOfZQ==?=\r\n"))
            #expect(letter.text.hasSuffix("\r\n\r\nfirst\r\n.\r\n..two\r\n\r\nlast =C3=A9\r\n"))
            #expect(!letter.isEncrypted && letter.user == nil && server.letters.count == 1)
        }
    }

    @Test(arguments: [
        ("RCPT", "550 5.1.1 no such user"), ("MAIL", "553 5.7.1 not you"), ("TEXT", "554 5.6.0 not that"),
    ])
    func `what a server refuses for good is refused, in its words`(_ command: String, _ answer: String) async throws {
        var manners = SMTPStandIn.Manners()
        manners.answers[command] = answer
        try await SMTPStandIn.serving(manners) { _, port in
            let outcome = try await mailer(port).send(Self.mail())
            #expect(outcome == .refused(reason: "smtp://127.0.0.1:\(port) refused it: \(answer)"))
        }
    }

    @Test(arguments: [("RCPT", "451 4.3.0 later"), ("TEXT", "452 4.3.1 full"), ("GREETING", "421 4.3.2 closing")])
    func `what a server does not take now may be sent later`(_ command: String, _ answer: String) async throws {
        var manners = SMTPStandIn.Manners()
        manners.answers[command] = answer
        try await SMTPStandIn.serving(manners) { _, port in
            let outcome = try await mailer(port).send(Self.mail())
            #expect(outcome == .unavailable(reason: "smtp://127.0.0.1:\(port) does not take it now: \(answer)"))
        }
    }

    @Test func `a server that is not there, or says nothing, may be there later`() async throws {
        #expect(try await reason(mailer(1).send(Self.mail())).contains("smtp://127.0.0.1:1 can't be reached"))
        var manners = SMTPStandIn.Manners()
        manners.answers["EHLO"] = ""
        try await SMTPStandIn.serving(manners) { _, port in
            let impatient = SMTPMailer(
                try service("smtp://127.0.0.1:\(port)"),
                limits: MailLimits(connecting: .milliseconds(300), whole: .milliseconds(300)))
            let told = try await reason(impatient.send(Self.mail()))
            #expect(told.contains("did not answer in time"), "\(told)")
        }
    }

    @Test func `whoever may sign in does, and a wrong password is refused without being repeated`() async throws {
        var manners = SMTPStandIn.Manners()
        manners.login = ("ratchet", "correct horse")
        try await SMTPStandIn.serving(manners) { server, port in
            let file = try password("correct horse\n", mode: 0o600)
            #expect(try await mailer(port, user: "ratchet", file).send(Self.mail()) == .accepted)
            #expect(server.letters.first?.user == "ratchet")
            let wrong = try password("battery staple", mode: 0o640)
            let told = try await refusal(mailer(port, user: "ratchet", wrong).send(Self.mail()))
            #expect(told.contains("does not let ratchet sign in") && !told.contains("battery"), "\(told)")
            #expect(server.letters.count == 1)
        }
    }

    @Test func `a password that others can read, or that is not there, is refused before anything is said`()
        async throws
    {
        try await SMTPStandIn.serving { server, port in
            let open = try password("secret", mode: 0o644)
            let told = try await refusal(mailer(port, user: "ratchet", open).send(Self.mail()))
            #expect(told.contains("chmod 600") && !told.contains("secret"))
            let missing = folder.url.appending(path: "missing")
            let other = try await refusal(mailer(port, user: "ratchet", missing).send(Self.mail()))
            #expect(other.contains("there is no such file"))
            #expect(server.commands.isEmpty)
        }
    }

    @Test(arguments: [SMTPStandIn.Manners.Encryption.fromTheBeginning, .onRequest])
    func `beyond this machine a mail goes over TLS, to whom the roots vouch for`(
        _ encryption: SMTPStandIn.Manners.Encryption
    ) async throws {
        let (manners, roots) = try encrypted(encryption)
        try await SMTPStandIn.serving(manners) { server, port in
            let url = "\(encryption == .onRequest ? "smtp" : "smtps")://127.0.0.1:\(port)"
            let trusting = SMTPMailer(try service(url, isOnLoopback: false, roots: roots))
            #expect(try await trusting.send(Self.mail()) == .accepted)
            #expect(server.letters.map(\.isEncrypted) == [true])
            let told = try await reason(SMTPMailer(service(url, isOnLoopback: false)).send(Self.mail()))
            #expect(told.contains("the certificate of \(url) is not trusted"), "\(told)")
            #expect(server.letters.count == 1)
        }
    }

    @Test func `where no TLS is offered nothing is said beyond this machine`() async throws {
        var manners = SMTPStandIn.Manners()
        manners.login = ("ratchet", "secret")
        try await SMTPStandIn.serving(manners) { server, port in
            let file = try password("secret", mode: 0o600)
            let service = MailService(
                url: "smtp://127.0.0.1:\(port)", isOnLoopback: false, from: try Self.address("ratchet@example.org"),
                user: "ratchet", passwordFile: file)
            let told = try await refusal(SMTPMailer(service).send(Self.mail()))
            #expect(told.contains("offers no TLS"), "\(told)")
            #expect(!server.commands.contains("AUTH") && !server.commands.contains("MAIL"))
        }
    }

    @Test func `a mail for nobody, for too many, or of any length is refused`() async throws {
        let crowd = Array(repeating: "ada@example.org", count: 101)
        #expect(try await refusal(mailer(1).send(Self.mail(to: []))) == "the mail is for nobody")
        #expect(try await refusal(mailer(1).send(Self.mail(to: crowd))).contains("at most 100"))
        let long = String(repeating: "x", count: 300_000)
        #expect(try await refusal(mailer(1).send(Self.mail("s", long))).contains("longer than"))
    }

    @Test func `many mails at once all arrive`() async throws {
        try await SMTPStandIn.serving { server, port in
            let (mailer, mail) = (try mailer(port), try Self.mail())
            await withTaskGroup { group in
                for _ in 0..<20 { group.addTask { _ = await mailer.send(mail) } }
            }
            #expect(server.letters.count == 20)
        }
    }
}

extension SMTPMailerTests {
    private static func address(_ text: String) throws -> MailAddress { try #require(MailAddress(text)) }

    private static func mail(
        _ subject: String = "All is well", _ text: String = "Hello", to: [String] = ["ada@example.org"]
    ) throws -> Mail {
        Mail(to: try to.map(address), subject: subject, text: text, date: Instant(seconds: 1_800_000_000), id: "1")
    }

    private func service(
        _ url: String, isOnLoopback: Bool = true, user: String? = nil, file: URL? = nil, roots: URL? = nil
    ) throws -> MailService {
        MailService(
            url: url, isOnLoopback: isOnLoopback, from: try Self.address("ratchet@example.org"), user: user,
            passwordFile: file, roots: roots)
    }

    private func mailer(_ port: Int, user: String? = nil, _ file: URL? = nil) throws -> SMTPMailer {
        SMTPMailer(try service("smtp://127.0.0.1:\(port)", user: user, file: file))
    }

    private func password(_ text: String, mode: Int) throws -> URL {
        let file = folder.url.appending(path: "password-\(mode)")
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file
    }

    private func encrypted(
        _ encryption: SMTPStandIn.Manners.Encryption
    ) throws -> (SMTPStandIn.Manners, roots: URL) {
        let openssl = try OpenSSLCommand()
        try openssl.makeSelfSigned("server", .p256, "-days 30 -addext subjectAltName=IP:127.0.0.1")
        var manners = SMTPStandIn.Manners()
        manners.encryption = encryption
        let certificate = try openssl.read("server.pem")
        manners.identity = String(decoding: certificate + (try openssl.read("server.key")), as: UTF8.self)
        let roots = folder.url.appending(path: "roots.pem")
        try certificate.write(to: roots)
        return (manners, roots)
    }

    private func reason(_ outcome: MailOutcome) -> String {
        if case .unavailable(let reason) = outcome { return reason }
        return "not unavailable: \(outcome)"
    }

    private func refusal(_ outcome: MailOutcome) -> String {
        if case .refused(let reason) = outcome { return reason }
        return "not refused: \(outcome)"
    }
}
