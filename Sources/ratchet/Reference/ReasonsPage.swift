import RatchetCore
import Wording

/// `docs/reference/reasons.md`: every reason, way out, expected event and notice.
enum ReasonsPage {
    private static let book = Phrasebook.english

    static func text() -> String {
        Markdown.page(
            [
                Markdown.notice(of: "`Sources/RatchetCore` and `Sources/Wording`"), "# Reasons",
                """
                Every "no" and every "not yet" about a device or an appliance is one value: an answer, a reason, since when, the
                evidence, what is expected next and by when, and the likely causes with their ways out. `ratchet explain DEVICE` and
                `ratchet appliance explain NAME` show it to people, `GET /api/v1/devices/{id}/explanation` to programs. The codes
                below never change their meaning; new ones may come.
                """,
                """
                The answers are `yes` (it is current), `not-yet` (it is not, and nothing has to change for it to become so) and `no`
                (it is not, and will not be, unless somebody acts). No reason, way out or event is for devices and appliances both.
                """,
            ] + part(of: .device) + notices() + part(of: .appliance))
    }

    /// All that is said of one kind of thing.
    private static func part(of subject: Subject) -> [String] {
        [
            title(of: subject), "### Reasons", introduction(to: subject),
            reasons(of: subject) { $0.answer != nil }, "### Causes",
            "What may stand in the way, named beside a reason, each with its evidence.",
            reasons(of: subject) { $0.answer == nil }, "### Sentences",
            "What is said of each, in English; a value stands by its name in braces, and what depends on one that is not "
                + "known is left out.",
            Markdown.table(
                ["Reason", "Sentence"], reasons(of: subject).map { ["`\($0.rawValue)`", book.pattern($0)] }),
            "### Ways out", waysOut(of: subject), "### What happens next", nextSteps(of: subject), events(of: subject),
        ]
    }

    private static func title(of subject: Subject) -> String {
        switch subject {
        case .device: "## Devices"
        case .appliance: "## Appliances"
        }
    }

    private static func introduction(to subject: Subject) -> String {
        switch subject {
        case .device:
            "A state of an enforcement is a reason by its own name; [states.md](states.md) says how it is reached and left."
        case .appliance:
            "A letter with a number, such as (G1), is the rule of the upgrade procedure that asks for it."
        }
    }

    private static func nextSteps(of subject: Subject) -> String {
        switch subject {
        case .device:
            "`next` names the event that is expected, `by` the last moment (UTC) and, where the device's own clock decides, "
                + "`byLocal`."
        case .appliance: "`next` names the event that is expected, `by` when, or the last moment (UTC)."
        }
    }

    private static func reasons(of subject: Subject) -> [Reason] { Reason.allCases.filter { $0.subject == subject } }

    private static func reasons(of subject: Subject, _ kind: (Reason) -> Bool) -> String {
        let chosen = reasons(of: subject).filter(kind)
        let answered = chosen.contains { $0.answer != nil }
        return Markdown.table(
            ["Reason"] + (answered ? ["Answer"] : []) + ["What it means", "Ways out"],
            chosen.map { reason in
                ["`\(reason.rawValue)`"] + (reason.answer.map { [$0.rawValue] } ?? [])
                    + [reason.meaning, Markdown.code(reason.waysOut.map(\.rawValue))]
            })
    }

    private static func waysOut(of subject: Subject) -> String {
        Markdown.table(
            ["Way out", "What somebody can do"],
            WayOut.allCases.filter { $0.subject == subject }.map { ["`\($0.rawValue)`", book.pattern($0)] })
    }

    private static func events(of subject: Subject) -> String {
        Markdown.table(
            ["Event", "Sentence", "By when"],
            Expectation.Event.allCases.filter { $0.subject == subject }
                .map { ["`\($0.rawValue)`", book.pattern($0), $0.byWhen ?? ""] })
    }

    private static func notices() -> [String] {
        [
            "### Expected notices",
            """
            No device reports what it tells its user, so phase 4 is inferred: while an update is `prepared` before its deadline,
            the notices that Apple's devices are known to give are listed with `"expected": true`. They are never evidence.
            """,
            Markdown.table(
                ["Notice", "What the user is expected to see", "When"],
                ExpectedNotice.Kind.allCases.map { ["`\($0.rawValue)`", book.text($0), $0.when] }),
        ]
    }
}
