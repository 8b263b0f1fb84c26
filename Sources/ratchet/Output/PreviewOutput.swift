import AdminAPI

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
