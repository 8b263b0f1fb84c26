import AppleLookup
import AppleManagement
import Foundation
import RatchetCore
import Testing

/// Real captures of the lookup service, kept beside the package and not in it.
private enum Captures {
    /// `shared/data/aslc` beside the package's directory.
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/aslc")

    static let areHere = FileManager.default.fileExists(atPath: directory.path())

    /// A catalog as it was on the day of the capture.
    static func catalog(_ day: String) throws -> Catalog {
        let feed = try LookupFeed(json: Data(contentsOf: directory.appending(path: "pmv-\(day).json")))
        let fetched = try moment("\(day)T12:00:00Z")
        return Catalog(
            revision: 1,
            rows: [FeedRow](feed).map {
                CatalogRow(
                    list: $0.list, release: $0.release, device: $0.device, postingDate: $0.postingDate,
                    expirationDate: $0.expirationDate,
                    firstSeen: FirstSeen.moment(fetchedAt: fetched, postingDate: $0.postingDate))
            })
    }
}

/// A device, what it runs, a rule, and what Apple's feed of that day has for it.
struct RealChoice: Sendable, CustomTestStringConvertible {
    let device: String
    let installed: String
    let build: String
    let rule: String
    /// `26.4`, `26.3.1 (25D771280a)`, or the name of another answer.
    let wanted: String

    init(_ device: String, _ installed: String, _ build: String, _ rule: String, _ wanted: String) {
        (self.device, self.installed, self.build, self.rule, self.wanted) = (device, installed, build, rule, wanted)
    }

    var testDescription: String { "\(device) on \(installed) (\(build)) with \(rule): \(wanted)" }

    func answer(_ catalog: Catalog, today: String) throws -> String {
        let choice = TargetChoice.choose(
            rule: try #require(VersionRule(rule)),
            installed: InstalledOS(version: try version(installed), build: build),
            device: FeedKey(device), catalog: catalog, today: try day(today))
        return switch choice {
        case .target(let target, _, _): target.name
        case .current: "current"
        case .catalogEmpty: "catalog empty"
        case .modelNotInFeed: "model not in feed"
        case .notInFeed: "not in feed"
        case .expired: "expired"
        case .needsBuild(let build): "needs \(build)"
        }
    }
}

@Suite(
    "Targets from Apple's real feed", .enabled(if: Captures.areHere, "the captures in ../shared/data/aslc are missing"))
struct RealFeedTargetTests {
    @Test(arguments: [
        RealChoice("J413AP", "26.3", "25D125", "latest", "26.4"),
        RealChoice("J413AP", "15.7.3", "24G419", "latest", "26.4"),
        RealChoice("J413AP", "15.7.3", "24G419", "latest-minor", "15.7.5"),
        RealChoice("J413AP", "13.7.8", "22H730", "latest-minor", "current"),
        RealChoice("J413AP", "13.7.8", "22H730", "latest-of-major:14", "14.8.5"),
        RealChoice("J413AP", "26.4", "25E246", "latest", "current"),
        RealChoice("J413AP", "26.4", "25E246", "latest-of-major:15", "current"),
        RealChoice("J413AP", "26.3", "25D125", "26.3.1", "26.3.1"),
        RealChoice("J413AP", "26.3", "25D125", "26.3.2", "not in feed"),
        RealChoice("J413AP", "26.2", "25C56", "26.3:25D125", "26.3 (25D125)"),
        RealChoice("J413AP", "26.3.1", "25D2128", "26.3.1:25D771280a", "26.3.1 (25D771280a)"),
        RealChoice("J413AP", "26.3", "25D125", "26.3.1:25D771280a", "26.3.1"),
        RealChoice("J413AP", "26.3.1", "25D9999", "26.3.1:25D771280a", "needs 25D2128"),
        RealChoice("J700AP", "26.3.1", "25D2128", "26.3.2", "26.3.2"),
        RealChoice("J700AP", "26.3.2", "25D2140", "26.3.2:25D771400a", "26.3.2 (25D771400a)"),
        RealChoice("J700AP", "26.3.2", "25D2140", "latest", "26.4"),
        RealChoice("J700AP", "26.3.1", "25D2128", "latest-of-major:15", "current"),
        RealChoice("iPhone17,1", "26.2", "23C55", "latest", "26.4"),
        RealChoice("iPhone17,1", "26.2", "23C6055", "26.3.1", "26.3.1"),
        RealChoice("iPhone17,1", "26.3.1", "23D8133", "26.3.1:23D771330a", "26.3.1 (23D771330a)"),
        RealChoice("iPhone17,1", "26.3.1", "23D9133", "26.3.1:23D771330a", "needs 23D8133"),
        RealChoice("iPhone17,1", "26.4", "23E6246", "26.4:23E246", "current"),
        RealChoice("iPhone17,1", "18.7.2", "22H124", "latest-minor", "not in feed"),
        RealChoice("AppleTV14,1", "26.2", "23K54", "latest", "26.4"),
        RealChoice("AppleTV14,1", "26.2", "23K54", "26.3", "26.3"),
        RealChoice("AppleTV14,1", "26.2", "23K54", "26.3.1", "not in feed"),
        RealChoice("RealityDevice14,1", "26.3", "23N620", "latest", "26.4"),
        RealChoice("RealityDevice14,1", "26.3", "23N620", "26.3.1", "26.3.1"),
        RealChoice("VMA2MACOSAP", "15.7.4", "24G517", "latest-minor", "15.7.5"),
        RealChoice("VMA2MACOSAP", "12.7.6", "21H1320", "latest", "26.4"),
        RealChoice("Mac14,7", "26.3", "25D125", "latest", "model not in feed"),
        RealChoice("j413ap", "26.3", "25D125", "latest", "model not in feed"),
    ])
    func `on 2026-03-31`(_ wanted: RealChoice) throws {
        #expect(try wanted.answer(Captures.catalog("2026-03-31"), today: "2026-03-31") == wanted.wanted)
    }

    @Test(arguments: [
        RealChoice("J413AP", "14.4.1", "23E224", "latest", "14.5"),
        RealChoice("J413AP", "13.6.6", "22G630", "latest-minor", "13.6.7"),
        RealChoice("J413AP", "12.7.4", "21H1123", "latest-of-major:13", "13.6.7"),
        RealChoice("J413AP", "14.4", "23E214", "26.4", "not in feed"),
        RealChoice("J700AP", "14.4", "23E214", "latest", "model not in feed"),
        RealChoice("iPhone15,2", "16.7.1", "20H30", "latest", "17.5.1"),
        RealChoice("iPhone15,2", "16.7.1", "20H30", "latest-minor", "16.7.2"),
        RealChoice("AppleTV14,1", "17.4", "21L227", "latest", "17.5.1"),
        // On that day the feed listed visionOS 1.2 under iOS, too, and 1.0.3 under the name of xrOS, expired.
        RealChoice("RealityDevice14,1", "1.1.2", "21O231", "latest", "1.2"),
        RealChoice("RealityDevice14,1", "1.0", "21N301", "1.0.3", "expired"),
        RealChoice("VMA2MACOSAP", "14.4.1", "23E224", "latest", "14.5"),
    ])
    func `on 2024-07-01`(_ wanted: RealChoice) throws {
        #expect(try wanted.answer(Captures.catalog("2024-07-01"), today: "2024-07-01") == wanted.wanted)
    }

    @Test func `long after the capture everything in it has expired`() throws {
        let wanted = RealChoice("J413AP", "26.3", "25D125", "latest", "expired")
        #expect(try wanted.answer(Captures.catalog("2026-03-31"), today: "2026-11-21") == "expired")
    }
}
