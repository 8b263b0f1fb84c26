import RatchetCore
import Storage
import Testing

extension DomainContract {
    private static let everyList = Set(ReleaseList.allCases)

    /// A good fetch. A row that was missing ten seconds ago, and is missing again, is gone.
    private static func fetch(
        _ rows: [FeedRow], of lists: Set<ReleaseList> = everyList, _ sha256: String, _ now: Instant,
        _ store: inout StoreTransaction
    ) throws {
        try store.importFeed(rows, of: lists, sha256: sha256, at: now, missingSince: now - .seconds(10))
    }

    private static func row(
        _ text: String, _ build: String, posted: String? = nil, list: ReleaseList = .assets,
        bsi: SecurityImprovement? = nil
    ) throws -> FeedRow {
        FeedRow(
            list: list, release: Release(platform: "macOS", version: try version(text), build: build, improvement: bsi),
            device: FeedKey("J413AP"), postingDate: posted.flatMap { CivilDate($0) },
            expirationDate: CivilDate("2026-06-29"))
    }

    static let catalog = [
        Fact("before the first fetch the catalog is empty, and says so") { store in
            let status = try store.catalogStatus()
            #expect(status.revision == 0 && status.sha256.isEmpty && status.lastGoodAt == nil)
            #expect(try store.catalog().isEmpty)
        },
        Fact("a row keeps the date at which it was first seen, and takes the newest of Apple's") { store in
            try fetch([row("26.4", "25E246", posted: "2026-03-24")], "a", at(0), &store)
            try fetch([row("26.4", "25E246", posted: "2026-03-30")], "b", at(9), &store)
            let kept = try #require(try store.catalog().allRows.first)
            #expect(kept.firstSeen.description == "2026-03-24T00:00:00Z")
            #expect(kept.postingDate?.description == "2026-03-30" && kept.isPresent)
            #expect(try store.catalogStatus().revision == 2 && store.catalogStatus().sha256 == "b")
        },
        Fact("a row without a posting date was first seen when it was fetched") { store in
            try fetch([row("26.4", "25E246")], "a", at(3), &store)
            #expect(try store.catalog().allRows.first?.firstSeen == at(3))
        },
        Fact("a row that the newest fetch has not is marked, not dropped, and may come back") { store in
            let (old, new) = (try row("26.3", "25D125"), try row("26.4", "25E246"))
            try fetch([old, new], "a", at(0), &store)
            try fetch([new], "b", at(1), &store)
            let rows = try store.catalog().rows(for: FeedKey("J413AP"))
            #expect(rows.filter { !$0.isPresent }.map(\.release.version.text) == ["26.3"])
            try fetch([old, new], "c", at(2), &store)
            let back = try store.catalog().allRows
            #expect(back.filter(\.isPresent).count == 2)
            #expect(back.allSatisfy { $0.firstSeen == at(0) })
        },
        Fact("a row is gone when it is missing from two good fetches far enough apart, and is back when it is") {
            store in
            let (old, new) = (try row("26.3", "25D125"), try row("26.4", "25E246"))
            func gone() throws -> [String] {
                try store.catalog().allRows.filter(\.isGone).map(\.release.version.text)
            }
            try fetch([old, new], "a", at(0), &store)
            try fetch([new], "b", at(20), &store)
            try fetch([new], "c", at(29), &store)
            #expect(try gone().isEmpty, "missing for nine seconds only")
            #expect(try store.noteUnchangedFeed(at: at(30), missingSince: at(20)))
            #expect(try gone() == ["26.3"] && store.catalogStatus().revision == 4)
            #expect(try !store.noteUnchangedFeed(at: at(60), missingSince: at(50)), "gone once")
            try fetch([old, new], "d", at(70), &store)
            #expect(try gone().isEmpty)
        },
        Fact("a feed that lacks a whole list says nothing about that list's rows") { store in
            let open = try row("26.4", "25E246", list: .publicAssets)
            try fetch([row("26.4", "25E246"), open], "a", at(0), &store)
            try fetch([open], of: [.publicAssets, .securityImprovements], "b", at(1), &store)
            #expect(try store.catalog().allRows.filter(\.isPresent).count == 2)
        },
        Fact("a Background Security Improvement keeps its letter and base") { store in
            let improvement = SecurityImprovement(letter: "(a)", prerequisiteBuild: "25D2128")
            let wanted = try row("26.3.1", "25D771280a", list: .securityImprovements, bsi: improvement)
            try fetch([wanted], "a", at(0), &store)
            #expect(try store.catalog().allRows.first?.release == wanted.release)
        },
        Fact("an unchanged or a bad fetch changes no row") { store in
            try fetch([row("26.4", "25E246")], "a", at(0), &store)
            try store.noteBadFetch("no JSON", at: at(5))
            let bad = try store.catalogStatus()
            #expect(bad.lastProblem == "no JSON" && bad.lastGoodAt == at(0) && bad.lastFetchAt == at(5))
            #expect(try !store.noteUnchangedFeed(at: at(6), missingSince: at(-4)))
            let good = try store.catalogStatus()
            #expect(good.lastProblem == nil && good.lastGoodAt == at(6) && good.revision == 1)
            #expect(try store.catalog().allRows.count == 1)
        },
    ]
}
