import AdminAPI
import RatchetCore

/// An explanation for people, top to bottom: who, the answer, the seven phases, what is next, what stands in the way.
enum ExplanationOutput {
    static func lines(_ explanation: ExplanationResource, width: Int) -> [String] {
        var lines = who(explanation.device, width) + [""] + answer(explanation.verdict, width)
        if let enforcement = explanation.enforcement {
            lines += [""] + phases(enforcement.phase.number, width) + [""] + target(enforcement, width)
        }
        lines += next(explanation.verdict, width) + causes(explanation.verdict, width)
        lines += plans(explanation.plans, width)
        lines += notices(explanation.expectedNotices, width) + history(explanation.history, width)
        return lines.map(Terminal.printable)
    }

    private static func who(_ device: DeviceResource, _ width: Int) -> [String] {
        let names = [device.productName, device.serial.map { "serial \($0)" }, device.identifier].compactMap(\.self)
        let supervision = device.supervised.map { $0 ? "supervised" : "not supervised" }
        let state = [device.system.map { "runs \($0)" }, device.enrolment, supervision].compactMap(\.self)
        return [
            "Device \(device.number), \(device.title.replacing("\n", with: " "))",
            "  " + Terminal.wrapped(names.joined(separator: ", "), width: width - 2, indent: 2),
            "  "
                + Terminal.wrapped(
                    "\(state.joined(separator: ", ")); last contact \(moment(device.lastContact))", width: width - 2,
                    indent: 2),
        ]
    }

    private static func answer(_ verdict: VerdictResource, _ width: Int) -> [String] {
        let answers = ["yes": "CURRENT", "not-yet": "NOT YET", "no": "NO"]
        let since = verdict.since.map { " since \(moment($0))" } ?? ""
        var lines = ["\(answers[verdict.answer] ?? verdict.answer): \(verdict.reason)\(since)"]
        lines.append("  " + Terminal.wrapped(verdict.text, width: width - 2, indent: 2))
        for evidence in verdict.evidence {
            lines.append("  " + Terminal.wrapped("Evidence: \(words(for: evidence))", width: width - 2, indent: 4))
        }
        return lines
    }

    /// ` 1 discovery  2 declaration [3 preparation] 4 notification ...`: the present phase in brackets; in two lines where
    /// one is too narrow.
    static func phases(_ present: Int, _ width: Int) -> [String] {
        let marked = Phase.allCases.map { phase in
            let name = "\(phase.rawValue) \(phase.name)"
            return phase.rawValue == present ? "[\(name)]" : " \(name) "
        }
        let line = marked.joined()
        let lines = line.count <= width ? [line] : [marked.prefix(4).joined(), marked.dropFirst(4).joined()]
        return lines.map { $0.trimmingSuffix(" ") }
    }

    /// Who else wants something of the device; nothing where there is one plan or none.
    private static func plans(_ plans: [PlanStandingResource], _ width: Int) -> [String] {
        if plans.count < 2 { return [] }
        return ["", "Plans"]
            + plans.map { plan in
                let wish =
                    plan.target.map { target in "\(target) by \(Output.time(plan.deadline) ?? "")" } ?? plan.reason
                    ?? ""
                return "  "
                    + Terminal.wrapped(
                        "\(plan.number), \(plan.name): \(plan.standing), \(wish)", width: width - 2, indent: 2)
            }
    }

    private static func target(_ enforcement: EnforcementResource, _ width: Int) -> [String] {
        let build = enforcement.target.build.map { " (\($0))" } ?? ""
        let window = enforcement.deadlineWindow
        var table = TextTable(["", ""], flexible: 1, wraps: true)
        table.add(["  Target", "\(enforcement.target.version)\(build)"])
        table.add(["  Plan", "\(enforcement.plan.number), \(enforcement.plan.name)"])
        table.add(["  Deadline", "\(Output.time(enforcement.deadline) ?? "") on its own clock"])
        table.add(["", "which is between \(moment(window.earliest)) and \(moment(window.latest))"])
        table.add(["  State", "\(enforcement.state) since \(moment(enforcement.since))"])
        if let outcome = enforcement.outcome { table.add(["  Outcome", outcome]) }
        if let offered = enforcement.offeredAt { table.add(["  Offered", moment(offered)]) }
        if let failure = enforcement.failure {
            table.add(["  Failed", "\(Output.count(failure.count, "time"))\(failure.reason.map { ": \($0)" } ?? "")"])
        }
        for refusal in enforcement.refusals { table.add(["  Refused", "\(refusal.code) \(refusal.text)"]) }
        return Array(table.lines(width: width).dropFirst())
    }

    private static func next(_ verdict: VerdictResource, _ width: Int) -> [String] {
        guard let next = verdict.next else { return ["", "Next: nothing, unless somebody acts."] }
        let by = [next.byLocal.flatMap(Output.time).map { "\($0) on its own clock" }, next.by.map(moment)]
            .compactMap(\.self).joined(separator: ", that is by ")
        return ["", Terminal.wrapped("Next: \(next.event)\(by.isEmpty ? "" : ", by \(by)")", width: width, indent: 2)]
    }

    private static func causes(_ verdict: VerdictResource, _ width: Int) -> [String] {
        if verdict.causes.isEmpty { return [] }
        let lines = verdict.causes.flatMap { cause in
            let wayOut = "\(cause.wayOutText) (\(cause.wayOut))"
            // What is so, and whence it is known, has been said above already.
            let texts =
                cause.reason == verdict.reason ? [wayOut] : ["\(cause.text) (\(cause.reason)\(seen(cause)))", wayOut]
            return texts.enumerated().map { index, text in
                (index == 0 ? "  - " : "    ") + Terminal.wrapped(text, width: width - 4, indent: 4)
            }
        }
        return ["", "What may stand in the way, and the way out:"] + lines
    }

    /// Whence the newest evidence of a cause is, and of when.
    private static func seen(_ cause: CauseResource) -> String {
        cause.evidence.max { $0.at < $1.at }.map { "; \($0.kind) at \(moment($0.at))" } ?? ""
    }

    private static func notices(_ notices: [NoticeResource], _ width: Int) -> [String] {
        if notices.isEmpty { return [] }
        var table = TextTable(["FROM (ITS CLOCK)", "UNTIL", "", "NOTICE"], flexible: 3, wraps: true)
        for notice in notices {
            table.add([Output.time(notice.from), Output.time(notice.until), "expected", notice.text])
        }
        return ["", "What the user is expected to see (no device reports it):"]
            + table.lines(width: width - 2).map { "  \($0)" }
    }

    private static func history(_ history: [EnforcementResource], _ width: Int) -> [String] {
        if history.isEmpty { return [] }
        var table = TextTable(["TARGET", "OUTCOME", "PLANNED (UTC)", "ENDED (UTC)", "PLAN"], flexible: 4, wraps: true)
        for past in history {
            table.add([
                past.target.build.map { "\(past.target.version) (\($0))" } ?? past.target.version,
                past.outcome ?? past.state, Output.time(past.plannedAt), Output.time(past.since),
                "\(past.plan.number), \(past.plan.name)",
            ])
        }
        return ["", "Before:"] + table.lines(width: width - 2).map { "  \($0)" }
    }

    private static func words(for evidence: EvidenceResource) -> String {
        "\(evidence.kind) at \(moment(evidence.at)), \(evidence.ref)"
    }

    private static func moment(_ text: String) -> String { "\(Output.time(text) ?? text) UTC" }
}
