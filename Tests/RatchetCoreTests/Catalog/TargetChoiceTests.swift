import RatchetCore
import Testing

@Suite("Choosing a target")
struct TargetChoiceTests {
    /// What the rule chooses for a J413AP, on 2026-03-31.
    private func choose(
        _ rule: String, running text: String = "26.3.1", build: String? = "25D2128", letter: String? = nil,
        supplemental: String? = nil, from rows: [CatalogRow], on today: String = "2026-03-31"
    ) throws -> TargetChoice {
        TargetChoice.choose(
            rule: try #require(VersionRule(rule)),
            installed: InstalledOS(
                version: try version(text), build: build, supplementalBuild: supplemental, supplementalLetter: letter),
            device: FeedKey("J413AP"), catalog: Catalog(revision: 1, rows: rows), today: try day(today))
    }

    private func target(_ choice: TargetChoice) throws -> Target {
        guard case .target(let target, _, _) = choice else { throw Unexpected(choice) }
        return target
    }

    private struct Unexpected: Error, CustomStringConvertible {
        let description: String
        init(_ choice: TargetChoice) { description = "no target: \(choice)" }
    }

    @Test func `before the first good fetch nothing can be said`() throws {
        #expect(try choose("latest", from: []) == .catalogEmpty)
    }

    @Test func `a model that the feed does not name has no target`() throws {
        #expect(try choose("latest", from: [row("26.4", "25E246", for: "J700AP")]) == .modelNotInFeed)
        #expect(try choose("latest", from: [row("26.4", "25E246", for: "j413ap")]) == .modelNotInFeed)
    }

    @Test func `what only the public list has can't be enforced`() throws {
        #expect(try choose("latest", from: [row("26.4", "25E246", list: .publicAssets)]) == .modelNotInFeed)
    }

    @Test func `a version that no declaration can name is no target`() throws {
        let rows = [try row("27", "26A1"), try row("26.4", "25E246")]
        #expect(try target(choose("latest", from: rows)).version.text == "26.4")
    }

    @Test func `a specific version that never stood in the feed is not in it`() throws {
        #expect(try choose("26.5", from: [row("26.4", "25E246")]) == .notInFeed)
        #expect(try choose("26.4:25E999", from: [row("26.4", "25E246")]) == .notInFeed)
        #expect(try choose("latest-of-major:27", from: [row("26.4", "25E246")]) == .notInFeed)
    }

