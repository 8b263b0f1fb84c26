/// An event with its place in the stream of all.
public struct PlacedEvent: Sendable, Equatable {
    /// From 1, without gaps; a reader that has seen one has missed none before it.
    public let position: Int64
    public let event: TimelineEvent
}

/// Everything that happened, in one order for all readers.
public protocol EventStreamStore {
    /// Whether an event waits for its place.
    func hasUnplacedEvents() throws(StoreError) -> Bool
    /// Gives the next places to at most `limit` events that have none, by id. Returns the last place that is taken.
    func placeEvents(limit: Int) throws(StoreError) -> Int64
    /// The last place that is taken; 0 before the first.
    func lastEventPosition() throws(StoreError) -> Int64
    /// The events after a place, in order.
    func events(after position: Int64, limit: Int) throws(StoreError) -> [PlacedEvent]
}

enum EventStreamSQL {
    private static let counter = "event-position"
    static let anyUnplaced = SQLStatement("SELECT id FROM event WHERE position IS NULL ORDER BY id LIMIT 1")
    /// Also the lock: whoever else gives places waits here, and then sees what was given.
    static let lock = SQLStatement(
        """
        INSERT INTO counter (name, value) VALUES ('\(counter)', 0) ON CONFLICT (name) DO UPDATE SET value = counter.value
        RETURNING value
        """)
    static let unplaced = SQLStatement("SELECT id FROM event WHERE position IS NULL ORDER BY id LIMIT $1")
    static let place = SQLStatement("UPDATE event SET position = $2 WHERE id = $1")
    static let count = SQLStatement("UPDATE counter SET value = $1 WHERE name = '\(counter)'")
    static let last = SQLStatement("SELECT value FROM counter WHERE name = '\(counter)'")
    static let page = SQLStatement(
        """
        SELECT id, device_id, at, type, version, actor, body, position FROM event WHERE position > $1
        ORDER BY position LIMIT $2
        """)
    static let all = [anyUnplaced, lock, unplaced, place, count, last, page]
}

extension StoreTransaction: EventStreamStore {
    public func hasUnplacedEvents() throws(StoreError) -> Bool { try !run(EventStreamSQL.anyUnplaced).isEmpty }

    public func placeEvents(limit: Int) throws(StoreError) -> Int64 {
        var last = try run(EventStreamSQL.lock).first?.int(0) ?? 0
        var places: [[SQLValue]] = []
        for row in try run(EventStreamSQL.unplaced, [.int(Int64(limit))]) {
            last += 1
            places.append([.text(try row.text(0)), .int(last)])
        }
        try runEach(EventStreamSQL.place, places)
        try run(EventStreamSQL.count, [.int(last)])
        return last
    }

    public func lastEventPosition() throws(StoreError) -> Int64 { try run(EventStreamSQL.last).first?.int(0) ?? 0 }

    public func events(after position: Int64, limit: Int) throws(StoreError) -> [PlacedEvent] {
        try run(EventStreamSQL.page, [.int(position), .int(Int64(limit))]).map { row throws(StoreError) in
            PlacedEvent(position: try row.int(7), event: try TimelineEvent(row))
        }
    }
}
