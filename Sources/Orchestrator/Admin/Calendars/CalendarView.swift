public import RatchetCore
public import Storage

/// A calendar with when it is open.
public struct CalendarView: Sendable, Equatable {
    public let record: CalendarRecord
    /// The opening that is now, and those that come, in their order.
    public let openings: [Opening]
    /// What it is frozen by now.
    public let freeze: Frozen?
    public let isOpen: Bool
}
