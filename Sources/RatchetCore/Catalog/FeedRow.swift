/// A row of the feed as fetched; the catalog adds its own first-seen date.
public struct FeedRow: Sendable, Equatable {
    public let list: ReleaseList
    public let release: Release
    public let device: FeedKey
    public let postingDate: CivilDate?
    public let expirationDate: CivilDate?

    public init(
        list: ReleaseList, release: Release, device: FeedKey, postingDate: CivilDate?, expirationDate: CivilDate?
    ) {
        (self.list, self.release, self.device) = (list, release, device)
        (self.postingDate, self.expirationDate) = (postingDate, expirationDate)
    }
}
