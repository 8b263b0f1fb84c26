public import Storage

/// Hears what other servers announce to a store, one by one.
public struct Eavesdropper: Sendable {
    private let heard: AsyncStream<Announcement>

    /// Begins to listen.
    public init(_ store: any Store) {
        let (heard, hear) = AsyncStream.makeStream(of: Announcement.self)
        store.listen { hear.yield($0) }
        self.heard = heard
    }

    /// Waits for the next announcement.
    public func next() async -> Announcement? { await heard.first { _ in true } }
}
