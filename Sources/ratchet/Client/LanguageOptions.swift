import ArgumentParser
import Wording

/// A language that the server has sentences in.
struct Language: Sendable, Equatable, ExpressibleByArgument {
    /// `fr`
    let tag: String

    static let english = Language(Phrasebook.english)

    private init(_ book: Phrasebook) { tag = book.language }

    /// Nil unless there are sentences in it.
    init?(argument: String) {
        guard let book = Phrasebook.all.first(where: { $0.language == argument.lowercased() }) else { return nil }
        self.init(book)
    }

    /// Of a POSIX locale, `fr_CH.UTF-8`.
    init?(locale: String) {
        self.init(argument: String(locale.prefix { !"_.@-".contains($0) }))
    }

    static var allValueStrings: [String] { Phrasebook.all.map(\.language) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
    var defaultValueDescription: String { tag }
}

/// In which language a command prints sentences.
struct LanguageOptions: ParsableArguments {
    @Option(help: "The language of the sentences. Default: that of LC_ALL, else LC_MESSAGES, else LANG, else en.")
    var language: Language?

    /// What was said, else the environment's language, else English. The first variable that is set decides, as in POSIX,
    /// even for a language that there are no sentences in.
    func chosen(environment: [String: String]) -> Language {
        if let language { return language }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale.flatMap(Language.init(locale:)) ?? .english
    }
}
