public import AppleLookup
public import RatchetCore

extension [FeedRow] {
    /// The rows of a feed, one for each kind of device. Where a release stands twice for a device, the latest dates
    /// count (reference 6.4). A row whose version is no version can't be compared and is left out.
    public init(_ feed: LookupFeed) {
        var merged: [RowKey: FeedRow] = [:]
        var order: [RowKey] = []
        for row in feed.rows {
            for device in row.supportedDevices {
                guard let fresh = FeedRow(row, device: device) else { continue }
                let key = RowKey(fresh)
                if let known = merged[key] {
                    merged[key] = known.withLatestDates(of: fresh)
                } else {
                    merged[key] = fresh
                    order.append(key)
                }
            }
        }
        self = order.compactMap { merged[$0] }
    }
}

/// What makes a row one and the same (reference 6.4).
private struct RowKey: Hashable {
    let list: ReleaseList
    let platform: String
    let version: String
    let build: String
    let device: FeedKey

    init(_ row: FeedRow) {
        (list, platform, device) = (row.list, row.release.platform, row.device)
        (version, build) = (row.release.version.text, row.release.build)
    }
}

extension FeedRow {
    fileprivate init?(_ row: LookupRow, device: String) {
        guard let list = ReleaseList(rawValue: row.list.rawValue), let version = OSVersion(row.productVersion),
            !device.isEmpty
        else { return nil }
        var improvement: SecurityImprovement?
        if list == .securityImprovements {
            improvement = SecurityImprovement(
                letter: row.productVersionExtra ?? "", prerequisiteBuild: row.prerequisiteBuild ?? "")
        }
        self.init(
            list: list,
            release: Release(
                platform: row.platform, version: version, build: row.build, improvement: improvement),
            device: FeedKey(device), postingDate: row.postingDate.flatMap { CivilDate($0) },
            expirationDate: row.expirationDate.flatMap { CivilDate($0) })
    }

    /// A row without an expiration date does not expire, which is later than any date.
    fileprivate func withLatestDates(of other: FeedRow) -> FeedRow {
        let posted = [postingDate, other.postingDate].compactMap(\.self).max()
        var expires: CivilDate?
        if let mine = expirationDate, let theirs = other.expirationDate { expires = Swift.max(mine, theirs) }
        return FeedRow(list: list, release: release, device: device, postingDate: posted, expirationDate: expires)
    }
}
