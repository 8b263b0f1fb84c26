import AdminAPI
import CalendarFile
import Foundation
import RatchetCore
import YAMLText

/// What is to be said of a calendar file: its faults, or when its calendars are open.
struct CalendarReport: Encodable {
    struct Calendar: Encodable {
        let name: String
        let zone: String
        let openings: [Opening]
        /// The freeze at the moment from which was looked.
        @OrNull var frozen: Freeze?
    }

    struct Opening: Encodable {
        /// In UTC.
        let start: String
        let end: String
        /// In the calendar's zone.
        let startLocal: String
        let endLocal: String
        let seconds: Int64
    }

    struct Freeze: Codable {
        let reason: String
        let until: String
        let untilLocal: String
    }

    let file: String
    let faults: [String]
    let calendars: [Calendar]

    init(file: String, octets: Data, from date: CivilDate?, now: Instant, count: Int) {
        self.file = file
        do {
            calendars = try CalendarFile.read(octets).map { calendar in
                Calendar(calendar, from: date.map { calendar.zone.start(of: $0) } ?? now, count: count)
            }
            faults = []
        } catch {
            (calendars, faults) = ([], error.faults.map(\.description))
        }
    }
}

extension CalendarReport.Calendar {
    init(_ calendar: WindowCalendar, from: Instant, count: Int) {
        self.init(
            name: calendar.name, zone: calendar.zone.text,
            openings: calendar.openings(from: from, limit: count).map { .init($0, in: calendar.zone) })
        frozen = calendar.freeze(at: from).map { freeze in
            let untilLocal = calendar.zone.local(freeze.until).description
            return CalendarReport.Freeze(reason: freeze.reason, until: "\(freeze.until)", untilLocal: untilLocal)
        }
    }
}

extension CalendarReport.Opening {
    fileprivate init(_ opening: Opening, in zone: ZoneID) {
        (start, end) = (opening.start.description, opening.end.description)
        (startLocal, endLocal) = (zone.local(opening.start).description, zone.local(opening.end).description)
        seconds = opening.length.components.seconds
    }
}

extension CalendarReport {
    func lines(on canvas: Canvas) -> [Line] {
        calendars.flatMap { calendar in
            var lines = [Line("\(calendar.name, .strong)  \(calendar.zone)")]
            if let frozen = calendar.frozen {
                let until = Output.time(frozen.untilLocal) ?? ""
                lines.append(Line("frozen until \(until): \(Terminal.printable(frozen.reason))"))
            }
            let openings = calendar.table.lines(on: canvas)
            return lines + (openings.isEmpty ? [Line("It does not open within five years.")] : openings) + [Line()]
        }.dropLast()
    }
}

extension CalendarReport.Calendar {
    fileprivate var table: TextTable {
        var table = TextTable(["OPENS", "CLOSES", ">LASTS", "OPENS (UTC)", "CLOSES (UTC)"], flexible: 4)
        for opening in openings {
            table.add([
                shown(opening.startLocal), shown(opening.endLocal), length(opening.seconds),
                Output.time(opening.start), Output.time(opening.end),
            ])
        }
        return table
    }

    /// `sat 2026-12-05 22:00`.
    private func shown(_ local: String) -> String {
        let weekday = CivilDate(String(local.prefix(10)))?.weekday.rawValue ?? ""
        return "\(weekday) \(Output.time(local) ?? "")"
    }

    /// `8h`, `1h 30m`.
    private func length(_ seconds: Int64) -> String {
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m")].filter { $0.0 > 0 }
        return parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
