import RatchetCore
import Testing

@testable import Wording

@Suite("Sentences")
struct SentenceTests {
    static let catalogs: [any SentenceCatalog] = [EnglishSentences(), FrenchSentences(), ItalianSentences()]

    /// Everything that a verdict can say.
    static let details = [
        "target": "26.4 (25E246)", "deadline": "2026-11-21T19:00:00", "installed": "26.3.1 (a)", "failureCount": "2",
        "failureReason": "not enough space", "refusal": "Invalid declaration", "rule": "latest", "build": "25D2128",
        "earliest": "2026-11-22T09:30:15", "missing": "capabilities, os-version", "state": "prepared",
        "installedBuild": "25D125", "floor": "macOS 14.0",
    ].merging(applianceDetails) { own, _ in own }

    /// Of it, what a verdict about an appliance can say.
    private static let applianceDetails = [
        "process": "4711", "folder": "appliances/a1/install.k1", "appliance": "support-1", "package": "base-6.2",
        "product": "22.4", "base": "6.1", "version": "22.4",
        "why": "no answer within 30 seconds", "minutes": "45", "until": "2026-11-22T04:00:00Z", "who": "ada",
        "restored": "base 6.1, product 22.1", "chain": "base-6.1, base-6.2", "packages": "base-6.2, product-23.1",
        "problems": "a disk is failing",
        "wanted": "9f86d081", "found": "60303ae2", "nearest": "22.4", "graph": "remote-support", "verb": "install",
        "checkpoint": "7",
    ]

    static let expectations: [RatchetCore.Expectation] = RatchetCore.Expectation.Event.allCases.flatMap { event in
        [
            RatchetCore.Expectation(event), RatchetCore.Expectation(event, by: Instant(seconds: 1_780_000_000)),
            RatchetCore.Expectation(
                event, by: Instant(seconds: 1_780_000_000), byLocal: LocalDateTime("2026-11-21T19:00:00")),
        ]
    }

    /// What a value that is missing may leave behind.
    private static let traces = ["{", "}", "[", "]", "<", ">", "|", "  ", " .", " ,", "..", ",,", ",.", "; ."]

    private func sentences(_ book: Phrasebook, _ details: [String: String]) -> [String] {
        Reason.allCases.map { book.text($0, details) } + WayOut.allCases.map { book.text($0, details) }
            + SentenceTests.expectations.map { book.text($0, details) }
            + ExpectedNotice.Kind.allCases.map { book.text($0) }
    }

    /// With everything known, with nothing known, and with each value alone or alone missing.
    static var choices: [[String: String]] {
        let single = details.map { [$0.key: $0.value] }
        let without = details.keys.map { name in details.filter { $0.key != name } }
        return [details, [:]] + single + without
    }

    @Test(arguments: 0..<catalogs.count)
    func `every reason, way out, event and notice reads well`(index: Int) {
        let book = Phrasebook(SentenceTests.catalogs[index])
        // Most of the values change few of the sentences.
        for sentence in Set(SentenceTests.choices.flatMap { sentences(book, $0) }) {
            #expect(sentence.count > 15 && sentence.last == ".", "\(sentence)")
            #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("26.4"), "\(sentence)")
            #expect(!SentenceTests.traces.contains(where: sentence.contains), "\(sentence)")
        }
    }

    @Test func `no two reasons, ways out or events say the same`() {
        for catalog in SentenceTests.catalogs {
            let all =
                Reason.allCases.map(catalog.sentence(for:)) + WayOut.allCases.map(catalog.sentence(for:))
                + RatchetCore.Expectation.Event.allCases.map(catalog.sentence(for:))
                + ExpectedNotice.Kind.allCases.map(catalog.sentence(for:))
            #expect(Set(all).count == all.count)
            #expect(Set(Phase.allCases.map(catalog.name(of:))).count == Phase.allCases.count)
        }
    }

