import AdminAPI
import RatchetCore

/// The whole fleet at one look, in lines of text: how far everybody is, what needs a look, and what happened last.
struct WatchPicture {
    let overview: OverviewResource
    /// The newest last.
    let events: [StreamedEventResource]
    /// Why the server could not be asked just now; nil while it answers.
    var trouble: String?

    /// Events that are shown.
    static let newest = 6

    /// - Parameter width: columns of the terminal.
    func lines(width: Int) -> [String] {
        let time = Output.time(overview.time) ?? overview.time
        let head = "\(Output.count(overview.devices, "device")) at \(time) UTC"
        return ([head, ""] + bars(width) + [""] + [answers] + attention(width) + happened(width) + troubled(width))
            .map(Terminal.printable)
    }

    /// One line for whoever can't be shown a picture.
    var line: String {
        let phases = rows.map { "\($0.title.split(separator: " ").last ?? "") \($0.count)" }.joined(separator: ", ")
        return "\(Output.time(overview.time) ?? overview.time) UTC  \(phases); \(answers)"
    }

    /// The seven phases; who is in the first has no enforcement yet, and something is still to come by itself.
    private var rows: [(title: String, count: Int)] {
        overview.phases.map { phase in
            ("\(phase.number) \(phase.name)", phase.number == 1 ? waitingToBegin : phase.devices)
        }
    }

    private var waitingToBegin: Int {
        let notYet = overview.verdicts.filter { $0.answer == Verdict.Answer.notYet.rawValue }
        return notYet.filter { EnforcementState(rawValue: $0.reason) == nil || $0.reason == "planned" }
            .reduce(0) { $0 + $1.devices }
    }

    private func bars(_ width: Int) -> [String] {
        let titles = rows.map(\.title.count).max() ?? 0
        let numbers = String(overview.devices).count
        let room = max(10, width - titles - numbers - 4)
        return rows.map { row in
            let filled = overview.devices == 0 ? 0 : (row.count * room + overview.devices - 1) / overview.devices
            let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: room - filled)
            let title = row.title + String(repeating: " ", count: titles - row.title.count)
            let count = String(repeating: " ", count: max(0, numbers - String(row.count).count)) + String(row.count)
            return "\(title)  \(bar)  \(count)"
        }
    }

    private func devices(_ answer: Verdict.Answer) -> Int {
        overview.verdicts.filter { $0.answer == answer.rawValue }.reduce(0) { $0 + $1.devices }
    }

    private var answers: String {
        "current \(devices(.yes)), not yet \(devices(.notYet)), no \(devices(.no))"
    }

    /// What goes on by itself for long, or not at all without somebody.
    private static let worthALook: Set<Reason> = [.unreachable, .pastDue, .installingSilent, .failing]

    private func attention(_ width: Int) -> [String] {
        let some = overview.verdicts.filter { verdict in
            verdict.answer == Verdict.Answer.no.rawValue
                || Reason(rawValue: verdict.reason).map(WatchPicture.worthALook.contains) ?? false
        }
        if some.isEmpty { return [] }
        let text = "To look at: " + some.map { "\($0.devices) \($0.reason)" }.joined(separator: ", ")
        return Terminal.wrapped(text, width: width, indent: 2).split(separator: "\n").map(String.init)
    }

    private func happened(_ width: Int) -> [String] {
        if events.isEmpty { return [] }
        return [""]
            + events.suffix(WatchPicture.newest).map { streamed in
                let time = String(streamed.event.time.dropFirst(11).prefix(8))
                let what = WatchPicture.words(for: streamed.event)
                let line = "\(time)  \(streamed.device.map { "\($0.title): " } ?? "")\(what)"
                return String(Terminal.printable(line).replacing("\n", with: " ").prefix(width))
            }
    }

    /// `downloading to prepared (26.4)` of a step, the type of everything else.
    static func words(for event: EventResource) -> String {
        guard event.type == "enforcement.moved", let from = event.body["from"], let to = event.body["to"] else {
            return event.type
        }
        return "\(from) to \(to)" + (event.body["target"].map { " (\($0))" } ?? "")
    }

    private func troubled(_ width: Int) -> [String] { trouble.map { ["", String($0.prefix(width))] } ?? [] }
}
