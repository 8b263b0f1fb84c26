import RatchetCore
import YAMLText

extension YAMLReader {
    mutating func zone(_ value: YAMLValue?) -> ZoneID? {
        guard let text = text(value, most: 64), let value else { return nil }
        if let zone = ZoneID(text) { return zone }
        let near = ZoneID.near(text).first.map { "did you mean \($0)?" } ?? "names look like Europe/Berlin, or UTC"
        fault(at: value, "\(Quoted.text(text)) is no zone of the IANA database; \(near)")
        return nil
    }

    /// With `days` a window comes each week, with `date` once.
    mutating func windows(_ values: [YAMLValue]) -> (weekly: [WeeklyWindow], oneTime: [PlacedWindow]) {
        var (weekly, oneTime): ([WeeklyWindow], [PlacedWindow]) = ([], [])
        for value in values {
            guard let fields = fields(of: value, known: ["days", "date", "start", "length"]) else { continue }
            if (fields["days"] == nil) == (fields["date"] == nil) {
                fault(at: value, "needs either days, and comes each week, or date, and comes once")
            }
            let days = days(fields["days"])
            let date = date(fields["date"])
            let start = read(required("start", of: fields), "a time of day such as 22:00") { LocalTime($0) }
            let length = length(required("length", of: fields))
            guard let start, let length else { continue }
            if let window = WeeklyWindow(days: days, start: start, length: length) { weekly.append(window) }
            let once = date.flatMap { OneTimeWindow(start: LocalDateTime(date: $0, time: start), length: length) }
            if let once { oneTime.append(PlacedWindow(window: once, value: value)) }
        }
        return (weekly, oneTime)
    }

    mutating func date(_ value: YAMLValue?) -> CivilDate? {
        read(value, "a date such as 2026-12-25") { CivilDate($0) }
    }

    mutating func freeze(_ value: YAMLValue) -> Freeze? {
        guard let fields = fields(of: value, known: ["from", "until", "reason"]) else { return nil }
        let from = moment(required("from", of: fields))
        let until = moment(required("until", of: fields))
        let reason = text(required("reason", of: fields))
        guard let from, let until, let reason else { return nil }
        let freeze = Freeze(from: from, until: until, reason: reason)
        if freeze == nil { fault(at: value, "ends at \(until), which is not after its beginning") }
        return freeze
    }

    /// A date alone is its midnight.
    private mutating func moment(_ value: YAMLValue?) -> LocalDateTime? {
        read(value, "a date and time such as 2026-12-15T18:00, or a date for its midnight") { text in
            LocalDateTime(text) ?? CivilDate(text).map { LocalDateTime(date: $0, time: .midnight) }
        }
    }

    private mutating func length(_ value: YAMLValue?) -> Duration? {
        read(value, "a length of 1m to 24h, such as 90m or 8h") { text in
            DurationText.read(text).flatMap { WindowLength.range.contains($0) ? $0 : nil }
        }
    }

    /// `[sat, sun]`; or `daily`, `weekdays`.
    private mutating func days(_ value: YAMLValue?) -> Set<Weekday> {
        guard let value else { return [] }
        if case .text(let word) = value.content {
            switch word {
            case "daily": return Set(Weekday.allCases)
            case "weekdays": return Set(Weekday.allCases).subtracting([.saturday, .sunday])
            default: break
            }
        }
        guard case .list = value.content else {
            fault(at: value, "is neither a list such as [sat, sun] nor one of daily, weekdays")
            return []
        }
        let days = list(value, most: 7)
        if days.isEmpty { fault(at: value, "has no day") }
        let known = "one of \(Weekday.allCases.map(\.rawValue).joined(separator: ", "))"
        return Set(days.compactMap { read($0, known) { Weekday(rawValue: $0.lowercased()) } })
    }
}
