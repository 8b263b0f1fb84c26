import AdminAPI

/// Plans for people.
enum PlanOutput {
    static func table(_ plans: [PlanResource]) -> TextTable {
        var table = TextTable(
            [">NO", "NAME", "STATE", "TARGET", "FOR", "BY", ">OPEN", ">DONE"], flexible: 1, spare: [4])
        for plan in plans {
            table.add([
                String(plan.number), plan.name, plan.state, plan.rule, plan.scope.words, plan.deadline.short,
                String(plan.enforcements.open.values.reduce(0, +)), String(plan.enforcements.done),
            ])
        }
        return table
    }

    static func show(_ plan: PlanResource) {
        print("Plan \(plan.number), \(Terminal.printable(plan.name))")
        var table = TextTable(["", ""], flexible: 1, wraps: true)
        table.add(["  State", plan.cancelledAt.map { "\(plan.state) at \($0)" } ?? plan.state])
        table.add(["  Target", plan.rule])
        table.add(["  For", "\(plan.scope.words), \(Output.count(plan.total ?? 0, "device")) now"])
        table.add(["  Deadline", "\(plan.deadline.words), on each device's own clock"])
        if plan.priority != 0 { table.add(["  Priority", String(plan.priority)]) }
        if let because = plan.because { table.add(["  Now, because", because]) }
        if let url = plan.detailsURL { table.add(["  Details", url]) }
        print(table.lines().dropFirst().joined(separator: "\n"))
        counts("Enforcements", plan.enforcements.open)
        counts("Ended", plan.enforcements.ended)
        verdicts(plan.verdicts ?? [])
        print("")
        Output.table(DeviceTable.table(plan.devices ?? []), empty: "It covers no device now.")
    }

    /// What a cancelled plan can't undo.
    static func recall(_ installing: Int) {
        if installing == 0 { return }
        print("\(Output.count(installing, "device is", "devices are")) installing already and can't be called back.")
    }

    private static func counts(_ title: String, _ counts: [String: Int]) {
        if counts.isEmpty { return }
        let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        print("\n\(title): \(words)")
    }

    private static func verdicts(_ verdicts: [PlanResource.VerdictCount]) {
        var table = TextTable([">DEVICES", "CURRENT", "WHY", ""], flexible: 3, wraps: true)
        for verdict in verdicts {
            table.add([String(verdict.devices), verdict.answer, verdict.reason, verdict.text])
        }
        if !verdicts.isEmpty { print("\n\(table.lines().joined(separator: "\n"))") }
    }
}

/// What a plan would do, for people.
enum PreviewOutput {
    static func text(_ preview: PreviewResource) -> String {
        let name = Terminal.printable(preview.name)
        var lines = ["Plan \"\(name)\", target \(preview.rule): covers \(Output.count(preview.total, "device"))", ""]
        var releases = TextTable(
            ["PLATFORM", "RELEASE", ">DEVICES", ">CROSS MAJOR", "DEADLINE (THEIR CLOCKS)"], flexible: 4, wraps: true)
        for release in preview.releases {
            let first = Output.time(release.firstDeadline) ?? ""
            let last = Output.time(release.lastDeadline) ?? ""
            releases.add([
                release.platform, release.build.map { "\(release.version) (\($0))" } ?? release.version,
                String(release.devices), String(release.crossingMajor), first == last ? first : "\(first) to \(last)",
            ])
        }
        let table = releases.lines()
        lines += table.isEmpty ? ["No device would be told to install anything now."] : table
        lines += ["", "\(Output.count(preview.crossingMajor, "device")) would cross a major version."]
        lines.append("\(Output.count(preview.alreadyCurrent, "device is", "devices are")) current already.")
        if preview.outranked > 0 {
            lines.append(
                "\(Output.count(preview.outranked, "device keeps", "devices keep")) another plan's target, which wins.")
        }
        lines += preview.takesOver.map { taken in
            "\(Output.count(taken.devices, "device leaves", "devices leave")) plan \(taken.plan.number), \(taken.plan.name)."
        }
        return (lines + exclusions(preview.exclusions)).joined(separator: "\n")
    }

    private static func exclusions(_ exclusions: [PreviewResource.Exclusion]) -> [String] {
        if exclusions.isEmpty { return ["Nobody is left out."] }
        var table = TextTable([">DEVICES", "LEFT OUT", "WHY", ""], flexible: 3, wraps: true)
        for exclusion in exclusions {
            table.add([
                String(exclusion.devices), exclusion.answer == "not-yet" ? "for now" : "yes", exclusion.reason,
                exclusion.text,
            ])
        }
        return [""] + table.lines()
    }
}

extension PlanResource.Scope {
    var words: String {
        if let group { return "group \(group)" }
        if let devices { return "\(Output.count(devices.count, "device")) by name" }
        return "every device"
    }
}

extension PlanResource.Deadline {
    var words: String {
        if let local { return Output.time(local) ?? local }
        return "\(Output.count(days ?? 0, "day")) after first seen, \(at ?? "")"
    }

    /// As `words`, for a table: `14 days, 19:00`.
    var short: String { local == nil ? "\(Output.count(days ?? 0, "day")), \(at ?? "")" : words }
}

extension PlanResource.Enforcements {
    /// Devices that the plan brought to their target, also those whose declaration is still being taken away.
    var done: Int { (open["done"] ?? 0) + (ended["done"] ?? 0) }
}
