import RatchetCore
import SeededRandom
import Testing

@testable import Wording

extension SentenceCatalog {
    /// Every template that takes values.
    var templates: [String] {
        Reason.allCases.map(sentence(for:)) + WayOut.allCases.map(sentence(for:))
            + RatchetCore.Expectation.Event.allCases.map(sentence(for:))
    }

    /// Every sentence, name and word.
    var everything: [String] {
        templates + ExpectedNotice.Kind.allCases.map(sentence(for:)) + Phase.allCases.map(name(of:))
            + InventoryGate.missing(in: DeviceFacts()).map(name(ofInventory:)) + DriverVerb.allCases.map(name(of:))
    }
}

@Suite("Whatever is known")
struct CombinationTests {
    private static let marks = "{}[]<>|"

    @Test(arguments: 0..<SentenceTests.catalogs.count)
    func `no mark of a template stays for any combination of known and missing values`(index: Int) {
        let catalog = SentenceTests.catalogs[index]
        for sentence in catalog.templates {
            let template = Template(sentence)
            let names = template.names.sorted()
            #expect(names.count <= 6, "\(sentence)")
            for combination in 0..<(1 << names.count) {
                let known = names.enumerated().filter { combination & (1 << $0.offset) != 0 }.map { ($0.element, "2") }
                let text = template.filled(Dictionary(uniqueKeysWithValues: known), plural: catalog.plural)
                #expect(!text.contains { CombinationTests.marks.contains($0) }, "\(text)")
                #expect(!text.contains("  ") && !text.contains(" .") && !text.contains(" ,"), "\(text)")
            }
        }
    }

    /// What no device should send.
    private static let oddValues = [
        "", " ", "\u{0}\u{1B}[2J\r\n", "{target}", "[a|b]", "<failureCount|x|y>", "|", "}]>", "`", "« »", "-1", "1e9",
        "99999999999999999999", "\u{202E}\u{301}", "👩‍👩‍👧‍👦", String(repeating: "[{<", count: 2000),
    ]

    /// The marks of a text, counted. A value's own marks are part of the text and nothing else.
    private func marks(_ text: some StringProtocol) -> Int { text.count { CombinationTests.marks.contains($0) } }

    @Test(arguments: 1...12)
    func `odd values leave no mark of a template and are never read as one`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var details: [String: String] = [:]
        for name in SentenceTests.details.keys.sorted() {
            let value = Int.random(in: 0..<CombinationTests.oddValues.count + 2, using: &random)
            // Two of the sides leave the value out.
            if value < CombinationTests.oddValues.count { details[name] = CombinationTests.oddValues[value] }
        }
        // A value that is all letters stands for one with marks: the sentence must be the same but for it.
        let plain = details.mapValues { value in
            value.isEmpty ? "" : String(value.map { CombinationTests.marks.contains($0) ? "x" : $0 })
        }
        for catalog in SentenceTests.catalogs {
            let book = Phrasebook(catalog)
            for (odd, same) in zip(sentences(book, details), sentences(book, plain)) {
                #expect(marks(same) == 0, "\(same)")
                // In a command an odd value stands in quotes.
                #expect(odd.count { $0 != "'" } == same.count { $0 != "'" }, "\(odd)")
                #expect(!odd.unicodeScalars.contains { $0.properties.generalCategory == .control }, "\(odd)")
                #expect(odd.count < 2200)
            }
        }
    }

    private func sentences(_ book: Phrasebook, _ details: [String: String]) -> [String] {
        Reason.allCases.map { book.text($0, details) } + WayOut.allCases.map { book.text($0, details) }
            + SentenceTests.expectations.map { book.text($0, details) }
    }

    @Test func `values go in unchanged in every language`() {
        let refusal = "Can't: \"no\" ; l'or ! « x » ?"
        for book in Phrasebook.all { #expect(book.text(.rejected, ["refusal": refusal]).contains(refusal)) }
    }
}
