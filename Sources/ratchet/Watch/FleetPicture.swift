import AdminAPI
import RatchetCore

/// The whole fleet at one look: how far everybody is, what needs a look and why, the time to the deadline, and what happened
/// last. It has the same lines at the same places all the time, so that an eye can rest on it.
struct FleetPicture {
    let view: FleetView
    /// Above the picture, of whoever has more to say than the server.
    var title: String?

    /// - Parameter height: lines there is room for; the oldest of the newest events are left out first.
    func lines(on canvas: Canvas, height: Int = .max) -> [Line] {
        let head = [title.map { Line($0, .strong) }, headline].compactMap(\.self) + [deadline, ""]
        let middle = bars(canvas) + [""] + attention + [""]
        let end = [pushes, view.trouble].compactMap(\.self).flatMap { [Line(""), Line($0, .bad)] }
        let room = max(0, min(FleetPicture.newest, height - head.count - middle.count - end.count))
        return (head + middle + happened(room) + end).map { $0.cut(to: canvas.width) }
    }

    /// How many devices are at each place: the seven phases, `current`, `shut out`.
    var places: [(name: String, devices: Int)] { rows.map { ($0.name, $0.devices) } }

    /// One line for whoever can't be shown a picture.
    var line: String {
        let phases = places.map { "\($0.name) \($0.devices)" }.joined(separator: ", ")
        let matters = overview.attention.filter { $0.devices > 0 }.map { "\($0.kind) \($0.devices)" }
        return ([phases] + matters).joined(separator: ", ")
    }

    /// Events that are shown.
    static let newest = 6

    private var overview: OverviewResource { view.overview }
    private var now: Instant { Instant(rfc3339: overview.time) ?? .present }

    /// What somebody should see to, so that devices are woken; nil while all is well.
    private var pushes: String? {
        guard let concern = overview.push.concern else { return nil }
        let left = overview.push.certificate.map { ", \(Output.count(max($0.daysLeft, 0), "day")) left" } ?? ""
        return switch concern {
        case "stopped": "No device is woken: the push service refuses the certificate. See `ratchet push status`."
        case "unusable": "No device is woken: there is no push certificate that can be used. See `ratchet push status`."
        case "expiring": "The push certificate expires soon\(left). See `ratchet push status`."
        default: "The push certificate needs a look: \(concern). See `ratchet push status`."
        }
    }

    private var headline: Line {
        let time = overview.time.dropFirst(11).prefix(8)
        return "\(Output.count(overview.devices, "device")) at \(String(time)) UTC"
    }
}

// MARK: The time to the deadline

extension FleetPicture {
    /// The next one; who has another is counted behind it.
    private var deadline: Line {
        guard let next = overview.deadlines.first else { return "No deadline is ahead." }
        let first = Instant(rfc3339: next.window.earliest) ?? now
        let everywhere = RelativeTime.words(next.window.latest, now: now) ?? "later"
        let when = first > now ? RelativeTime.words(first, now: now) : "reached in the east, everywhere \(everywhere)"
        let later = overview.deadlines.dropFirst().reduce(0) { $0 + $1.devices }
        let day = Output.time(next.deadline) ?? next.deadline
        return "Deadline \(day) device time, \(when): \(Output.count(next.devices, "device"))"
            + Line(later > 0 ? "; later: \(later)" : "")
    }
}

// MARK: A bar for each place

extension FleetPicture {
    private struct Row {
        let name: String
        let devices: Int
        var tone: Tone?
        var number: Int?

        var title: String { number.map { "\($0) \(name)" } ?? "  \(name)" }
    }

    /// The seven phases, who has arrived, and who cannot set out; every device is in one of them.
    private var rows: [Row] {
        let phases = overview.phases.map { phase in
            Row(
                name: phase.name, devices: phase.number == 1 ? waitingToBegin : phase.devices, tone: .waiting,
                number: phase.number)
        }
        let shut = shutOut.reduce(0) { $0 + $1.devices }
        let onTheWay = phases.reduce(0) { $0 + $1.devices }
        return phases + [
            Row(name: "current", devices: max(0, overview.devices - onTheWay - shut), tone: .good),
            Row(name: "shut out", devices: shut, tone: .bad),
        ]
    }

    /// Who has no target yet, and something is still to come by itself.
    private var waitingToBegin: Int {
        let notYet = overview.verdicts.filter { $0.answer == Verdict.Answer.notYet.rawValue }
        return notYet.filter { EnforcementState(rawValue: $0.reason) == nil || $0.reason == Reason.planned.rawValue }
            .reduce(0) { $0 + $1.devices }
    }

    /// Who can't be told anything, by reason; a device that was told and is stuck has a phase.
    private var shutOut: [OverviewResource.Verdict] {
        overview.verdicts.filter {
            $0.answer == Verdict.Answer.no.rawValue && EnforcementState(rawValue: $0.reason) == nil
        }
    }

    private func bars(_ canvas: Canvas) -> [Line] {
        let rows = rows
        let titles = rows.map(\.title.count).max() ?? 0
        let numbers = String(overview.devices).count
        let room = max(10, canvas.width - titles - numbers - 4)
        return rows.map { row in
            let bar = Bar.text(row.devices, of: overview.devices, width: room, canvas.glyphs)
            return Line("\(row.title.padded(to: titles))  ") + Line(bar, row.devices > 0 ? row.tone : .faint)
                + Line("  \(String(row.devices).leftPadded(to: numbers))")
        }
    }
}

// MARK: What needs a look, and what happened

extension FleetPicture {
    private var attention: [Line] {
        let kinds = overview.attention.map { matter in
            let isAll = matter.examined >= matter.devices
            let reasons = matter.reasons.map { isAll ? "\($0.reason) \($0.devices)" : $0.reason }
            let words = (isAll || reasons.isEmpty ? "" : "mostly ") + reasons.joined(separator: ", ")
            return (name: matter.kind, devices: matter.devices, words: words)
        }
        let shut = (
            name: "shut out", devices: shutOut.reduce(0) { $0 + $1.devices },
            words: shutOut.prefix(3).map { "\($0.reason) \($0.devices)" }.joined(separator: ", ")
        )
        let width = String(overview.devices).count
        return (kinds + [shut]).map { kind in
            let number = String(kind.devices).leftPadded(to: width)
            let tone: Tone? = kind.devices > 0 ? .bad : .faint
            return Line("\(kind.name.capitalizedFirst.padded(to: 11))  \(number)", tone) + Line("  \(kind.words)")
        }
    }

    /// The newest events that say something to a person, always as many lines.
    private func happened(_ room: Int) -> [Line] {
        let told = view.events.reversed().lazy.compactMap { streamed in
            EventWords.words(for: streamed.event).map { (streamed, $0) }
        }
        let lines = told.prefix(room).reversed().map { streamed, words in
            let time = Line("\(streamed.event.time.dropFirst(11).prefix(8))  ", .faint)
            return time + Line("\(streamed.device.map { "\($0.title): " } ?? "")\(words)")
        }
        return lines + Array(repeating: Line(""), count: room - lines.count)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Line {
    /// What fits into so many columns.
    func cut(to width: Int) -> Line {
        var (line, left) = (Line(), width)
        for piece in pieces where left > 0 {
            let text = TextWidth.prefix(piece.text, columns: left)
            line.append(text, piece.tone)
            left -= TextWidth.of(text)
        }
        return line
    }
}
