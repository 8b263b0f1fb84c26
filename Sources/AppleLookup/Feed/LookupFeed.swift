/// Apple's Software Lookup Service feed, `https://gdmf.apple.com/v2/pmv` (reference 6).
public struct LookupFeed: Sendable, Hashable {
    /// Octets of a feed that is read at all. Real ones have about 100,000.
    public static let maximumBytes = 16 << 20

    /// Every row that could be read: lists in the order of `LookupList`, platforms by name, rows as they stand.
    public var rows: [LookupRow]
    /// The lists that were there, empty ones included. A list that is missing is no proof that its rows are gone.
    public var lists: Set<LookupList>
    /// What was passed over.
    public var problems: [LookupProblem]

    /// - Parameter lists: those that are written even when no row is in them.
    public init(rows: [LookupRow], lists: Set<LookupList> = Set(LookupList.allCases)) {
        self.rows = rows
        self.lists = lists
        problems = []
    }
}
