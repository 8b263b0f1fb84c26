import RatchetCore

/// A calendar as the store keeps it: version 1.
struct CalendarDocument: CodableDocument {
    struct Weekly: Codable {
        var days: [String]
        var start: String
        var length: Int64
    }

    struct OneTime: Codable {
        var start: String
        var length: Int64
    }

    struct FreezeDocument: Codable {
        var from: String
        var until: String
        var reason: String
    }

    var version = 1
    var zone: String
    var weekly: [Weekly]
    var oneTime: [OneTime]
    var holidays: [String]
    var freezes: [FreezeDocument]

    init(_ calendar: WindowCalendar) {
        zone = calendar.zone.text
        weekly = calendar.weekly.map {
            Weekly(
                days: $0.days.map(\.rawValue).sorted(), start: $0.start.description, length: $0.length.microseconds)
        }
        oneTime = calendar.oneTime.map {
            OneTime(start: $0.start.description, length: $0.length.microseconds)
        }
        holidays = calendar.holidays.map(\.description).sorted()
        freezes = calendar.freezes.map {
            FreezeDocument(from: $0.from.description, until: $0.until.description, reason: $0.reason)
        }
    }

    func calendar(_ name: String) throws(StoreError) -> WindowCalendar {
        guard version == 1 else { throw DocumentReader.shape }
        var (windows, onceOnly, cut) = ([WeeklyWindow](), [OneTimeWindow](), [Freeze]())
        for entry in weekly {
            windows.append(
                try WeeklyWindow(
                    days: Set(entry.days.compactMap(Weekday.init(rawValue:))),
                    start: try LocalTime(entry.start).stored(), length: .microseconds(entry.length)
                ).stored())
        }
        for entry in oneTime {
            onceOnly.append(
                try OneTimeWindow(
                    start: try LocalDateTime(entry.start).stored(), length: .microseconds(entry.length)
                ).stored())
        }
        for entry in freezes {
            cut.append(
                try Freeze(
                    from: try LocalDateTime(entry.from).stored(), until: try LocalDateTime(entry.until).stored(),
                    reason: entry.reason
                ).stored())
        }
        return WindowCalendar(
            name: name, zone: try ZoneID(zone).stored(), weekly: windows, oneTime: onceOnly,
            holidays: Set(holidays.compactMap { CivilDate($0) }), freezes: cut)
    }
}
