import AppleLookup
import AppleManagement
import Foundation
import RatchetCore

/// What holds for the lookup feed.
enum FeedProperties {
    static func check(_ bytes: [UInt8]) {
        guard let feed = try? LookupFeed(json: Data(bytes)) else { return }
        require(!feed.lists.isEmpty, "a feed without lists is refused")
        feed.rows.forEach(check)
        let written = feed.json()
        let again = required("a feed that was written can be read") { try LookupFeed(json: written) }
        require(again.lists == feed.lists && again.problems.isEmpty, "written and read, the same lists")
        require(Set(again.rows) == Set(feed.rows) && again.rows.count == feed.rows.count, "no row is lost or doubled")
        require(again.json() == written, "read and written again, the same octets")
        check([FeedRow](feed), of: feed)
    }

    private static func check(_ row: LookupRow) {
        require(!row.productVersion.isEmpty && !row.build.isEmpty, "a row has version and build")
        for day in [row.postingDate, row.expirationDate].compactMap(\.self) {
            require(CivilDate(day)?.description == day, "a day is a day")
        }
        for text in [row.platform, row.productVersion, row.build] + row.supportedDevices { requireNoNUL(text) }
        for text in [row.productVersionExtra, row.prerequisiteBuild] { text.map(requireNoNUL) }
    }

    private static func check(_ rows: [FeedRow], of feed: LookupFeed) {
        require(rows.count <= feed.rows.reduce(0) { $0 + $1.supportedDevices.count }, "one row for each device")
        for row in rows { require(!row.device.text.isEmpty, "no row without a device") }
    }
}
