import AdminAPI
import RatchetCore

/// An explanation for people, top to bottom: who, where it stands and since when, what is next, what stands in the way, what
/// its user sees, what was before.
struct ExplanationPage {
    let explanation: ExplanationResource
    let canvas: Canvas
    let now: Instant

    var lines: [Line] {
        let sections = [
            who, answer, standing, next, causes, plans, notices, history,
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    var device: DeviceResource { explanation.device }
    var verdict: VerdictResource { explanation.verdict }

    private var who: [Line] {
        let names = [device.productName, device.serial.map { "serial \($0)" }, device.identifier].compactMap(\.self)
        let supervision = device.supervised.map { $0 ? "supervised" : "not supervised" }
        let state = [device.system.map { "runs \($0)" }, device.enrolment, supervision].compactMap(\.self)
        let clock = DeviceClock(zone: device.timeZone).time(at: now).map { "; its clock shows \($0)" } ?? ""
        return [Line("Device \(device.number), \(device.title)", .strong)]
            + text(names.joined(separator: ", "))
            + text("\(state.joined(separator: ", ")); last contact \(moment(device.lastContact))\(clock)")
            + [identity, bootstrapToken].compactMap(\.self).flatMap { text($0) }
    }

    private var identity: String? {
        guard let identity = device.identity else { return nil }
        let asked = identity.renewalAskedAt.map { "; asked to renew it \(moment($0))" } ?? ""
        let left = identity.daysLeft < 0 ? "it has expired" : "\(Output.count(identity.daysLeft, "day")) left"
        return "certificate until \(moment(identity.endsAt)), \(left)\(asked)"
    }

    private var bootstrapToken: String? {
        guard let set = device.bootstrapToken.escrowedAt else { return nil }
        let served = device.bootstrapToken.lastServedAt.map { "last served \(moment($0))" } ?? "never served"
        return "bootstrap token last set \(moment(set)), \(served)"
    }

    private var answer: [Line] {
        let answers = ["yes": "CURRENT", "not-yet": "NOT YET", "no": "NO"]
        let said = answers[verdict.answer] ?? verdict.answer
        let since = verdict.since.map { " since \(moment($0))" } ?? ""
        let tone = Tone(answer: verdict.answer, reason: verdict.reason) ?? .waiting
        return [Line(said, tone) + ": \(verdict.reason)\(since)"] + text(verdict.text)
            + verdict.evidence.flatMap { evidence in
                // What led to it happened when it became so, and that has been said.
                let at = evidence.at == verdict.since ? "" : " at \(moment(evidence.at))"
                return text("Evidence: \(evidence.kind)\(at), \(evidence.ref)", hanging: 4)
            }
    }

    private var next: [Line] {
        guard let next = verdict.next else { return ["Next: nothing, unless somebody acts."] }
        return Line.wrapped(
            "\(next.event)\(by(next).map { ", by \($0)" } ?? "")", first: "\("Next", .strong): ",
            width: canvas.textWidth,
            indent: 2)
    }

    private func by(_ next: ExpectationResource) -> String? {
        guard let local = next.byLocal else { return next.by.map(moment) }
        if local == explanation.enforcement?.deadline { return "its deadline" }
        return ([DeviceClock(zone: device.timeZone).words(local)] + [next.by.map { "that is by \(moment($0))" }])
            .compactMap(\.self).joined(separator: ", ")
    }

    private var causes: [Line] {
        if verdict.causes.isEmpty { return [] }
        let lines = verdict.causes.flatMap { cause in
            let wayOut = "\(cause.wayOutText) (\(cause.wayOut))"
            // What is so, and whence it is known, has been said above already.
            let texts =
                cause.reason == verdict.reason ? [wayOut] : ["\(cause.text) (\(cause.reason)\(seen(cause)))", wayOut]
            return texts.enumerated().flatMap { index, text in
                Line.wrapped(text, first: index == 0 ? "  - " : "    ", width: canvas.textWidth, indent: 4)
            }
        }
        return [Line("What may stand in the way, and the way out", .strong)] + lines
    }

    /// Whence the newest evidence of a cause is, and of when.
    private func seen(_ cause: CauseResource) -> String {
        cause.evidence.max { $0.at < $1.at }.map { "; \($0.kind) at \(moment($0.at))" } ?? ""
    }

    /// An indented paragraph.
    private func text(_ text: String, hanging: Int = 2) -> [Line] {
        Line.wrapped(text, first: "  ", width: canvas.textWidth, indent: hanging)
    }

    /// `2026-11-22 03:21 UTC, 5 minutes ago`
    func moment(_ text: String) -> String {
        let time = "\(Output.time(text) ?? text) UTC"
        return RelativeTime.words(text, now: now).map { "\(time), \($0)" } ?? time
    }
}