    @Test func `a sentence uses only values that exist`() {
        let known = Set(SentenceTests.details.keys).union(["by", "byLocal"])
        for catalog in SentenceTests.catalogs {
            let all =
                Reason.allCases.map(catalog.sentence(for:)) + WayOut.allCases.map(catalog.sentence(for:))
                + RatchetCore.Expectation.Event.allCases.map(catalog.sentence(for:))
            for sentence in all { #expect(Template(sentence).names.subtracting(known) == [], "\(sentence)") }
        }
    }

    @Test func `an installed build that is not known is left out`() {
        let known = ["build": "25D2128", "installed": "26.3.1"]
        for catalog in SentenceTests.catalogs {
            let book = Phrasebook(catalog)
            let text = book.text(.bsiNeedsBuild, known.merging(["installedBuild": "?"]) { $1 })
            #expect(text == book.text(.bsiNeedsBuild, known))
            #expect(text.hasSuffix("26.3.1.") && text.contains("25D2128"), "\(text)")
        }
    }

    @Test func `D1: the first words about a frozen appliance, and of its way out, are not to restart it`() {
        let first = [
            "en": "Do not restart this appliance. ", "fr": "Ne redémarrez pas cette appliance. ",
            "it": "Non riavviare questa appliance. ",
        ]
        #expect(Reason.applianceFrozen.waysOut == [.callVendor])
        for catalog in SentenceTests.catalogs {
            let words = first[catalog.language] ?? "?"
            for details in [[:], SentenceTests.details] {
                #expect(Phrasebook(catalog).text(.applianceFrozen, details).hasPrefix(words))
                #expect(Phrasebook(catalog).text(.callVendor, details).hasPrefix(words))
            }
        }
    }

    @Test func `a dash stands for a value that is not known, and is left out`() {
        let details = ["why": "-", "package": "base-6.2", "missing": "base 6.1", "chain": "-"]
        for catalog in SentenceTests.catalogs {
            let book = Phrasebook(catalog)
            #expect(book.text(.inventoryUnread, details) == book.text(.inventoryUnread))
            #expect(!book.text(.packageBlocked, details).contains("-."))
        }
    }

    @Test func `whatever a person has to do for a driver has a name`() {
        for catalog in SentenceTests.catalogs {
            #expect(Set(DriverVerb.allCases.map(catalog.name(of:))).count == DriverVerb.allCases.count)
            for verb in DriverVerb.allCases {
                let text = Phrasebook(catalog).text(.checkpointOpen, ["verb": verb.rawValue, "package": "base-6.2"])
                #expect(text.contains("\(catalog.name(of: verb)) (base-6.2)"), "\(text)")
            }
        }
    }

    @Test func `everything that can be missing has a name`() {
        let missing = InventoryGate.missing(in: DeviceFacts())
        #expect(missing.count == 4)
        for catalog in SentenceTests.catalogs {
            for code in missing { #expect(catalog.name(ofInventory: code) != code) }
        }
    }
}

@Suite("The English phrasebook")
struct EnglishTests {
    private let book = Phrasebook.english

    @Test func `a verdict says what, why and what next`() {
        let verdict = Verdict(
            .notYet, .prepared,
            next: RatchetCore.Expectation(.install, by: nil, byLocal: LocalDateTime("2026-11-21T19:00:00")),
            details: ["target": "26.4", "deadline": "2026-11-21T19:00:00"])
        #expect(
            book.text(verdict) == """
                26.4 is ready on the device. Its user may install it at any time before 2026-11-21 19:00 local time. \
                Next, it installs and restarts, at the latest at 2026-11-21 19:00 on its own clock.
                """)
    }

    @Test func `failures are counted`() {
        #expect(
            book.text(.failing, ["target": "26.4", "failureCount": "1"]).hasPrefix("Installing 26.4 has failed once."))
        #expect(book.text(.failing, ["failureCount": "3"]).hasPrefix("Installing the update has failed 3 times."))
        #expect(book.text(.failing).hasPrefix("Installing the update has failed."))
    }

    @Test func `an improvement for another build says which, and what the device runs`() {
        let details = ["build": "25D2128", "installed": "26.3.1", "installedBuild": "25D125"]
        #expect(
            book.text(.bsiNeedsBuild, details) == """
                This Background Security Improvement fits another build, 25D2128, which can't be installed either; the \
                device runs 26.3.1 with build 25D125.
                """)
    }

    @Test func `what is missing has names`() {
        #expect(
            book.text(.inventoryPending, ["missing": "capabilities, os-version"]) == """
                Too little is known about the device to choose a release for it: still to be told: what it is able to \
                do, which version it runs.
                """)
    }

    @Test func `a device's own words stay on one line`() {
        let text = book.text(.rejected, ["refusal": "one\ntwo\u{7}" + String(repeating: "x", count: 999)])
        #expect(!text.contains("\n") && !text.contains("\u{7}"))
        #expect(text.count < 400)
    }
}
