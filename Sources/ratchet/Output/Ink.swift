import ArgumentParser

/// What a piece of text is, for whoever sees colours. A word or a sign beside it always says the same.
enum Tone: Sendable, Equatable, CaseIterable {
    /// As it should be.
    case good
    /// Still to come by itself.
    case waiting
    /// Somebody has to act.
    case bad
    /// Of less weight than what stands around it.
    case faint
    /// A title.
    case strong

    /// The parameter of "select graphic rendition"; only colours that every terminal has, in the reader's own palette.
    fileprivate var code: Int {
        switch self {
        case .good: 32
        case .waiting: 33
        case .bad: 31
        case .faint: 2
        case .strong: 1
        }
    }
}

/// Puts colour on text, or leaves it as it is.
struct Ink: Sendable, Equatable {
    let isOn: Bool

    static let none = Ink(isOn: false)

    /// The text, which must have been made printable and measured before: what is added here has no width.
    func callAsFunction(_ text: String, _ tone: Tone?) -> String {
        guard isOn, let tone, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.code)m\(text)\u{1B}[0m"
    }
}

/// `--color`: when to use colours.
enum ColorChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// What was said decides; where nothing was, a terminal that can show colours and a person who wants them
    /// (https://no-color.org).
    func ink(environment: [String: String], isTerminal: Bool) -> Ink {
        switch self {
        case .always: return Ink(isOn: true)
        case .never: return .none
        case .auto:
            let isUnwanted = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
            let canShow = environment["TERM"].map { !$0.isEmpty && $0 != "dumb" } ?? false
            return Ink(isOn: isTerminal && canShow && !isUnwanted)
        }
    }
}
