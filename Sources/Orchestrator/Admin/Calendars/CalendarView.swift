public import RatchetCore
import Storage

/// What importing a calendar would change.
public struct CalendarPreview: Sendable, Equatable {
    public enum Change: String, Sendable, Equatable, CaseIterable {
        case added
        /// It takes the place of another of its name.
        case replaced
        /// It is there already, as it is.
        case none
    }

    public let name: String
    /// Of the one that is there; nil while there is none.
    public let revision: Int64?
    public let change: Change
    /// The opening that is now or comes next, by the one that is there.
    public let openedNext: Opening?
    /// And by the one that would be.
    public let opensNext: Opening?
}

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
