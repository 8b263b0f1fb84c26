/// Our own date for a release, because Apple's posting date moves (reference 6.4, section 9).
public enum FirstSeen {
    /// The first-seen moment of a row that we meet in a good fetch for the first time: that fetch, or the row's
    /// posting date (its midnight UTC) where that is earlier.
    public static func moment(fetchedAt: Instant, postingDate: CivilDate?) -> Instant {
        guard let posted = postingDate?.utcMidnight else { return fetchedAt }
        return min(fetchedAt, posted)
    }
}
