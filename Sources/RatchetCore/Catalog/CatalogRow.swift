/// One row of the catalog: one release on one list for one kind of device.
public struct CatalogRow: Sendable, Equatable {
    public let list: ReleaseList
    public let release: Release
    public let device: FeedKey
    /// Apple's posting date in the newest good fetch; it is re-stamped, so nothing is computed from it (reference 6.4).
    public var postingDate: CivilDate?
    /// The release can be installed on days before this one; nil means that it does not expire.
    public var expirationDate: CivilDate?
    /// Ours: the earlier of our first good fetch with this row and the first posting date that we stored.
    public var firstSeen: Instant
    /// True while the row stands in the newest good fetch. One that does not gets no new declarations.
    public var isPresent: Bool
    /// True once the row was missing from two good fetches at least half an interval apart: what was declared is withdrawn.
    public var isGone: Bool

    public init(
        list: ReleaseList, release: Release, device: FeedKey, postingDate: CivilDate?, expirationDate: CivilDate?,
        firstSeen: Instant, isPresent: Bool = true, isGone: Bool = false
    ) {
        (self.list, self.release, self.device) = (list, release, device)
        (self.postingDate, self.expirationDate) = (postingDate, expirationDate)
        (self.firstSeen, self.isPresent, self.isGone) = (firstSeen, isPresent, isGone)
    }

    /// Installable on day D if it is in the newest fetch and has no expiration date or D lies before it (reference 6.4).
    public func isInstallable(on day: CivilDate) -> Bool { isPresent && !isExpired(on: day) }

    /// True from its expiration date on, listed or not: some are listed for long after it (reference 6.4).
    public func isExpired(on day: CivilDate) -> Bool { expirationDate.map { $0 <= day } ?? false }
}
