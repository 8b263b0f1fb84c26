import RatchetCore

/// Reads the fields of a request, and keeps everything that is wrong with them, so that it is told at once.
struct RequestReader {
    private(set) var faults: [AdminProblem.Fault] = []

    mutating func fault(_ field: String, _ text: String) { faults.append(AdminProblem.Fault(field, text)) }

    /// - Throws: `AdminProblem` `invalid-...` with every fault, where there is one.
    func finish(_ what: String) throws {
        if !faults.isEmpty { throw AdminProblem.invalid(what, faults) }
    }

    /// A reason or a note, which has to be given.
    mutating func reason(_ text: String?, _ field: String = "because", why: String) -> String {
        let reason = (text ?? "").trimmed
        if reason.isEmpty { fault(field, why) }
        return line(reason, field)
    }

    /// At most 2048 octets on one line.
    mutating func line(_ text: String, _ field: String) -> String {
        if text.utf8.count > AdminLimits.text || !text.isPlain {
            fault(field, "Give at most \(AdminLimits.text) octets on one line.")
        }
        return text
    }

    /// Something that has to be given, on one line.
    mutating func needed(_ text: String?, _ field: String, _ what: String) -> String {
        let text = (text ?? "").trimmed
        if text.isEmpty { fault(field, what) }
        return line(text, field)
    }

    mutating func version(_ text: String?, _ field: String) -> PackageVersion? {
        guard let text else { return nil }
        guard let version = PackageVersion(text) else {
            fault(field, "\(AdminProblem.quoted(text)) is no version. Write numbers with dots, 22.4.1.")
            return nil
        }
        return version
    }

    mutating func date(_ text: String?, _ field: String) -> CivilDate? {
        guard let text else { return nil }
        guard let date = CivilDate(text) else {
            fault(field, "\(AdminProblem.quoted(text)) is no date of the calendar. Write 2026-12-01.")
            return nil
        }
        return date
    }

    /// SHA-256 in hexadecimal digits, in lower case.
    mutating func digest(_ text: String, _ field: String) -> String {
        let digits = text.replacing(":", with: "").lowercased()
        if digits.utf8.count != 64 || !digits.allSatisfy({ $0.isHexDigit && $0.isASCII }) {
            fault(field, "\(AdminProblem.quoted(text)) is no SHA-256: it has 64 hexadecimal digits.")
        }
        return digits
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
