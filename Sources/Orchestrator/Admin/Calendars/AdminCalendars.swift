public import RatchetCore
import Storage

/// Steps about calendars.
public enum AdminCalendars {
    /// Puts each in the place of the one of its name. Every appliance is looked at anew.
    public static func importCalendars(_ calendars: [WindowCalendar]) -> AdminStep<[CalendarView]> {
        { store, context in
            for calendar in calendars {
                let before = try store.calendar(calendar.name)
                let revision = try store.importCalendar(calendar, by: context.actor.person, at: context.now)
                let after = calendar.audited(revision)
                try store.recordAdmin(
                    "calendar.imported", after.merging(["calendar": calendar.name]) { own, _ in own }, context)
                try store.audit(
                    "calendar.imported", of: "calendar:\(calendar.name)",
                    before: before.map { $0.calendar.audited($0.revision) }, after: after, context)
            }
            try store.lookAtAllAppliances(at: context.now)
            let shown = try calendars.map { try store.requireCalendar($0.name) }
            return StepOutcome(shown.map { CalendarView($0, at: context.now) }, wakes: [WorkKind.appliance])
        }
    }

    /// What importing calendars would change now; nothing is changed.
    public static func preview(_ calendars: [WindowCalendar]) -> AdminReading<[CalendarPreview]> {
        { store, context in
            try calendars.map { calendar in
                let before = try store.calendar(calendar.name)
                let change: CalendarPreview.Change =
                    before.map { $0.calendar == calendar ? .none : .replaced } ?? .added
                return CalendarPreview(
                    name: calendar.name, revision: before?.revision, change: change,
                    openedNext: before.flatMap { $0.calendar.openings(from: context.now, limit: 1).first },
                    opensNext: calendar.openings(from: context.now, limit: 1).first)
            }
        }
    }

    /// By name.
    public static func list() -> AdminReading<[CalendarView]> {
        { store, context in try store.calendars().map { CalendarView($0, at: context.now) } }
    }

    public static func show(_ name: String) -> AdminReading<CalendarView> {
        { store, context in CalendarView(try store.requireCalendar(name), at: context.now) }
    }
}

extension CalendarView {
    fileprivate init(_ record: CalendarRecord, at now: Instant) {
        let calendar = record.calendar
        self.init(
            calendar: calendar, revision: record.revision, changedAt: record.changedAt, changedBy: record.changedBy,
            openings: calendar.openings(from: now, limit: AdminLimits.openings),
            freeze: calendar.freeze(at: now), isOpen: calendar.opening(at: now) != nil)
    }
}

extension StoreTransaction {
    fileprivate func requireCalendar(_ name: String) throws -> CalendarRecord {
        guard name.isWord, let record = try calendar(name) else {
            throw AdminProblem.noCalendar(name, try nearCalendars(name))
        }
        return record
    }
}

extension WindowCalendar {
    /// In short, for the audit log.
    fileprivate func audited(_ revision: Int64) -> [String: String?] {
        [
            "revision": "\(revision)", "zone": zone.text, "windows": "\(weekly.count + oneTime.count)",
            "holidays": "\(holidays.count)", "freezes": "\(freezes.count)",
        ]
    }
}
