import AdminAPI
import RatchetCore

extension ExplanationPage {
    /// Where the device stands on its way, and what it was told.
    var standing: [Line] {
        guard let enforcement = explanation.enforcement else { return [] }
        return ExplanationPage.phases(enforcement.phase.number, canvas.width) + [""] + target(enforcement)
    }

    /// ` 1 discovery  2 declaration [3 preparation] 4 notification ...`: the present phase in brackets; in two lines where
    /// one is too narrow.
    static func phases(_ present: Int, _ width: Int) -> [Line] {
        let line = line(of: Phase.allCases[...], present)
        if line.text.count <= width { return [line] }
        return [Phase.allCases.prefix(4), Phase.allCases.dropFirst(4)].map { self.line(of: $0, present) }
    }

    private static func line(of phases: ArraySlice<Phase>, _ present: Int) -> Line {
        phases.enumerated().reduce(into: Line()) { line, phase in
            let isLast = phase.offset == phases.count - 1
            let name = "\(phase.element.rawValue) \(phase.element.name)"
            if phase.element.rawValue == present {
                line.append("[\(name)]", .strong)
            } else {
                line.append(" \(name)\(isLast ? "" : " ")")
            }
        }
    }

    private func target(_ enforcement: EnforcementResource) -> [Line] {
        let build = enforcement.target.build.map { " (\($0))" } ?? ""
        var table = TextTable(["", ""], flexible: 1, wraps: true)
        table.add(["  Target", "\(enforcement.target.version)\(build)"])
        table.add(["  Plan", "\(enforcement.plan.number), \(enforcement.plan.name)"])
        for (index, words) in deadline(enforcement).enumerated() { table.add([index == 0 ? "  Deadline" : "", words]) }
        if let offered = enforcement.offeredAt { table.add(["  Offered", moment(offered)]) }
        if let outcome = enforcement.outcome, enforcement.state == EnforcementState.closed.rawValue {
            table.add(["  Ended", "\(outcome), \(moment(enforcement.since))"])
        } else if enforcement.state != verdict.reason, enforcement.state != EnforcementState.done.rawValue {
            table.add(["  State", "\(enforcement.state) since \(moment(enforcement.since))"])
        }
        if let failure = enforcement.failure {
            table.add(["  Failed", "\(Output.count(failure.count, "time"))\(failure.reason.map { ": \($0)" } ?? "")"])
        }
        for refusal in enforcement.refusals { table.add(["  Refused", "\(refusal.code) \(refusal.text)"]) }
        return Array(table.lines(on: Canvas(width: canvas.textWidth)).dropFirst())
    }

    /// On the device's own clock, and when that is: exactly where its zone is known, else between which moments.
    private func deadline(_ enforcement: EnforcementResource) -> [String] {
        let clock = DeviceClock(zone: device.timeZone)
        let own = clock.words(enforcement.deadline)
        if let exact = clock.moment(enforcement.deadline) { return [own, "that is \(moment(exact.description))"] }
        let window = enforcement.deadlineWindow
        let (earliest, latest) = (Output.time(window.earliest) ?? "", Output.time(window.latest) ?? "")
        let how = RelativeTime.words(window.latest, now: now).map { ", the latter \($0)" } ?? ""
        return [own, "which is between \(earliest) UTC and \(latest) UTC\(how)"]
    }

    /// Who else wants something of the device; nothing where there is one plan or none.
    var plans: [Line] {
        if explanation.plans.count < 2 { return [] }
        let lines = explanation.plans.flatMap { plan in
            let wish = plan.target.map { "\($0) by \(Output.time(plan.deadline) ?? "")" } ?? plan.reason ?? ""
            return Line.wrapped(
                "\(plan.number), \(plan.name): \(plan.standing), \(wish)", first: "  ", width: canvas.textWidth,
                indent: 4)
        }
        return [Line("Its plans", .strong)] + lines
    }

    var notices: [Line] {
        if explanation.expectedNotices.isEmpty { return [] }
        var table = TextTable(["FROM (ITS CLOCK)", "UNTIL", "", "NOTICE"], flexible: 3, wraps: true)
        for notice in explanation.expectedNotices {
            table.add([Output.time(notice.from), Output.time(notice.until), "expected", notice.text])
        }
        return section("What the user is expected to see (no device reports it)", table)
    }

    var history: [Line] {
        if explanation.history.isEmpty { return [] }
        var table = TextTable(["TARGET", "OUTCOME", "PLANNED (UTC)", "ENDED (UTC)", "PLAN"], flexible: 4, wraps: true)
        for past in explanation.history {
            table.add([
                past.target.build.map { "\(past.target.version) (\($0))" } ?? past.target.version,
                past.outcome ?? past.state, Output.time(past.plannedAt), Output.time(past.since),
                "\(past.plan.number), \(past.plan.name)",
            ])
        }
        return section("Before", table)
    }
}
