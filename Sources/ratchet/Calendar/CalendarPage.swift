import AdminAPI
import RatchetCore

/// A calendar that the server has, for people.
struct CalendarPage: ProsePage {
    let calendar: CalendarResource
    let canvas: Canvas
    let now: Instant

    var lines: [Line] {
        let sections = [
            [Line("Calendar \(calendar.name), \(calendar.zone)", .strong)] + standing,
            section("Windows, on its own clocks", windows), holidays, section("Freezes, on its own clocks", freezes),
            section("When it is open", openings),
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var standing: [Line] {
        let frozen = calendar.frozenBecause.map { ", frozen: \($0)" } ?? ""
        return text("\(calendar.isOpen ? "open now" : "closed now")\(frozen)")
            + text("revision \(calendar.revision), by \(calendar.changedBy), \(moment(calendar.changedAt))")
    }

    private var windows: TextTable {
        var table = TextTable(["WHEN", "START", ">LENGTH"], flexible: 0, wraps: true)
        for window in calendar.weekly {
            table.add([
                window.days.joined(separator: ", "), window.start, EstimateText.words(seconds: window.lengthSeconds),
            ])
        }
        for window in calendar.oneTime {
            table.add(["once", Output.time(window.start), EstimateText.words(seconds: window.lengthSeconds)])
        }
        return table
    }

    private var holidays: [Line] {
        calendar.holidays.isEmpty ? [] : text("No window starts on \(Output.list(calendar.holidays)).")
    }

    private var freezes: TextTable {
        var table = TextTable(["FROM", "UNTIL", "REASON"], flexible: 2, wraps: true)
        for freeze in calendar.freezes {
            table.add([Output.time(freeze.from), Output.time(freeze.until), freeze.reason])
        }
        return table
    }

    private var openings: TextTable {
        var table = TextTable(["FROM (UTC)", "UNTIL (UTC)", ""], flexible: 2)
        for opening in calendar.openings {
            table.add([
                Output.time(opening.start), Output.time(opening.end), RelativeTime.words(opening.start, now: now),
            ])
        }
        return table
    }
}
