import AdminAPI
import RatchetCore

/// Everything that is known of an appliance, for people.
struct ApplianceDetailsPage: ProsePage {
    let details: ApplianceDetailsResource
    let canvas: Canvas
    let now: Instant

    private var head: ApplianceHead { ApplianceHead(details: details, canvas: canvas, now: now) }
    private var appliance: ApplianceResource { details.appliance }
    private var known: ApplianceFactsResource { details.facts }

    var lines: [Line] {
        let sections = [
            head.warning, head.who, head.standstill, facts(people), facts(word), upgrade, impact, head.gates,
            head.checkpoints,
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// What people have set.
    private var people: [(name: String, words: String?)] {
        let from = appliance.contractFrom.map { "from \($0) " } ?? ""
        return [
            ("Adopted", moment(appliance.adoptedAt)), ("Mail to", appliance.mail ?? "the operators"),
            ("Turn", appliance.turn ?? "not set"),
            ("Contract", appliance.contractUntil.map { "\(from)until \($0)" } ?? "none"),
            ("By hand", known.lacking.isEmpty ? nil : "\(Output.list(known.lacking)): its driver can't"),
        ]
    }

    /// What it said itself, and what was saved of it.
    private var word: [(name: String, words: String?)] {
        [
            ("Packages", details.packages.map(counts)), ("Health", reading(known.health, health)),
            ("Backup", reading(known.backup) { "\($0.reference), \($0.isVerified ? "verified" : "not verified")" }),
            (
                "Certificate",
                reading(known.certificate) { "\($0.reference)\($0.hasPrivateKey ? ", with its key" : "")" }
            ),
            ("Bundle", reading(known.supportBundle) { $0 }),
            ("Staged", known.staged.isEmpty ? nil : Output.list(known.staged.map(\.package))),
            ("Staging", known.stagingTrouble.map { "failed \(moment($0.at)): \($0.reason)" }),
            ("At work", known.atWork.map(atWork)),
            ("Install", known.installTrouble.map { "not begun \(moment($0.at)): \($0.reason)" }),
            ("Soak", soak), ("Call", call),
        ]
    }

    private func atWork(_ call: ApplianceFactsResource.AtWork) -> String {
        let place = [call.process.map { "process \($0)" }, call.folder].compactMap { $0 }.joined(separator: " in ")
        return "`\(call.verb)` of an earlier call, begun \(moment(call.since)): \(place.isEmpty ? call.call : place)"
    }

    private var soak: String? {
        details.soak.isOver ? nil : "until \(moment(details.soak.endsAt)) (S1), counted from \(details.soak.origin)"
    }

    private var call: String? {
        details.call.map { call in
            let what = [call.verb, call.package].compactMap(\.self).joined(separator: " ")
            return "\(what) since \(moment(call.startedAt))\(call.progress.map { ": \($0.message)" } ?? "")"
        }
    }

    private func counts(_ packages: ApplianceDetailsResource.Packages) -> String {
        "\(packages.installable) installable, \(packages.blocked) blocked, \(packages.installed) installed"
    }

    private func health(_ health: ApplianceFactsResource.Health) -> String {
        let alarms = health.alarms.isEmpty ? "no alarms" : health.alarms.joined(separator: "; ")
        let sessions = health.sessionsOpen.map { Output.count($0, "session") }
        let users = health.usersLoggedIn.map { Output.count($0, "user") }
        return [alarms, sessions, users].compactMap(\.self).joined(separator: ", ")
    }

    /// The newest answer and when it was given; the trouble with asking since.
    private func reading<Value>(
        _ answer: ApplianceFactsResource.Answer<Value>, _ words: (Value) -> String
    ) -> String? {
        let good = answer.value.map { "\(words($0)), \(answer.at.map(moment) ?? "")" }
        let bad = answer.trouble.map { "not readable since \(moment($0.at)): \($0.reason)" }
        let both = [good, bad].compactMap(\.self)
        return both.isEmpty ? "not known" : both.joined(separator: "; ")
    }

    private var upgrade: [Line] {
        guard let upgrade = details.upgrade else { return ["No upgrade is open. `ratchet appliance plan` makes one."] }
        let approved = upgrade.approval.map {
            "by \($0.by), \(moment($0.at))\($0.stands ? "" : "; the path has changed since")"
        }
        let waivers = upgrade.waivers.map { "\($0.rule) by \($0.by): \($0.reason)" }
        return [Line("Upgrade \(upgrade.number) to \(upgrade.target.words)", .strong)]
            + facts([
                ("State", "\(upgrade.state) since \(moment(upgrade.since))"),
                ("Planned", "by \(upgrade.plannedBy), \(moment(upgrade.plannedAt))"),
                ("Approved", approved ?? "by nobody yet"),
                ("Waived", waivers.isEmpty ? nil : waivers.joined(separator: "; ")),
                ("Paused", upgrade.pause.map { "\($0.cause), \(moment($0.at)): \($0.why)" }),
            ])
    }

    private var impact: [Line] {
        let hops = details.upgrade.map { $0.hops.filter { !$0.isDone } } ?? []
        return section("What the hops to do cost (G4)", ImpactTable.table(hops))
    }
}

/// What would be planned, for people.
struct UpgradePreviewPage: ProsePage {
    let preview: UpgradePreviewResource
    let canvas: Canvas
    let now: Instant

    var lines: [Line] {
        let title =
            "\(preview.appliance.name), from \(preview.from.words) to \(preview.target.words): "
            + "\(Output.count(preview.hops.count, "hop")). Nothing is changed."
        let sections = [
            Line.wrapped(title, width: canvas.textWidth),
            section("What each hop costs (G4)", ImpactTable.table(preview.hops)),
            section("When, at the earliest", ForecastTable.table(preview.forecast))
                + ForecastWords(forecast: preview.forecast, canvas: canvas, now: now).lines,
            section("What the gates say of the first hop now", GateTable.table(preview.gates)),
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }
}
