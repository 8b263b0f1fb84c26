import Foundation
import HTTPTypes
import Hummingbird
import Orchestrator
import RatchetCore
import Wording

/// Words of the path, numbers of the query, and the reader's language.
extension AdminContext {
    /// A part of the path, decoded.
    func word(_ name: String) throws -> String {
        guard let word = parameters.get(name)?.removingPercentEncoding else { throw HTTPProblem.noSuchPath }
        return word
    }
}

extension Request {
    /// The sentences in the language that its `Accept-Language` fields ask for.
    var book: Phrasebook { Phrasebook.best(for: headers[.acceptLanguage]) }

    /// A parameter of the query, decoded; nil where there is none or it is empty.
    func query(_ name: String) -> String? {
        guard let value = uri.queryParameters.get(name), !value.isEmpty else { return nil }
        return value
    }

    func number(_ name: String, in range: ClosedRange<Int64>, usually usual: Int64) throws -> Int64 {
        guard let text = query(name) else { return usual }
        guard let number = Int64(text), range.contains(number) else {
            throw HTTPProblem.invalidParameter(
                name, "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// The words of a list, `blocked,past-due`; none where the parameter is not given.
    func words<Word: CaseIterable & RawRepresentable>(_ name: String) throws -> [Word] where Word.RawValue == String {
        try (query(name) ?? "").split(separator: ",").map { part in
            guard let word = Word(rawValue: String(part)) else {
                throw HTTPProblem.invalidParameter(
                    name, HTTPProblem.unknown(String(part), among: Word.allCases.map(\.rawValue)))
            }
            return word
        }
    }

    /// `true` or `false`; false where the parameter is not given.
    func truth(_ name: String) throws -> Bool {
        guard let text = query(name) else { return false }
        guard let truth = Bool(text) else { throw HTTPProblem.invalidParameter(name, "Give true or false.") }
        return truth
    }

    func limit() throws -> Int {
        Int(try number("limit", in: 1...Int64(AdminLimits.page), usually: Int64(AdminLimits.usualPage)))
    }

    /// An id to page on from.
    func cursor(_ name: String) throws -> String? {
        guard let word = query(name) else { return nil }
        if word.utf8.count > 64 || !word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw HTTPProblem.invalidParameter(name, "Give the id that the page before ended with.")
        }
        return word
    }
}
