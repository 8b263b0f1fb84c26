/// A calendar in which a deadline may fall, and nothing more: an Apple device downloads, offers and installs an update when its
/// user likes, and by itself at the deadline, on its own clock. No window keeps it from installing earlier, or bounds how
/// long it takes.
public struct DeadlineWindow: Sendable, Equatable {
    /// Its zone says nothing here: each device goes by the clock on its own wall.
    public let calendar: WindowCalendar

    public init(_ calendar: WindowCalendar) { self.calendar = calendar }

    /// The first wall-clock time, not before `earliest`, at which the calendar is open; nil if there is none within five
    /// years.
    public func deadline(notBefore earliest: LocalDateTime) -> LocalDateTime? {
        let wallClock = calendar.read(in: .utc)
        return wallClock.nextOpening(from: earliest.asUTC).map { LocalDateTime(utc: max($0.start, earliest.asUTC)) }
    }
}
