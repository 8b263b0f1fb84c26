import AdminAPI
import RatchetCore

/// An appliance's explanation for people, top to bottom: what must not be done, who it is, where it stands and since when,
/// what is next, what stands in the way, the way with its gates, what waits for a person, and what was.
struct ApplianceExplanationPage: VerdictPage {
    let explanation: ApplianceExplanationResource
    let canvas: Canvas
    let now: Instant

    var verdict: VerdictResource { explanation.verdict }
    private var details: ApplianceDetailsResource { explanation.details }
    private var head: ApplianceHead { ApplianceHead(details: details, canvas: canvas, now: now) }

    var lines: [Line] {
        let sections = [
            head.warning, head.who, head.standstill, answer, next, causes, way, noWay, head.gates, head.checkpoints,
            history, events,
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    func by(_ next: ExpectationResource) -> String? { next.by.map(moment) }

    private var way: [Line] {
        let rows = WayDrawing(explanation: explanation, glyphs: canvas.glyphs, now: now).rows
        let title =
            details.upgrade.map {
                "Upgrade \($0.number) to \($0.target.words): \($0.state), \($0.done) of \($0.hops.count) hops done"
            }
            ?? "The way to the newest, \(explanation.path?.path?.to.words ?? "")"
        let lines = section(title, HopRow.table(rows))
        return lines.isEmpty ? [] : lines + earliest
    }

    private var earliest: [Line] {
        explanation.timely.map { ForecastWords(forecast: $0, canvas: canvas, now: now).lines } ?? []
    }

    private var noWay: [Line] {
        guard let path = explanation.path, path.path == nil else { return [] }
        return PathPage(path: path).lines(on: canvas)
    }

    private var history: [Line] {
        var table = TextTable(["PACKAGE", "TO", "OUTCOME", "ENDED (UTC)", "WHY"], flexible: 4, wraps: true, spare: [1])
        for past in explanation.history.prefix(10) {
            let others = past.outcome == "restored" ? "the backup" : "not by Ratchet"
            table.add([
                past.package ?? others, past.after.short, past.outcome, Output.time(past.endedAt), past.reason ?? "",
            ])
        }
        return section("Hops that ended", table)
    }

    /// Ids and digests, which are for programs.
    private static let unsaid: Set = ["ref", "upgrade", "evidence", "sha256", "fingerprint", "call", "key"]

    private var events: [Line] {
        var table = TextTable(["AT (UTC)", "WHAT", "BY", ""], flexible: 3, wraps: true)
        for event in explanation.events.prefix(5) {
            let body = event.body.filter { !Self.unsaid.contains($0.key) }.sorted { $0.key < $1.key }
                .map { "\($0.key): \($0.value)" }
            table.add([Output.time(event.time), event.type, event.actor, body.joined(separator: ", ")])
        }
        return section("What happened last", table)
    }
}

/// When everything could be done at the earliest, in sentences.
struct ForecastWords: ProsePage {
    let forecast: ForecastResource
    let canvas: Canvas
    let now: Instant

    var lines: [Line] {
        if let halt = forecast.obstacle {
            return text("No finish can be named: \(halt.package) needs \(room(halt)) (\(halt.reason)). \(halt.text)")
                + text("\(halt.wayOutText) (\(halt.wayOut))")
        }
        guard let end = forecast.finishesAt else { return [] }
        return text(
            "Done at the earliest \(moment(end)), in \(Output.count(forecast.windows, "window")), as if every gate that "
                + "people open were open.")
    }

    private func room(_ halt: ForecastResource.Halt) -> String {
        "\(EstimateText.words(seconds: halt.neededSeconds)) of one window"
    }
}
