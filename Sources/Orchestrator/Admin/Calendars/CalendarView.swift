public import RatchetCore
import Storage

/// A calendar with when it is open.
public struct CalendarView: Sendable, Equatable {
    public let calendar: WindowCalendar
    /// Rises with each import.
    public let revision: Int64
    public let changedAt: Instant
    public let changedBy: String
    /// The opening that is now, and those that come, in their order.
    public let openings: [Opening]
    /// What it is frozen by now.
    public let freeze: Frozen?
    public let isOpen: Bool
}
