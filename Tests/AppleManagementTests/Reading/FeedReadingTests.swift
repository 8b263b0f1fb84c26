import AppleLookup
import AppleManagement
import Foundation
import RatchetCore
import Testing

@Suite("Reading the lookup feed into the core's rows")
struct FeedReadingTests {
    private func row(
        _ build: String, _ posted: String?, _ expires: String?, _ devices: [String], version: String = "26.3.1",
        list: LookupList = .assetSets
    ) -> LookupRow {
        LookupRow(
            list: list, platform: "macOS", productVersion: version, build: build, postingDate: posted,
            expirationDate: expires, supportedDevices: devices)
    }

    @Test func `one row for each kind of device`() {
        let rows = [FeedRow](LookupFeed(rows: [row("25D2128", nil, nil, ["J413AP", "J274AP", ""])]))
        #expect(rows.map(\.device.text) == ["J413AP", "J274AP"])
    }

    @Test func `of a release that stands twice for a device the latest dates count`() {
        let feed = LookupFeed(rows: [
            row("25D2128", "2026-03-04", "2026-06-22", ["J413AP", "J700AP"]),
            row("25D2128", "2026-03-10", "2026-06-08", ["J700AP"]),
        ])
        let rows = [FeedRow](feed)
        #expect(rows.count == 2)
        #expect(rows.last?.device.text == "J700AP" && rows.last?.postingDate?.description == "2026-03-10")
        #expect(rows.last?.expirationDate?.description == "2026-06-22")
        let open = [FeedRow](LookupFeed(rows: feed.rows + [row("25D2128", nil, nil, ["J700AP"])]))
        #expect(open.last?.expirationDate == nil, "no date is later than any")
    }

    @Test func `twin builds are two rows`() {
        let rows = [FeedRow](
            LookupFeed(rows: [row("23E246", nil, nil, ["iPhone17,1"]), row("23E6246", nil, nil, ["iPhone17,1"])]))
        #expect(rows.map(\.release.build) == ["23E246", "23E6246"])
    }

    @Test func `a row whose version is no version, or whose date is no date, harms no other`() {
        let rows = [FeedRow](
            LookupFeed(rows: [
                row("25A1", nil, nil, ["J413AP"], version: "26.4 beta"), row("25A2", "soon", "never", ["J413AP"]),
            ]))
        #expect(rows.map(\.release.build) == ["25A2"])
        #expect(rows.first?.postingDate == nil && rows.first?.expirationDate == nil)
    }

    @Test func `an improvement knows its letter and its base`() {
        var improvement = row("25D771280a", nil, nil, ["J413AP"], list: .backgroundSecurityImprovements)
        (improvement.productVersionExtra, improvement.prerequisiteBuild) = ("(a)", "25D2128")
        let rows = [FeedRow](LookupFeed(rows: [improvement]))
        #expect(rows.first?.list == .securityImprovements)
        #expect(rows.first?.release.improvement == SecurityImprovement(letter: "a", prerequisiteBuild: "25D2128"))
        #expect(rows.first?.release.name == "26.3.1 (a)")
    }

    @Test(
        .enabled(if: SharedData.has("aslc"), "the captures in ../shared/data/aslc are missing"),
        arguments: ["2024-07-01", "2026-03-31"])
    func `a real capture is read whole`(_ day: String) throws {
        let url = SharedData.directory.appending(path: "aslc/pmv-\(day).json")
        let feed = try LookupFeed(json: Data(contentsOf: url))
        let rows = [FeedRow](feed)
        let wanted = Set(
            feed.rows.flatMap { row in
                row.supportedDevices.map {
                    "\(row.list.rawValue) \(row.platform) \(row.productVersion) \(row.build) \($0)"
                }
            })
        let found = rows.map {
            "\($0.list.rawValue) \($0.release.platform) \($0.release.version) \($0.release.build) \($0.device)"
        }
        #expect(Set(found) == wanted && found.count == wanted.count)
        #expect(rows.allSatisfy { $0.postingDate != nil && $0.expirationDate != nil })
        #expect(rows.allSatisfy { ($0.list == .securityImprovements) == ($0.release.improvement != nil) })
    }
}
