import AppleLookup
import Foundation
import Ports
import RatchetCore

/// A lookup feed in the size of Apple's, with its rows as Apple groups them: one for each release, with all its devices.
struct SampleFeed: LookupSource {
    func fetch(etag: String?) async throws -> LookupAnswer { .feed(try SampleFeed.json(), etag: nil) }

    /// - Parameter edition: feeds of different editions differ in a date.
    static func json(edition: Int = 0) throws -> Data {
        var rows: [String: LookupRow] = [:]
        for row in try SamplePlatform.all.flatMap({ try $0.rows() }) {
            let name = "\(row.list.rawValue) \(row.release.platform) \(row.release.name)"
            let known = try rows[name] ?? lookupRow(row, edition)
            rows[name] = known
            rows[name]?.supportedDevices.append(row.device.text)
        }
        return LookupFeed(rows: rows.sorted { $0.key < $1.key }.map(\.value)).json()
    }

    /// Without devices yet.
    private static func lookupRow(_ row: CatalogRow, _ edition: Int) throws -> LookupRow {
        guard let list = LookupList(rawValue: row.list.rawValue) else {
            throw BadSample(description: "\(row.list) is no list of the feed")
        }
        let improvement = row.release.improvement
        return LookupRow(
            list: list, platform: row.release.platform, productVersion: row.release.version.text,
            build: row.release.build, productVersionExtra: improvement.map { "(\($0.letter))" },
            prerequisiteBuild: improvement?.prerequisiteBuild, postingDate: "2026-03-\(10 + edition % 20)",
            expirationDate: "2099-12-31", supportedDevices: [])
    }
}
