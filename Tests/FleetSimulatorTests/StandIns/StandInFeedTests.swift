import AppleLookup
import Foundation
import Testing

@testable import FleetSimulator

@Suite("The stand-in feed")
struct StandInFeedTests {
    let now = Date(timeIntervalSince1970: 1_774_310_400)

    @Test("it parses back, and expires in 90 days")
    func parses() throws {
        let feed = try StandInFeed(DemoFeed.releases).feed(at: now)
        let parsed = try LookupFeed(json: feed.json())
        #expect(Set(parsed.rows) == Set(feed.rows))
        #expect(parsed.problems.isEmpty)
        #expect(parsed.lists == Set(LookupList.allCases))
        #expect(parsed.rows.allSatisfy { $0.expirationDate == "2026-06-22" })
    }

    @Test("what something newer has replaced can be enforced, but the public is not offered it")
    func lists() throws {
        let rows = try StandInFeed(DemoFeed.releases).feed(at: now).rows
        func lists(_ build: String) -> Set<LookupList> { Set(rows.filter { $0.build == build }.map(\.list)) }
        #expect(lists("25E246") == [.publicAssetSets, .assetSets])
        #expect(lists("25D2128") == [.assetSets])
        #expect(lists("24G624") == [.publicAssetSets, .assetSets])
        #expect(lists("25D771280a") == [.backgroundSecurityImprovements])
        #expect(lists("23L243") == [.publicAssetSets, .assetSets])
    }

    @Test("a release that is published is in it; the same again changes nothing")
    func publish() throws {
        var feed = try StandInFeed(DemoFeed.releases)
        let later = try #require(DemoFeed.laterReleases.first)
        try feed.publish(later)
        try feed.publish(later)
        #expect(feed.releases.count == DemoFeed.releases.count + 1)
        #expect(feed.catalog.revision == 3)
        #expect(throws: FleetError.self) {
            try feed.publish(
                FleetRelease(list: "macOS", version: "newest", build: "1A1", postingDate: "2026-01-01", devices: ["x"]))
        }
        #expect(feed.catalog.revision == 3)
    }

    @Test("every model of the table has a newer release than each system it starts with")
    func models() throws {
        let rows = try StandInFeed(DemoFeed.releases).catalog.rows
        let entries = ModelTable.macs + ModelTable.phones + ModelTable.tablets + ModelTable.others
        for entry in entries {
            let newest = rows.filter {
                $0.list == entry.model.platform.feedList && $0.devices.contains(entry.model.feedKey)
            }.map(\.version).max()
            #expect(newest == entry.current.version, "\(entry.model.productName)")
            for system in entry.older + [entry.beforeEnforcement].compactMap({ $0 }) {
                #expect(system.version < entry.current.version)
            }
        }
    }
}
