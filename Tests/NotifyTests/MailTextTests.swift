import Foundation
import Ports
import RatchetCore
import Testing

@testable import Notify

@Suite("Mail on the wire")
struct MailTextTests {
    private func text(_ subject: String, _ text: String = "Hello", id: String = "01a-b") throws -> String {
        let from = try #require(MailAddress("ratchet@example.org"))
        let to = try ["ada@example.org", "grace@example.com"].map { try #require(MailAddress($0)) }
        let date = try #require(Instant(rfc3339: "2026-11-22T13:31:35Z"))
        let mail = Mail(to: to, subject: subject, text: text, date: date, id: id)
        return String(decoding: MailText.octets(of: mail, from: from), as: UTF8.self)
    }

    @Test func `a mail has the headers that RFC 5322 asks for, then an empty line, then the text`() throws {
        #expect(
            try text("All is well", "Two\nlines") == """
                Date: Sun, 22 Nov 2026 13:31:35 +0000\r
                From: ratchet@example.org\r
                To: ada@example.org,\r
                 grace@example.com\r
                Message-ID: <01a-b@example.org>\r
                Subject: All is well\r
                Auto-Submitted: auto-generated\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                Two\r
                lines\r\n
                """)
    }

    @Test(arguments: [
        "a\r\nBcc: eve@example.org", "a\nBcc: eve@example.org", "a\u{2028}Bcc: x", "a\u{85}Bcc: x", "\u{0}a",
    ])
    func `nothing in a subject or an id ends its header`(_ words: String) throws {
        let headers = try text(words, id: words).split(separator: "\r\n\r\n")[0].split(separator: "\r\n")
        #expect(headers.count == 10 && !headers.contains { $0.hasPrefix("Bcc") })
        #expect(headers.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    }

    @Test(arguments: [
        "Le périphérique est bloqué", "更新完了", String(repeating: "é", count: 400), String(repeating: "long ", count: 60),
        "=?utf-8?B?QQ==?=", "👩‍👩‍👧‍👦 at home", "",
    ])
    func `a subject that is not short ASCII is encoded words of RFC 2047, which say the same`(_ subject: String) throws
    {
        let lines = EncodedWords.of(subject).components(separatedBy: "\r\n ")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        let decoded = try lines.map { line in
            guard let word = line.wholeMatch(of: #/=\?utf-8\?B\?(.*)\?=/#)?.1 else { return line }
            return String(decoding: try #require(Data(base64Encoded: String(word))), as: UTF8.self)
        }
        #expect(decoded.joined() == subject)
    }

    @Test(arguments: [
        "plain", "a=b", "trailing blank ", "tab\t", String(repeating: "x", count: 76),
        String(repeating: "x", count: 77),
        String(repeating: "é", count: 200), String(repeating: " ", count: 100), "", "one\n\n.\ntwo\r\nthree", "🙂",
    ])
    func `a text in quoted-printable has short lines of ASCII, and says the same`(_ text: String) throws {
        let octets = QuotedPrintable.octets(of: text)
        let lines = String(decoding: octets, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.last?.isEmpty == true)
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 9 } })
        #expect(decoded(lines.dropLast()) == text.replacing("\r\n", with: "\n"))
    }

    @Test(arguments: ["ada@example.org", "a.b+c@mail.example.co.uk", "root@localhost", "o'neill@example.org"])
    func `an address is one`(_ text: String) {
        #expect(MailAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", "ada", "@example.org", "ada@", "ada@exa mple.org", "ada@example.org\r\nRCPT TO:<eve@example.org>", "a@b@c",
        "Ada <ada@example.org>", ".ada@example.org", "ada..l@example.org", "ada@-example.org", "ada@example..org",
        "adä@example.org", "ada@example.org\n", "\"a b\"@example.org", "<ada@example.org>",
        String(repeating: "a", count: 65) + "@example.org", "a@" + String(repeating: "b", count: 260),
    ])
    func `what is no plain address is refused`(_ text: String) {
        #expect(MailAddress(text) == nil, "\(text)")
    }

    private func decoded(_ lines: ArraySlice<String>) -> String {
        var (octets, pending): ([UInt8], Bool) = ([], false)
        for (index, line) in lines.enumerated() {
            if index > 0, !pending { octets.append(0x0A) }
            pending = line.hasSuffix("=")
            var rest = Array(line.utf8)[...]
            if pending { rest = rest.dropLast() }
            while let octet = rest.popFirst() {
                guard octet == UInt8(ascii: "=") else {
                    octets.append(octet)
                    continue
                }
                octets.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
