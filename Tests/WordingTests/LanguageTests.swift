import RatchetCore
import Testing

@testable import Wording

@Suite("Languages")
struct LanguageTests {
    @Test func `there are three, and English is for who asks for none`() {
        #expect(Phrasebook.all.map(\.language) == ["en", "fr", "it"])
        #expect(SentenceTests.catalogs.map(\.language) == Phrasebook.all.map(\.language))
    }

    @Test func `nothing is left in English`() {
        let english = Set(EnglishSentences().templates)
        for catalog in SentenceTests.catalogs.dropFirst() {
            for sentence in catalog.templates { #expect(!english.contains(sentence), "\(sentence)") }
        }
    }

    @Test func `every language uses the same values in the same sentence`() {
        // How often a device has failed says something only where it is said in numbers.
        for catalog in SentenceTests.catalogs.dropFirst() {
            for (own, english) in zip(catalog.templates, EnglishSentences().templates) {
                #expect(Template(own).names == Template(english).names, "\(own)")
            }
        }
    }

    @Test func `commands are the same in every language`() {
        let commands = { (text: String) in
            text.split(separator: "`").filter { $0.hasPrefix("ratchet ") }.map(String.init)
        }
        for catalog in SentenceTests.catalogs {
            for (own, english) in zip(catalog.templates, EnglishSentences().templates) {
                #expect(commands(own) == commands(english), "\(own)")
            }
        }
    }

    @Test(arguments: [
        ("en", [0: "0 times", 1: "once", 2: "2 times"]),
        ("fr", [0: "à 0 reprise.", 1: "à 1 reprise.", 2: "à 2 reprises."]),
        ("it", [0: "(0 tentativi)", 1: "(1 tentativo)", 2: "(2 tentativi)"]),
    ])
    func `numbers have their forms`(language: String, forms: [Int: String]) {
        let book = Phrasebook.best(for: language)
        for (count, form) in forms {
            #expect(book.text(.failing, ["failureCount": "\(count)"]).contains(form), "\(form)")
        }
    }

    @Test func `a count that is no number is left out`() {
        for book in Phrasebook.all {
            #expect(book.text(.failing, ["failureCount": "many"]) == book.text(.failing))
        }
    }
}

@Suite("The French phrasebook")
struct FrenchTests {
    private let book = Phrasebook.french

    @Test func `a verdict says what, why and what next`() {
        let verdict = Verdict(
            .notYet, .prepared,
            next: RatchetCore.Expectation(.install, by: nil, byLocal: LocalDateTime("2026-11-21T19:00:00")),
            details: ["target": "26.4", "deadline": "2026-11-21T19:00:00"])
        #expect(
            book.text(verdict) == """
                La version 26.4 est prête sur l’appareil. L’utilisateur peut l’installer à tout moment avant le \
                21\u{A0}novembre 2026 à 19:00 (heure locale). Ensuite, il installe la mise à jour et redémarre, au plus \
                tard le 21\u{A0}novembre 2026 à 19:00 (heure de l’appareil).
                """)
    }

    @Test func `a device's own words stand in guillemets`() {
        let text = book.text(.blocked, ["failureCount": "3", "failureReason": "not enough space: 2 GB"])
        #expect(
            text == """
                L’installation de la mise à jour a échoué à 3 reprises et continue d’échouer\u{A0}; l’appareil \
                indique\u{A0}: «\u{A0}not enough space: 2 GB\u{A0}».
                """)
    }

    @Test func `what is missing has names`() {
        #expect(
            book.text(.inventoryPending, ["missing": "capabilities, os-version"]).hasSuffix(
                "il reste à connaître\u{A0}: ses capacités, la version de son système."))
    }

    @Test(arguments: [
        ("2026-11-21T19:00:00", "21\u{A0}novembre 2026 à 19:00"),
        ("2026-08-01T09:30:15", "1er\u{A0}août 2026 à 09:30:15"),
    ])
    func `dates and times`(local: String, expected: String) {
        #expect(book.text(.askUser, ["deadline": local]).contains("avant le \(expected) (heure locale)"))
    }

    @Test func `a no-break space stands before high punctuation and inside guillemets, and apostrophes are curved`() {
        for text in FrenchSentences().everything {
            // Commands stay as they are typed.
            let parts = text.split(separator: "`", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() where index.isMultiple(of: 2) {
                #expect(!part.contains("'") && !part.contains("\""), "\(text)")
                let characters = Array(part)
                for (place, character) in characters.enumerated() {
                    if ":;?!»".contains(character) {
                        #expect(place > 0 && characters[place - 1] == "\u{A0}", "\(text)")
                    }
                    if character == "«" { #expect(characters[place + 1] == "\u{A0}", "\(text)") }
                }
            }
        }
    }

    @Test func `a vowel takes an elision`() {
        for text in FrenchSentences().everything {
            let words = text.lowercased().split { " [|\u{A0}".contains($0) }
            for (word, next) in zip(words, words.dropFirst()) {
                guard ["le", "la", "de", "que", "ne", "se", "je", "jusque", "lorsque"].contains(word) else { continue }
                // `onze` and an aspirated h don't occur.
                #expect(next.first.map { !"aàâeéèêiîoôuûy".contains($0) } ?? true, "\(text)")
            }
        }
    }
}

@Suite("The Italian phrasebook")
struct ItalianTests {
    private let book = Phrasebook.italian

    @Test func `a verdict says what, why and what next`() {
        let verdict = Verdict(
            .notYet, .prepared,
            next: RatchetCore.Expectation(.install, by: nil, byLocal: LocalDateTime("2026-11-21T19:00:00")),
            details: ["target": "26.4", "deadline": "2026-11-21T19:00:00"])
        #expect(
            book.text(verdict) == """
                L’aggiornamento alla versione 26.4 è pronto sul dispositivo. L’utente può installarlo in qualsiasi \
                momento entro il 21 novembre 2026 alle ore 19:00 (ora locale). Poi il dispositivo installa \
                l’aggiornamento e si riavvia, al più tardi il 21 novembre 2026 alle ore 19:00 (ora del dispositivo).
                """)
    }

    @Test(arguments: [
        ("2026-11-21T19:00:00", "entro il 21 novembre 2026 alle ore 19:00"),
        ("2026-05-08T01:00:00", "entro l’8 maggio 2026 alle ore 01:00"),
        ("2026-05-11T00:30:15", "entro l’11 maggio 2026 alle ore 00:30:15"),
        ("2026-02-01T09:30:00", "entro il 1º febbraio 2026 alle ore 09:30"),
    ])
    func `dates bring their article along`(local: String, expected: String) {
        #expect(book.text(.askUser, ["deadline": local]).contains("\(expected) (ora locale)"))
    }

    @Test func `no preposition that would melt with an article stands before a time`() {
        for text in ItalianSentences().templates {
            for time in ["{deadline}", "{earliest}", "{by}", "{byLocal}", "{until}"] {
                for word in ["di", "a", "da", "in", "su", "il", "del", "al", "dal"] {
                    #expect(!text.contains(" \(word) \(time)"), "\(text)")
                }
            }
        }
    }

    @Test func `apostrophes are curved, and no space stands before punctuation`() {
        for text in ItalianSentences().everything {
            #expect(!text.contains("'") && !text.contains("\""), "\(text)")
            for mark in [" :", " ;", " ?", " !", "« ", " »"] { #expect(!text.contains(mark), "\(text)") }
        }
    }
}
