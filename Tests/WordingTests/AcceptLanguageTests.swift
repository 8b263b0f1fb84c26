import Testing

@testable import Wording

@Suite("Accept-Language")
struct AcceptLanguageTests {
    @Test(arguments: [
        // Nothing that we have, or nothing at all.
        ("", "en"), (",,,", "en"), ("de", "en"), ("de, pt-BR;q=0.5", "en"), ("x", "en"), ("*;q=0", "en"),
        // What was asked for, also with a region or a script.
        ("fr", "fr"), ("it", "it"), ("en", "en"), ("FR", "fr"), ("fr-CH", "fr"), ("it-Latn-CH", "it"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"), ("it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7", "it"),
        // The weight decides, then the order.
        ("en;q=0.5, fr;q=0.9", "fr"), ("it;q=0.9, fr;q=0.9", "it"), ("de, it;q=0.2, fr;q=0.1", "it"),
        ("en;q=0.001, it;q=0.002", "it"), ("fr;q=1.000, it", "fr"), ("fr;q=0., it;q=0.1", "it"),
        // Zero is no.
        ("fr;q=0, it;q=0.1", "it"), ("fr;q=0", "en"), ("fr-CH, fr;q=0, it;q=0.5", "it"), ("en;q=0", "en"),
        // A star is what no other range names.
        ("*", "en"), ("it;q=0.5, *", "en"), ("en;q=0.5, *", "fr"), ("en;q=0, *", "fr"), ("en;q=0, fr;q=0, *", "it"),
        ("en;q=0, *;q=0.5, it;q=0.1", "fr"), ("fr, *;q=0.5", "fr"),
        // Spaces, and what can't be read.
        (" fr ; q=0.9 , it;\tq=1", "it"), ("fr;q=x, it;q=0.1", "it"), ("fr;q=2, it;q=0.1", "it"),
        ("fr;q=1.5, it;q=0.1", "it"), ("fr;q=0.9999, it;q=0.1", "it"), ("fr;q=-1, it;q=0.1", "it"),
        ("fr;q=0.9;x=y, it;q=0.1", "it"), ("fr_CH, it;q=0.1", "it"), ("französisch, it;q=0.1", "it"),
        ("fr-, it;q=0.1", "it"), ("-fr, it;q=0.1", "it"), ("verylonglanguage, it", "it"), ("french", "en"),
        ("\u{0}, it", "it"), ("fr;Q=0.9", "fr"),
    ])
    func `picks the language`(field: String, expected: String) {
        #expect(Phrasebook.best(for: field).language == expected)
    }

    @Test func `without the field it is English`() {
        #expect(Phrasebook.best(for: nil).language == "en")
    }

    @Test func `only so much of it is read`() {
        let many = String(repeating: "de;q=0.1,", count: AcceptLanguage.mostRanges)
        #expect(AcceptLanguage(many + "fr").ranges.count == AcceptLanguage.mostRanges)
        #expect(Phrasebook.best(for: many + "fr").language == "en")
        let long = String(repeating: " ", count: AcceptLanguage.mostOctets)
        #expect(Phrasebook.best(for: "it,\(long)fr").language == "it")
        #expect(AcceptLanguage(String(repeating: "a-", count: 1_000_000)).ranges.isEmpty)
    }

    @Test func `a range that is cut in two is not read`() {
        let start = "it;q=0.5,"
        let field = start + String(repeating: " ", count: AcceptLanguage.mostOctets - start.count - 2) + "fr;q=0.1"
        #expect(Phrasebook.best(for: field).language == "it")
    }
}
