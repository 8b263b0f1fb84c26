public import RatchetCore
public import YAMLText

/// Calendars as people write them; docs/calendars.md describes the file.
public enum CalendarFile {
    /// More of them in one place nobody keeps.
    static let mostCalendars = 100
    static let mostWindows = 500
    static let mostHolidays = 1000
    static let mostFreezes = 500

    /// The calendars of a file, in its order.
    /// - Throws: `YAMLFaults` with everything that is wrong with it, each with its line.
    public static func read(_ octets: some Collection<UInt8>) throws(YAMLFaults) -> [WindowCalendar] {
        let document = try YAMLDocument.read(octets)
        var reader = YAMLReader()
        let calendars = reader.calendars(document)
        return try reader.finish(calendars)
    }
}

extension YAMLReader {
    fileprivate mutating func calendars(_ document: YAMLValue) -> [WindowCalendar]? {
        guard let fields = fields(of: document, known: ["calendars"]),
            let value = required("calendars", of: fields), let named = entries(of: value)
        else { return nil }
        if named.isEmpty { fault(at: value, "has no calendar") }
        if named.count > CalendarFile.mostCalendars {
            fault(at: value, "has \(named.count) calendars; at most \(CalendarFile.mostCalendars) are taken")
            return nil
        }
        return named.compactMap { calendar(named: $0.key, $0.value) }
    }

    private mutating func calendar(named name: String, _ value: YAMLValue) -> WindowCalendar? {
        if name.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._\-]{0,63}/#) == nil {
            fault(at: value, "is no name for a calendar: 1 to 64 letters, digits and . _ - are")
        }
        let known = ["zone", "windows", "holidays", "freezes"]
        guard let fields = fields(of: value, known: known) else { return nil }
        let zone = zone(required("zone", of: fields))
        let windows = list(required("windows", of: fields), most: CalendarFile.mostWindows)
        if fields["windows"] != nil, windows.isEmpty { fault(at: value, "windows is empty, so it is never open") }
        let (weekly, oneTime) = self.windows(windows)
        let holidays = list(fields["holidays"], most: CalendarFile.mostHolidays).compactMap { date($0) }
        refuseWindows(oneTime, on: holidays)
        let freezes = list(fields["freezes"], most: CalendarFile.mostFreezes).compactMap { freeze($0) }
        guard let zone else { return nil }
        return WindowCalendar(
            name: name, zone: zone, weekly: weekly, oneTime: oneTime.map(\.window), holidays: Set(holidays),
            freezes: freezes)
    }

    /// A window that comes once and is on a holiday would never come.
    private mutating func refuseWindows(_ windows: [PlacedWindow], on holidays: [CivilDate]) {
        for (window, value) in windows.map({ ($0.window, $0.value) }) where holidays.contains(window.start.date) {
            fault(at: value, "starts on \(window.start.date), a holiday here, so it never would; move one of them")
        }
    }
}

/// A window that comes once, with the place where it stands.
struct PlacedWindow {
    let window: OneTimeWindow
    let value: YAMLValue
}
