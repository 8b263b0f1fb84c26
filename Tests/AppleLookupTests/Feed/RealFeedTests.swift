import AppleLookup
import Foundation
import Testing

/// Real captures of the service, kept beside the package and not in it.
private enum Captures {
    /// `shared/data/aslc` beside the package's directory.
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/aslc")

    static let areHere = FileManager.default.fileExists(atPath: directory.path())
}

/// Without the captures these tests are skipped, and say so.
@Suite(.enabled(if: Captures.areHere, "the captures in ../shared/data/aslc are missing"))
struct RealFeedTests {
    private func capture(_ day: String) throws -> LookupFeed {
        try LookupFeed(json: Data(contentsOf: Captures.directory.appending(path: "pmv-\(day).json")))
    }

    private func counts(_ feed: LookupFeed, _ list: LookupList) -> [String: Int] {
        Dictionary(feed.rows.filter { $0.list == list }.map { ($0.platform, 1) }, uniquingKeysWith: +)
    }

    @Test func theFeedOf2024IsReadWhole() throws {
        let feed = try capture("2024-07-01")
        #expect(feed.problems.isEmpty)
        #expect(feed.lists == Set(LookupList.allCases))
        #expect(counts(feed, .publicAssetSets) == ["iOS": 25, "macOS": 4, "visionOS": 2 + 1])
        #expect(counts(feed, .assetSets) == ["iOS": 37, "macOS": 7, "visionOS": 4 + 1])
        #expect(counts(feed, .backgroundSecurityImprovements).isEmpty)
    }

    @Test func theFeedOf2026IsReadWhole() throws {
        let feed = try capture("2026-03-31")
        #expect(feed.problems.isEmpty)
        #expect(counts(feed, .publicAssetSets) == ["iOS": 29, "macOS": 6, "visionOS": 2])
        #expect(counts(feed, .assetSets) == ["iOS": 82, "macOS": 16, "visionOS": 8])
        #expect(counts(feed, .backgroundSecurityImprovements) == ["iOS": 1, "macOS": 2])
        let improvements = feed.rows.filter { $0.list == .backgroundSecurityImprovements }
        #expect(improvements.allSatisfy { $0.productVersionExtra == "(a)" && $0.prerequisiteBuild != nil })
        #expect(feed.rows.allSatisfy { $0.postingDate != nil && $0.expirationDate != nil })
    }

    @Test(arguments: ["2024-07-01", "2026-03-31"])
    func aRealFeedIsWrittenAndReadBack(day: String) throws {
        let feed = try capture(day)
        #expect(Set(try LookupFeed(json: feed.json()).rows) == Set(feed.rows))
    }
}
