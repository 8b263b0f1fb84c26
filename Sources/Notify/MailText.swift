import Foundation
import Ports
import RatchetCore

/// A mail as it goes over the wire (RFC 5322, RFC 2045): headers in ASCII, the text in quoted-printable, lines that end in CRLF.
enum MailText {
    /// Nobody reads more, and no server takes any size.
    static let longestText = 256 * 1024

    static func octets(of mail: Mail, from: MailAddress) -> [UInt8] {
        let headers = [
            "Date: \(date(mail.date))", "From: \(from)", "To: \(mail.to.map(\.text).joined(separator: ",\r\n "))",
            "Message-ID: <\(mail.id.filter(isOfID))@\(from.host)>", "Subject: \(EncodedWords.of(mail.subject))",
            // RFC 3834: a machine wrote it, so no machine answers it.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        return Array((headers + ["", ""]).joined(separator: "\r\n").utf8) + QuotedPrintable.octets(of: mail.text)
    }

    /// RFC 5322, 3.3, in UTC: `Sun, 22 Nov 2026 13:31:35 +0000`.
    static func date(_ instant: Instant) -> String {
        let local = LocalDateTime(utc: instant)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (weekday, month) = (local.date.weekday.rawValue.capitalized, months[local.date.month - 1])
        return "\(weekday), \(local.date.day) \(month) \(local.date.year) \(local.description.suffix(8)) +0000"
    }

    private static func isOfID(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
    }
}

/// Text in a header (RFC 2047).
enum EncodedWords {
    /// What is printable ASCII stays; all else is encoded words of at most 75 octets, a line each. Nothing in it ends the header.
    static func of(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
        let isPlain = line.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) } && !line.contains("=?")
        if isPlain, line.utf8.count <= longestPlain { return line }
        return chunks(of: line).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// Whole characters of at most 45 octets together, so that base64 makes at most 60 of them; one that is longer is taken apart
    /// between its scalars.
    private static func chunks(of text: String) -> [String] {
        var (chunks, chunk) = ([String](), "")
        for scalar in text.unicodeScalars {
            if chunk.utf8.count + UTF8.width(scalar) > 45 {
                chunks.append(chunk)
                chunk = ""
            }
            chunk.unicodeScalars.append(scalar)
        }
        return chunks + [chunk]
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// With the header's name it stays below the 78 that RFC 5322 recommends.
    private static let longestPlain = 66
}

/// Text in lines of at most 76 characters of ASCII (RFC 2045, 6.7).
enum QuotedPrintable {
    static func octets(of text: String) -> [UInt8] {
        var octets: [UInt8] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            octets += encoded(line) + [0x0D, 0x0A]
        }
        return octets
    }

    private static func encoded(_ line: Substring) -> [UInt8] {
        let octets = Array(line.utf8)
        var (written, column): ([UInt8], Int) = ([], 0)
        for (index, octet) in octets.enumerated() {
            let isLast = index == octets.count - 1
            let piece = isPlain(octet, isLast: isLast) ? [octet] : [UInt8(ascii: "=")] + Array(hex(octet).utf8)
            if column + piece.count > (isLast ? 76 : 75) {
                written += [UInt8(ascii: "="), 0x0D, 0x0A]
                column = 0
            }
            written += piece
            column += piece.count
        }
        return written
    }

    /// A blank at the end of a line would be lost.
    private static func isPlain(_ octet: UInt8, isLast: Bool) -> Bool {
        switch octet {
        case UInt8(ascii: "="): false
        case 0x20, 0x09: !isLast
        default: (0x21...0x7E).contains(octet)
        }
    }

    private static func hex(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0\(digits)" : digits
    }
}
