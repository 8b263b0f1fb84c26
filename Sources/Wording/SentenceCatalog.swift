public import RatchetCore

/// All sentences of one language.
///
/// Each answer is a template: `{name}` for a value, `[one|other]` for what depends on a value being known, and
/// `<number|attempt|attempts>` for plural forms. A catalog answers with a `switch` over every case, so that the compiler
/// refuses a language in which a sentence is missing.
public protocol SentenceCatalog: Sendable {
    /// The language's BCP 47 tag, `en`.
    var language: String { get }
    var plural: PluralRule { get }

    /// What is so, and why. Values: those of `Verdict.details`.
    func sentence(for reason: Reason) -> String
    /// What somebody can do. Values: those of `Verdict.details`.
    func sentence(for wayOut: WayOut) -> String
    /// What happens next. Values: `by` (UTC), `byLocal` (on the device's own clock), and those of `Verdict.details`.
    func sentence(for event: Expectation.Event) -> String
    /// What the device is expected to tell its user.
    func sentence(for notice: ExpectedNotice.Kind) -> String
    /// Apple's phase in a word or two.
    func name(of phase: Phase) -> String
    /// What is still to be known about a device; `code` is one of `InventoryGate.missing`.
    func name(ofInventory code: String) -> String
    /// What a person has to do where a driver can't, as it stands after "has to".
    func name(of verb: DriverVerb) -> String
    /// `19:00 on 2026-11-21`: a wall-clock time for people.
    func wallClock(date: String, time: String) -> String
}
