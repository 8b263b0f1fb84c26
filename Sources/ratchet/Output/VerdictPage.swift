import AdminAPI
import RatchetCore

/// Paragraphs, moments and tables for people, on a page that says what time it is.
protocol ProsePage {
    var canvas: Canvas { get }
    var now: Instant { get }
}

extension ProsePage {
    /// An indented paragraph.
    func text(_ text: String, hanging: Int = 2) -> [Line] {
        Line.wrapped(text, first: "  ", width: canvas.textWidth, indent: hanging)
    }

    /// `2026-11-22 03:21 UTC, 5 minutes ago`
    func moment(_ text: String) -> String {
        let time = "\(Output.time(text) ?? text) UTC"
        return RelativeTime.words(text, now: now).map { "\(time), \($0)" } ?? time
    }

    /// A table under its title, indented; nothing without rows.
    func section(_ title: String, _ table: TextTable) -> [Line] {
        let lines = indented(table)
        return lines.isEmpty ? [] : [Line(title, .strong)] + lines
    }

    func indented(_ table: TextTable) -> [Line] {
        var narrower = canvas
        narrower.width -= 2
        return table.lines(on: narrower).map { "  \($0)" }
    }

    /// What is so, a line each: what it is called, and what it is.
    func facts(_ facts: [(name: String, words: String?)]) -> [Line] {
        var table = TextTable(["", ""], flexible: 1, wraps: true)
        for fact in facts { if let words = fact.words { table.add(["  \(fact.name)", words]) } }
        return Array(table.lines(on: Canvas(width: canvas.textWidth)).dropFirst())
    }
}

/// The part of an explanation that is the same of whatever is explained: the answer since when and on which evidence, what
/// is next, and what stands in the way.
protocol VerdictPage: ProsePage {
    var verdict: VerdictResource { get }
    /// By when, in the words of whoever waits for it.
    func by(_ next: ExpectationResource) -> String?
}

extension VerdictPage {
    var answer: [Line] {
        let answers = ["yes": "CURRENT", "not-yet": "NOT YET", "no": "NO"]
        let said = answers[verdict.answer] ?? verdict.answer
        let since = verdict.since.map { " since \(moment($0))" } ?? ""
        let tone = Tone(answer: verdict.answer, reason: verdict.reason) ?? .waiting
        return [Line(said, tone) + ": \(verdict.reason)\(since)"] + text(verdict.text)
            + verdict.evidence.flatMap { evidence in
                // What led to it happened when it became so, and that has been said.
                let at = evidence.at == verdict.since ? "" : " at \(moment(evidence.at))"
                return text("Evidence: \(evidence.kind)\(at), \(evidence.ref)", hanging: 4)
            }
    }

    var next: [Line] {
        guard let next = verdict.next else { return ["Next: nothing, unless somebody acts."] }
        return Line.wrapped(
            "\(next.event)\(by(next).map { ", by \($0)" } ?? "")", first: "\("Next", .strong): ",
            width: canvas.textWidth,
            indent: 2)
    }

    var causes: [Line] {
        if verdict.causes.isEmpty { return [] }
        let lines = verdict.causes.flatMap { cause in
            let wayOut = "\(cause.wayOutText) (\(cause.wayOut))"
            // What is so, and whence it is known, has been said above already.
            let texts =
                cause.reason == verdict.reason ? [wayOut] : ["\(cause.text) (\(cause.reason)\(seen(cause)))", wayOut]
            return texts.enumerated().flatMap { index, text in
                Line.wrapped(text, first: index == 0 ? "  - " : "    ", width: canvas.textWidth, indent: 4)
            }
        }
        return [Line("What may stand in the way, and the way out", .strong)] + lines
    }

    /// Whence the newest evidence of a cause is, and of when.
    private func seen(_ cause: CauseResource) -> String {
        cause.evidence.max { $0.at < $1.at }.map { "; \($0.kind) at \(moment($0.at))" } ?? ""
    }
}