    @Test func `a release that expired or left the feed is expired`() throws {
        #expect(try choose("26.4", from: [row("26.4", "25E246", expires: "2026-03-31")]) == .expired)
        #expect(try choose("26.4", from: [row("26.4", "25E246", isPresent: false)]) == .expired)
        #expect(
            try target(choose("26.4", from: [row("26.4", "25E246", expires: "2026-04-01")])).version.text == "26.4")
    }

    @Test func `a release without an expiration date does not expire`() throws {
        #expect(try target(choose("latest", from: [row("26.4", "25E246", expires: nil)])).version.text == "26.4")
    }

    @Test func `never backwards, never the same`() throws {
        let rows = [try row("26.3.1", "25D2128"), try row("26.2", "25C56")]
        for rule in ["latest", "latest-minor", "latest-of-major:26"] {
            guard case .current(let best) = try choose(rule, from: rows) else { Issue.record("\(rule)"); continue }
            #expect(try best?.version == version("26.3.1"))
        }
        #expect(try choose("26.2", from: rows) == .current(best: nil))
        #expect(try choose("26.3.1", from: rows) == .current(best: nil))
        #expect(try choose("latest-of-major:15", from: rows) == .current(best: nil))
    }

    @Test func `a build is sent only when a person pinned it`() throws {
        let rows = [try row("26.4", "25E246")]
        #expect(try target(choose("26.4", from: rows)) == Target(version: version("26.4")))
        #expect(try target(choose("latest", from: rows)) == Target(version: version("26.4")))
        #expect(try target(choose("26.4:25E246", from: rows)) == Target(version: version("26.4"), build: "25E246"))
    }

    @Test func `of twin builds the same one is chosen whatever the feed's order`() throws {
        let rows = [try row("26.4", "23E6246"), try row("26.4", "23E246"), try row("26.4", "23E245")]
        for order in [rows, rows.reversed(), [rows[1], rows[0], rows[2]]] {
            guard case .target(let target, let row, _) = try choose("latest", from: order) else {
                Issue.record("no target")
                continue
            }
            #expect(row.release.build == "23E245" && target.build == nil)
        }
    }

    @Test func `latest-minor stays on its major version, latest does not`() throws {
        let rows = [try row("26.4", "25E246"), try row("15.7.5", "24G624"), try row("15.7.4", "24G517")]
        #expect(try target(choose("latest-minor", running: "15.7.3", from: rows)).version.text == "15.7.5")
        #expect(try target(choose("latest", running: "15.7.3", from: rows)).version.text == "26.4")
        #expect(try target(choose("latest-of-major:26", running: "15.7.3", from: rows)).version.text == "26.4")
    }

    // Background Security Improvements.

    private func improved() throws -> [CatalogRow] {
        [
            try row("26.3.1", "25D2128"), try row("26.3.1", "25D771280a", bsi: "(a)", on: "25D2128"),
        ]
    }

    @Test func `an improvement is offered on its own base, with its build`() throws {
        let wanted = Target(version: try version("26.3.1"), build: "25D771280a", isSecurityImprovement: true)
        for rule in ["latest", "latest-minor", "26.3.1:25D771280a"] {
            #expect(try target(choose(rule, from: improved())) == wanted, "\(rule)")
        }
    }

    @Test func `a plain version names the base and never its improvement`() throws {
        #expect(try choose("26.3.1", from: improved()) == .current(best: nil))
    }

    @Test func `the base comes first`() throws {
        for rule in ["latest", "26.3.1:25D771280a"] {
            let first = try target(choose(rule, running: "26.3", build: "25D125", from: improved()))
            #expect(try first == Target(version: version("26.3.1")), "\(rule)")
        }
    }

    @Test func `another build of the same version is no base for it`() throws {
        for rule in ["latest", "26.3.1:25D771280a"] {
            #expect(try choose(rule, build: "25D9999", from: improved()) == .needsBuild("25D2128"), "\(rule)")
        }
    }

    @Test func `the supplemental build says which improvement is there, whatever the letter says or does not`() throws {
        let rows = try improved() + [row("26.3.1", "25D771281b", bsi: "(b)", on: "25D2128")]
        guard case .current = try choose("latest", supplemental: "25D771281b", from: rows) else {
            Issue.record("an older improvement was offered, or the same again")
            return
        }
        #expect(try target(choose("latest", letter: "b", supplemental: "25D771280a", from: rows)).build == "25D771281b")
        #expect(try target(choose("latest", letter: "b", supplemental: "25D2128", from: rows)).build == "25D771281b")
    }

    @Test func `without its base in the feed a pinned improvement says what it needs`() throws {
        let alone = [try row("26.3.1", "25D771280a", bsi: "(a)", on: "25D2128")]
        #expect(
            try choose("26.3.1:25D771280a", running: "26.3", build: "25D125", from: alone) == .needsBuild("25D2128"))
    }

    @Test func `a device that has the improvement, or a later one, is current`() throws {
        for (letter, build) in [("a", "25D771280a"), ("b", "25D771290b")] {
            let choice = try choose("26.3.1:25D771280a", letter: letter, supplemental: build, from: improved())
            guard case .current = choice else {
                Issue.record("(\(letter)) is not behind (a): \(choice)")
                continue
            }
        }
    }

    @Test func `a pinned improvement that has expired is expired, on its own base too`() throws {
        let rows = [
            try row("26.3.1", "25D2128"),
            try row("26.3.1", "25D771280a", bsi: "(a)", on: "25D2128", expires: "2026-03-30"),
        ]
        #expect(try choose("26.3.1:25D771280a", from: rows) == .expired)
    }

    @Test func `a newer version is preferred to an improvement of the installed one`() throws {
        #expect(try target(choose("latest", from: improved() + [row("26.4", "25E246")])).version.text == "26.4")
    }
}
