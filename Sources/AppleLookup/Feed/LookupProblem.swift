/// A part of the feed that was passed over.
public struct LookupProblem: Sendable, Hashable {
    /// The list it stands in.
    public var list: LookupList
    /// As the feed spells it; nil when the whole list is unreadable.
    public var platform: String?
    /// The row's place in its platform's array, from 0; nil when the whole array is unreadable.
    public var index: Int?
    /// One sentence in English.
    public var reason: String

    /// One note of the reader.
    public init(list: LookupList, platform: String?, index: Int?, reason: String) {
        self.list = list
        self.platform = platform
        self.index = index
        self.reason = reason
    }
}
