public import RatchetCore

/// Says verdicts, causes, ways out and expectations in one language. Console, API and command line share it.
public struct Phrasebook: Sendable {
    private let catalog: any SentenceCatalog

    public init(_ catalog: any SentenceCatalog) { self.catalog = catalog }

    public static let english = Phrasebook(EnglishSentences())
    public static let french = Phrasebook(FrenchSentences())
    public static let italian = Phrasebook(ItalianSentences())

    /// Every language there is, the one for who asks for none first.
    public static let all = [english, french, italian]

    /// The language that suits the reader best; English where none does.
    ///
    /// - Parameter acceptLanguage: a header field of RFC 9110, `fr-CH, fr;q=0.9, en;q=0.8`; nil where there is none.
    public static func best(for acceptLanguage: String?) -> Phrasebook {
        let tag = acceptLanguage.flatMap { AcceptLanguage($0).best(of: all.map(\.language)) }
        return all.first { $0.language == tag } ?? english
    }

    /// The language's BCP 47 tag.
    public var language: String { catalog.language }

    /// What is so and why, and what happens next.
    public func text(_ verdict: Verdict) -> String {
        let why = fill(catalog.sentence(for: verdict.reason), verdict.details)
        return verdict.next.map { "\(why) \(text($0, verdict.details))" } ?? why
    }

    /// What is so and why.
    public func text(_ reason: Reason, _ details: [String: String] = [:]) -> String {
        fill(catalog.sentence(for: reason), details)
    }

    /// What somebody can do.
    public func text(_ wayOut: WayOut, _ details: [String: String] = [:]) -> String {
        fill(catalog.sentence(for: wayOut), details)
    }

    /// What happens next, and by when.
    public func text(_ expectation: Expectation, _ details: [String: String] = [:]) -> String {
        var values = details
        values["by"] = expectation.by.map(wallClock)
        values["byLocal"] = expectation.byLocal?.description
        return fill(catalog.sentence(for: expectation.event), values)
    }

    /// What the device is expected to tell its user.
    public func text(_ notice: ExpectedNotice.Kind) -> String { fill(catalog.sentence(for: notice), [:]) }

    public func name(_ phase: Phase) -> String { catalog.name(of: phase) }

    /// The sentence as it stands in a reference: with everything known, each value by its name in braces.
    public func pattern(_ reason: Reason) -> String { pattern(catalog.sentence(for: reason)) }
    /// As `pattern(_:)` for reasons.
    public func pattern(_ wayOut: WayOut) -> String { pattern(catalog.sentence(for: wayOut)) }
    /// As `pattern(_:)` for reasons.
    public func pattern(_ event: Expectation.Event) -> String { pattern(catalog.sentence(for: event)) }

    private func pattern(_ sentence: String) -> String {
        let template = Template(sentence)
        let values = Dictionary(template.names.map { ($0, "{\($0)}") }) { first, _ in first }
        return template.filled(values, plural: catalog.plural) { $0 }
    }

    private func fill(_ sentence: String, _ details: [String: String]) -> String {
        Template(sentence).filled(readable(details), plural: catalog.plural)
    }

    /// Values as people read them: wall-clock times without the `T`, names instead of codes, nothing that only says that
    /// it is unknown, and nothing that a device sent longer than a sentence can bear.
    private func readable(_ details: [String: String]) -> [String: String] {
        var values = details.filter { !Self.unknown.contains($0.value) }.mapValues(Self.shortened)
        for name in ["deadline", "earliest", "byLocal"] {
            if let local = values[name].flatMap({ LocalDateTime($0) }) { values[name] = wallClock(local) }
        }
        if let until = values["until"].flatMap({ Instant(rfc3339: $0) }) { values["until"] = wallClock(until) }
        if let verb = values["verb"].flatMap({ DriverVerb(rawValue: $0) }) { values["verb"] = catalog.name(of: verb) }
        // The planner's mark for a build that the device has not told.
        if values["installedBuild"] == "?" { values["installedBuild"] = nil }
        if let missing = values["missing"] {
            let names = missing.split(separator: ",").map { $0.trimmingPrefix(" ") }
            values["missing"] = names.map { catalog.name(ofInventory: String($0)) }.joined(separator: ", ")
        }
        return values
    }

    /// Values that only say that there is none: the gates' mark for it is a dash.
    private static let unknown: Set<String> = ["", "-"]

    /// In UTC and to the minute: what is expected is never known to the second.
    private func wallClock(_ moment: Instant) -> String {
        "\(wallClock(LocalDateTime(utc: Instant(seconds: moment.seconds / 60 * 60)))) UTC"
    }

    private func wallClock(_ local: LocalDateTime) -> String {
        let text = local.description
        let end = text.hasSuffix(":00") ? 5 : 8
        return catalog.wallClock(date: String(text.prefix(10)), time: String(text.dropFirst(11).prefix(end)))
    }

    /// Text of a device: one line, without control characters.
    private static func shortened(_ text: String) -> String {
        let line = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let plain = String(String.UnicodeScalarView(line))
        return plain.count <= 300 ? plain : "\(plain.prefix(299))…"
    }
}
