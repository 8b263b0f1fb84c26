import Foundation
import Notify
import Ports
import Testing

@testable import ratchet

@Suite("The configuration of mail")
struct MailConfigurationTests {
    private let whole = [
        "devices.insecure": "true", "mail.server": "smtps://mail.example.org:465", "mail.from": "ratchet@example.org",
        "mail.user": "ratchet", "mail.passwordFile": "mail.password",
    ]

    @Test func `without a server no mail is sent`() throws {
        #expect(try read(["devices.insecure": "true"]).mail == nil)
    }

    @Test func `a mail server is read with its files, relative to the configuration`() throws {
        let mail = try #require(try read(whole).mail)
        #expect(
            mail.url == "smtps://mail.example.org:465" && !mail.isOnLoopback && mail.from.text == "ratchet@example.org")
        #expect(mail.user == "ratchet" && mail.passwordFile?.path == "/etc/ratchet/mail.password" && mail.roots == nil)
    }

    @Test(arguments: ["smtp://127.0.0.1:25", "smtp://localhost", "smtp://[::1]:1025", "smtps://127.0.0.1:465"])
    func `a server on this machine is one`(_ server: String) throws {
        #expect(try read(whole.merging(["mail.server": server]) { $1 }).mail?.isOnLoopback == true)
    }

    @Test(arguments: [
        "mail.example.org:465", "https://mail.example.org", "smtp://", "smtps://mail.example.org/path", "smtp:mail",
        "smtp://ratchet:secret@mail.example.org", "smtp://127.0.0.1.example.org\r\n",
    ])
    func `what is no mail server is a fault, and its secrets are not repeated`(_ server: String) {
        let found = faults(whole.merging(["mail.server": server]) { $1 })
        #expect(found.count == 1 && found[0].hasPrefix("mail.server: "), "\(found)")
        #expect(!found[0].contains("secret"))
    }

    @Test(
        arguments: [
            (["mail.server"], ["mail.from", "mail.passwordFile", "mail.user"]), (["mail.from"], ["mail.from"]),
            (["mail.user"], ["mail.user"]), (["mail.passwordFile"], ["mail.passwordFile"]),
        ] as [([String], [String])])
    func `what is missing is named`(_ left: [String], _ keys: [String]) {
        let found = faults(whole.filter { !left.contains($0.key) })
        #expect(found.map { String($0.prefix { $0 != ":" }) }.sorted() == keys, "\(found)")
    }

    @Test func `a sender that is no address is a fault`() {
        let found = faults(whole.merging(["mail.from": "Ratchet <ratchet@example.org>"]) { $1 })
        #expect(found.count == 1 && found[0].contains("is not an address such as ratchet@example.org"))
    }

    private func read(_ settings: [String: String]) throws -> Configuration {
        var reader = ConfigurationReader(settings, folder: URL(filePath: "/etc/ratchet", directoryHint: .isDirectory))
        return try reader.read()
    }

    private func faults(_ settings: [String: String]) -> [String] {
        do {
            _ = try read(settings)
            return []
        } catch {
            return (error as? ConfigurationFaults)?.faults ?? ["\(error)"]
        }
    }
}
