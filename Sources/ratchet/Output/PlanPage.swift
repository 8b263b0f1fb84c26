import AdminAPI
import RatchetCore

/// A plan for people, top to bottom: what and for whom, how far its devices are, who needs a look.
struct PlanPage {
    let plan: PlanResource
    /// Every device of the plan, where somebody wants to see them all.
    var devices: [DeviceResource]?
    let now: Instant

    func lines(on canvas: Canvas) -> [Line] {
        var lines = head(canvas)
        lines += section("How far its devices are", FunnelOutput.lines(plan.funnel ?? [], on: canvas))
        lines += section("Done", curve(canvas))
        lines += section("What that means", meanings(canvas))
        if let devices {
            let table = DeviceTable.table(devices).lines(on: canvas)
            return lines + section("Its devices", table.isEmpty ? ["It covers no device now."] : table)
        }
        return lines + attention(canvas)
    }

    private func section(_ title: String, _ lines: [Line]) -> [Line] {
        lines.isEmpty ? [] : ["", Line(title, .strong)] + lines
    }

    private func head(_ canvas: Canvas) -> [Line] {
        let total = plan.total ?? 0
        let began = plan.cancelledAt ?? plan.createdAt
        let since = [Output.time(began).map { "\($0) UTC" }, RelativeTime.words(began, now: now)].compactMap(\.self)
        var table = TextTable(["", ""], flexible: 1, wraps: true)
        table.add(["  State", "\(plan.state) since \(since.joined(separator: ", "))"])
        table.add(["  Target", plan.rule])
        table.add(["  For", "\(plan.scope.words), \(Output.count(total, "device")) now"])
        table.add(["  Deadline", "\(plan.deadline.words), on each device's own clock"])
        if plan.deadline.local == nil, let deadlines { table.add(["", deadlines]) }
        if plan.priority != 0 { table.add(["  Priority", String(plan.priority)]) }
        if let because = plan.because { table.add(["  Now, because", because]) }
        if let url = plan.detailsURL { table.add(["  Details", url]) }
        return ["\("Plan \(plan.number), \(plan.name)", .strong)"] + table.lines(on: canvas).dropFirst()
    }

    /// What a computed deadline has come to.
    private var deadlines: String? {
        guard let first = Output.time(plan.curve?.firstDeadline), let last = Output.time(plan.curve?.lastDeadline)
        else {
            return nil
        }
        return first == last ? "which is \(first)" : "which is between \(first) and \(last)"
    }

    private func curve(_ canvas: Canvas) -> [Line] {
        guard let curve = plan.curve, let funnel = plan.funnel, let done = curve.points.last?.done else { return [] }
        // All that the plan has to move: whoever could not be told, or need not be, is no part of it.
        let most = funnel.first { $0.station == Station.planned.name }?.reached ?? 0
        if most == 0 { return [] }
        let sentence = "\(done) of the \(Output.count(most, "device")) that it could tell run their target."
        return [Line(sentence)] + CurveOutput(curve: curve, most: most).lines(on: canvas)
    }

    private func meanings(_ canvas: Canvas) -> [Line] {
        (plan.verdicts ?? []).filter { $0.answer != Verdict.Answer.yes.rawValue }.flatMap { verdict in
            Line.wrapped(
                verdict.text, first: "  \(verdict.reason, Tone(answer: verdict.answer, reason: verdict.reason)): ",
                width: canvas.textWidth,
                indent: 4)
        }
    }

    private func attention(_ canvas: Canvas) -> [Line] {
        guard let attention = plan.attention, attention.count > 0 else {
            return ["", "Nobody needs a look. `ratchet devices --plan \(plan.number)` lists its devices."]
        }
        let rest = attention.count - attention.devices.count
        let all = "ratchet devices --plan \(plan.number) --attention"
        let more = rest > 0 ? Line("and \(rest) more: \(all)") : "`ratchet explain NO` says why, and the way out."
        let table = DeviceTable.table(attention.devices).lines(on: canvas)
        return section("To look at: \(Output.count(attention.count, "device"))", table + [more])
    }
}
