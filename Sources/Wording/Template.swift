/// A sentence with places for values.
///
/// - `{name}` stands for a value;
/// - `[one|other]` is the first of its alternatives that has all its values, or nothing, so that a sentence reads well
///   without a value that is not known;
/// - `<name|attempt|attempts>` is the form that the language uses with the number in the value.
///
/// Values are put in as they are and never read as a template; between backticks stands a command, in which they are one word each.
struct Template {
    let text: String
    init(_ text: String) { self.text = text }

    /// The sentence with its values. A value that is missing outside of brackets stays as its name in braces: a test
    /// looks for that.
    ///
    /// - Parameter word: a value as it stands in a command.
    func filled(
        _ values: [String: String], plural: PluralRule, word: (String) -> String = ShellWord.quoted
    ) -> String {
        withoutActuallyEscaping(word) { word in
            var reader = TemplateReader(rest: text[...], values: values, plural: plural, word: word)
            return reader.read(until: []).text
        }
    }

    /// The names of all values that the sentence can use.
    var names: Set<String> {
        var names: Set<String> = []
        for opening: Character in ["{", "<"] {
            for part in text.split(separator: opening, omittingEmptySubsequences: false).dropFirst() {
                names.insert(String(part.prefix { $0 != "}" && $0 != "|" }))
            }
        }
        return names
    }
}

private struct TemplateReader {
    var rest: Substring
    let values: [String: String]
    let plural: PluralRule
    /// A value as it stands in a command.
    let word: (String) -> String
    private var isInCommand = false

    init(rest: Substring, values: [String: String], plural: PluralRule, word: @escaping (String) -> String) {
        (self.rest, self.values, self.plural, self.word) = (rest, values, plural, word)
    }

    /// Reads up to one of `stops`, which stays; complete if no value was missing.
    mutating func read(until stops: Set<Character>) -> (text: String, isComplete: Bool) {
        var (text, isComplete) = ("", true)
        while let next = rest.first, !stops.contains(next) {
            rest.removeFirst()
            if next == "`" { isInCommand.toggle() }
            let part: (text: String, isComplete: Bool) =
                switch next {
                case "{": value(named: take(to: "}"))
                case "[": (firstComplete(), true)
                case "<": form()
                // What a value says may have ended its sentence already.
                case ".": (text.hasSuffix(".") ? "" : ".", true)
                default: (String(next), true)
                }
            text += part.text
            isComplete = isComplete && part.isComplete
        }
        return (text, isComplete)
    }

    private mutating func take(to end: Character) -> String {
        let word = rest.prefix { $0 != end }
        rest = rest.dropFirst(word.count + 1)
        return String(word)
    }

    private func value(named name: String) -> (String, Bool) {
        values[name].map { (isInCommand ? word($0) : $0, true) } ?? ("{\(name)}", false)
    }

    private mutating func firstComplete() -> String {
        var chosen: String?
        while true {
            let alternative = read(until: ["|", "]"])
            if alternative.isComplete, chosen == nil { chosen = alternative.text }
            let end = rest.popFirst()
            if end != "|" { return chosen ?? "" }
        }
    }

    private mutating func form() -> (String, Bool) {
        let name = take(to: "|")
        let value = values[name]
        var forms: [(text: String, isComplete: Bool)] = []
        while true {
            forms.append(read(until: ["|", ">"]))
            if rest.popFirst() != "|" { break }
        }
        // A reference shows `{failureCount}` for any number: in the last form, which is that of most.
        guard let form = value == "{\(name)}" ? forms.count - 1 : value.flatMap({ Int($0) }).map(plural.form) else {
            return ("", false)
        }
        return forms[min(max(form, 0), forms.count - 1)]
    }
}
