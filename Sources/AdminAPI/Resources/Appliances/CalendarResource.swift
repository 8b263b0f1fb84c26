import Orchestrator
import RatchetCore

/// A calendar: when work may be done.
public struct CalendarResource: Codable, Sendable, Equatable {
    public struct Weekly: Codable, Sendable, Equatable {
        /// `mon` to `sun`.
        public var days: [String]
        public var start: String
        public var lengthSeconds: Int64
    }

    public struct OneTime: Codable, Sendable, Equatable {
        public var start: String
        public var lengthSeconds: Int64
    }

    /// On the clocks of the calendar's zone.
    public struct Frozen: Codable, Sendable, Equatable {
        public var from: String
        public var until: String
        public var reason: String
    }

    public struct Span: Codable, Sendable, Equatable {
        public var start: String
        public var end: String
    }

    public var name: String
    public var zone: String
    /// Rises with each import.
    public var revision: Int64
    public var changedAt: String
    public var changedBy: String
    public var weekly: [Weekly]
    public var oneTime: [OneTime]
    public var holidays: [String]
    public var freezes: [Frozen]
    public var isOpen: Bool
    /// Why it is frozen now; null where it is not.
    @OrNull public var frozenBecause: String? = nil
    /// The opening that is now, and those that come, in UTC.
    public var openings: [Span]
}

public struct CalendarListResource: Codable, Sendable, Equatable {
    public var calendars: [CalendarResource]
}

extension CalendarResource {
    init(_ view: CalendarView) {
        let calendar = view.calendar
        self.init(
            name: calendar.name, zone: calendar.zone.text, revision: view.revision,
            changedAt: view.changedAt.description, changedBy: view.changedBy,
            weekly: calendar.weekly.map { window in
                Weekly(
                    days: Weekday.allCases.filter(window.days.contains).map(\.rawValue),
                    start: window.start.description, lengthSeconds: window.length.components.seconds)
            },
            oneTime: calendar.oneTime.map {
                OneTime(start: $0.start.description, lengthSeconds: $0.length.components.seconds)
            },
            holidays: calendar.holidays.sorted().map(\.description),
            freezes: calendar.freezes.map {
                Frozen(from: $0.from.description, until: $0.until.description, reason: $0.reason)
            },
            isOpen: view.isOpen, frozenBecause: view.freeze?.reason,
            openings: view.openings.map { Span(start: $0.start.description, end: $0.end.description) })
    }
}
