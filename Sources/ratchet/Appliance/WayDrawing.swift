import AdminAPI
import RatchetCore

/// The way of an appliance: hops that are done, the one under way, those to come, and the soak's clock between them.
struct WayDrawing {
    let explanation: ApplianceExplanationResource
    let glyphs: Glyphs
    let now: Instant

    /// Empty where there is no way to draw.
    var rows: [HopRow] { details.upgrade.map(rows(of:)) ?? rows(along: explanation.path?.path) }

    private var details: ApplianceDetailsResource { explanation.details }

    private func rows(of upgrade: UpgradeResource) -> [HopRow] {
        var rows: [HopRow] = []
        for hop in upgrade.hops {
            let (state, words) = standing(hop, upgrade)
            rows.append(
                HopRow(
                    number: hop.number, package: hop.package, packageClass: hop.packageClass,
                    to: hop.after[hop.packageClass], state: state, words: words))
            if hop.number == upgrade.done { rows += clock(followedBy: upgrade.hops.dropFirst(upgrade.done)) }
            if !hop.isDone { rows += soak(after: hop.package, isLast: hop.number == upgrade.hops.count) }
        }
        // The hop before is none of this upgrade's.
        return upgrade.done == 0 ? clock(followedBy: upgrade.hops[...]) + rows : rows
    }

    private func rows(along path: HopsResource?) -> [HopRow] {
        guard let path, !path.hops.isEmpty else { return [] }
        return path.hops.flatMap { hop in
            let row = HopRow(
                number: hop.number, package: hop.package, packageClass: hop.packageClass, to: hop.to, state: .toCome,
                words: expected(hop.package))
            return [row] + soak(after: hop.package, isLast: hop.number == path.hops.count)
        }
    }

    private func standing(_ hop: UpgradeHopResource, _ upgrade: UpgradeResource) -> (HopRow.State, String) {
        if hop.isDone { return (.done, ended(hop.package)) }
        let isCurrent = hop.number == upgrade.done + 1
        guard isCurrent, let attempt = upgrade.attempt, attempt.package == hop.package else {
            return (isCurrent ? .next : .toCome, expected(hop.package))
        }
        let isHopping = UpgradeState(rawValue: upgrade.state)?.isHopping ?? false
        return isHopping ? (.underWay, underWay(attempt, upgrade.state)) : (.failed, attempt.trouble ?? upgrade.state)
    }

    private func ended(_ package: String) -> String {
        explanation.history.first { $0.package == package && $0.outcome == "verified" }
            .flatMap { Output.time($0.endedAt) } ?? ""
    }

    private func expected(_ package: String) -> String {
        guard let entry = explanation.timely?.entries.first(where: { $0.package == package }) else { return "" }
        return "\(Output.time(entry.startsAt) ?? "") at the earliest"
    }

    private func underWay(_ attempt: UpgradeResource.Attempt, _ state: String) -> String {
        let progress = details.call?.progress
        let bar = progress?.fraction.map { part in
            let percent = Int((min(max(part, 0), 1) * 100).rounded(.down))
            return "\(Bar.text(percent, of: 100, width: 20, glyphs)) \(Bar.share(percent, of: 100))"
        }
        let parts = [
            bar, state, progress?.message, "began \(Output.time(attempt.startedAt) ?? "")",
            attempt.hasOverrun ? "its window has ended" : nil, attempt.trouble,
            "counts as failed \(Output.time(attempt.silentAt) ?? "")",
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// (S1) The soak that runs, where a product hop is still to come.
    private func clock(followedBy hops: ArraySlice<UpgradeHopResource>) -> [HopRow] {
        let soak = details.soak
        guard !soak.isOver, hops.contains(where: { $0.packageClass == "product" }),
            let start = Instant(rfc3339: soak.startedAt), let end = Instant(rfc3339: soak.endsAt), end > start
        else { return [] }
        let (gone, whole) = (Int(now.seconds - start.seconds), Int(end.seconds - start.seconds))
        let after = soak.origin == "adoption" ? "from adoption on, " : ""
        let words =
            "\(Bar.text(min(gone, whole), of: whole, width: 20, glyphs)) \(after)until "
            + "\(Output.time(soak.endsAt) ?? ""), \(RelativeTime.words(end, now: now))"
        return [HopRow(package: "", state: .soak, words: words)]
    }

    /// The soak after a hop that is still to come.
    private func soak(after package: String, isLast: Bool) -> [HopRow] {
        let entry = explanation.timely?.entries.first { $0.package == package }
        guard !isLast, let until = entry?.soaksUntil else { return [] }
        return [HopRow(package: "", state: .soak, words: "until \(Output.time(until) ?? until) at the earliest")]
    }
}

extension ApplianceExplanationResource {
    /// The forecast, where the way goes on without a person who first puts something right.
    var timely: ForecastResource? {
        let state = details.upgrade.flatMap { UpgradeState(rawValue: $0.state) }
        let stands: [UpgradeState] = [.stopped, .restoring, .frozen]
        return state.map(stands.contains) == true ? nil : forecast
    }
}
