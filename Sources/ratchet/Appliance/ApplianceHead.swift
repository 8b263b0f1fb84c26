import AdminAPI
import RatchetCore

/// What every page about an appliance has in common: the warning, who it is, its gates, and what waits for a person.
struct ApplianceHead: ProsePage {
    let details: ApplianceDetailsResource
    let canvas: Canvas
    let now: Instant

    private var appliance: ApplianceResource { details.appliance }

    /// (D1) The first thing to be read of a frozen appliance.
    var warning: [Line] {
        guard let freeze = details.facts.freeze else { return [] }
        let why = "the base package \(freeze.package) failed (D1): \(CommandWords.ended(freeze.reason))"
        return [Line("Do not restart \(appliance.name).", .bad)]
            + text("It is frozen since \(moment(freeze.at)): \(why)")
            + text("Nothing but reading is asked of it. Call its vendor; only a person unfreezes it.")
            + (details.facts.supportBundle.value.map { text("The support bundle is at \($0).") } ?? [])
    }

    var who: [Line] {
        let place = "driver \(appliance.driver) at \(appliance.address)"
        let calendar = appliance.calendar.map { "calendar \($0)" } ?? "no calendar"
        let read = appliance.readAt.map { ", read \(moment($0))" } ?? ""
        return [Line("Appliance \(appliance.number), \(appliance.name)", .strong)]
            + text("\(appliance.product), \(appliance.role), \(place), \(calendar)")
            + text("\(appliance.installed.map { "runs \($0.words)" } ?? "nobody knows what it runs")\(read)")
    }

    var standstill: [Line] {
        details.standstill.map { Line.wrapped($0.words, width: canvas.textWidth) } ?? []
    }

    var gates: [Line] {
        let hop = details.upgrade?.hops.first { !$0.isDone }
        return section("The gates of \(hop.map(\.package) ?? "the next hop")", GateTable.table(details.gates))
    }

    var checkpoints: [Line] {
        section(
            "What waits for a person (`ratchet checkpoint sign NUMBER`)", CheckpointTable.table(details.checkpoints))
    }
}
