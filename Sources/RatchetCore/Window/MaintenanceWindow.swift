/// A calendar that bounds work: an appliance is only worked on while it is open, and only on what ends before it closes (G3).
///
/// Ratchet itself begins that work, so it can keep the bounds. Where a device begins by itself there is only a
/// `DeadlineWindow`.
public struct MaintenanceWindow: Sendable, Equatable {
    public let calendar: WindowCalendar

    public init(_ calendar: WindowCalendar) { self.calendar = calendar }

    /// How long the work may still go on; zero while it is closed (G3).
    public func remaining(at moment: Instant) -> Duration {
        calendar.opening(at: moment)?.end.since(moment) ?? .zero
    }

    /// The first time from `moment` on that leaves room for so much work, without what lies before `moment`; nil if there is
    /// none within five years (G3).
    public func room(for work: Duration, from moment: Instant) -> Opening? {
        OpeningWalk(calendar, from: moment).lazy.compactMap { $0.rest(from: moment) }.first { $0.length >= work }
    }
}
