/// Under a name: when work may be done or fall due, in one zone.
///
/// Windows that touch or overlap are one opening. On a holiday no window starts, weekly or once; one that started the evening
/// before goes on to its end, for it belongs to that evening. A freeze cuts whatever it meets.
public struct WindowCalendar: Sendable, Equatable {
    public let name: String
    public let zone: ZoneID
    public let weekly: [WeeklyWindow]
    public let oneTime: [OneTimeWindow]
    public let holidays: Set<CivilDate>
    public let freezes: [Freeze]
    /// The freezes as moments, by their beginnings.
    let frozen: [Frozen]
    /// The windows that come once, by the date that they are written for.
    let oneTimeByDate: [CivilDate: [OneTimeWindow]]

    public init(
        name: String, zone: ZoneID, weekly: [WeeklyWindow] = [], oneTime: [OneTimeWindow] = [],
        holidays: Set<CivilDate> = [], freezes: [Freeze] = []
    ) {
        (self.name, self.zone, self.weekly, self.oneTime) = (name, zone, weekly, oneTime)
        (self.holidays, self.freezes) = (holidays, freezes)
        frozen = freezes.map { Frozen($0, in: zone) }.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
        oneTimeByDate = Dictionary(grouping: oneTime, by: \.start.date)
    }

    /// The windows that start on a date, in their order, in moments; neither joined nor cut.
    func windows(startingOn date: CivilDate) -> [Opening] {
        if holidays.contains(date) { return [] }
        let weekday = date.weekday
        var windows = weekly.filter { $0.days.contains(weekday) }
            .map { Opening(at: LocalDateTime(date: date, time: $0.start), lasting: $0.length, in: zone) }
        windows += oneTimeByDate[date, default: []].map { Opening(at: $0.start, lasting: $0.length, in: zone) }
        return windows.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }
}

/// A freeze in moments.
public struct Frozen: Sendable, Equatable {
    public let from: Instant
    /// The first moment after it.
    public let until: Instant
    public let reason: String

    init(_ freeze: Freeze, in zone: ZoneID) {
        (from, until) = (zone.moment(of: freeze.from).first, zone.moment(of: freeze.until).last)
        reason = freeze.reason
    }
}
