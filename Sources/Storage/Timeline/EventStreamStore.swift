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
    static let events = PlacedTable("event", counter: "event-position")
    static let unplaced = SQLStatement("SELECT id FROM event WHERE position IS NULL ORDER BY id LIMIT $1")
    static let place = SQLStatement("UPDATE event SET position = $2 WHERE id = $1")
    static let page = SQLStatement(
        """
        SELECT \(TimelineSQL.columns), position FROM event WHERE position > $1 ORDER BY position LIMIT $2
        """)
    static let all = [unplaced, place, page] + events.all
}

extension StoreTransaction: EventStreamStore {
    public func hasUnplacedEvents() throws(StoreError) -> Bool { try hasUnplaced(in: EventStreamSQL.events) }

    public func placeEvents(limit: Int) throws(StoreError) -> Int64 {
        try place(in: EventStreamSQL.events, EventStreamSQL.unplaced, limit: limit) { rows, last throws(StoreError) in
            var places: [[SQLValue]] = []
            for (index, row) in rows.enumerated() {
                places.append([.text(try row.text(0)), .int(last + Int64(index) + 1)])
            }
            try runEach(EventStreamSQL.place, places)
        }
    }

    public func lastEventPosition() throws(StoreError) -> Int64 { try lastPlace(in: EventStreamSQL.events) }

    public func events(after position: Int64, limit: Int) throws(StoreError) -> [PlacedEvent] {
        try run(EventStreamSQL.page, [.int(position), .int(Int64(limit))]).map { row throws(StoreError) in
            PlacedEvent(position: try row.int(8), event: try TimelineEvent(row))
        }
    }
}
