import RatchetCore
import Storage

extension AdminProblem {
    static func noAppliance(_ word: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-appliance", title: "There is no such appliance",
            detail: """
                No appliance has \(quoted(word)) as its id, number or name.\(near) The list of appliances shows what there is.
                """)
    }

    static func applianceExists(_ name: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "appliance-exists", title: "The appliance is there already",
            detail: "There is an appliance called \(quoted(name)) already. Choose another name or use that appliance.")
    }

    /// One machine is one appliance: what was approved and tried for one would else be done to the other (G4, G5).
    static func addressTaken(_ wanted: ApplianceRecord, by holder: ApplianceRecord) -> AdminProblem {
        AdminProblem(
            .conflict, code: "address-taken", title: "Another appliance is at this address",
            detail: """
                The driver \(quoted(wanted.driver)) finds \(quoted(holder.facts.name)) at \(quoted(wanted.address)) already, \
                and one machine is one appliance. Use that one, or give the address of \(quoted(wanted.facts.name)).
                """)
    }

    /// (G4, G5) A test appliance needs neither a second person nor a test run.
    static func testNeedsApprover(_ name: String) -> AdminProblem {
        AdminProblem(
            .forbidden, code: "approver-needed", title: "This takes an approver",
            detail: """
                A test appliance needs neither a second person (G4) nor a test run (G5), so that an approver makes \
                \(quoted(name)) one. Add it without a role; then an approver gives it the role test.
                """)
    }

    /// (G4, G5) What was set aside was for the machine that it was.
    static func moveNeedsApprover(_ facts: ApplianceFacts) -> AdminProblem {
        AdminProblem(
            .forbidden, code: "approver-needed", title: "This takes an approver",
            detail: """
                \(quoted(facts.name)) is a test appliance, and with another driver or address it would be another machine. Have an \
                approver give it the role production, and change it then; or let an administrator change it.
                """)
    }

    static func noCalendar(_ word: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-calendar", title: "There is no such calendar",
            detail: "No calendar is called \(quoted(word)).\(near) The list of calendars shows what there is.")
    }

    static func noGraph(_ product: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-graph", title: "There is no such release graph",
            detail: """
                No release graph of \(quoted(product)) was imported.\(near) Import it with `ratchet package import FILE`.
                """)
    }

    static func noPackage(_ id: String, _ product: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-package", title: "There is no such package",
            detail: """
                The release graph of \(quoted(product)) has no package \(quoted(id)).\(near) The list of its packages shows \
                what there is.
                """)
    }

    /// (P6) Nobody guesses.
    static func unknownInventory(_ facts: ApplianceFacts, _ why: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "unknown-inventory", title: "What the appliance runs is not known",
            detail: """
                \(why) So no way can be found for \(quoted(facts.name)), and none is guessed. Take a snapshot with \
                `ratchet appliance snapshot`; correct the release graph where it lacks what the snapshot shows.
                """)
    }

    static func noOpenUpgrade(_ facts: ApplianceFacts) -> AdminProblem {
        AdminProblem(
            .conflict, code: "no-open-upgrade", title: "The appliance has no open upgrade",
            detail: """
                No upgrade of \(quoted(facts.name)) is planned or under way. Plan one with `ratchet appliance plan`.
                """)
    }

    static func upgradeOpen(_ facts: ApplianceFacts, _ state: UpgradeState) -> AdminProblem {
        AdminProblem(
            .conflict, code: "upgrade-open", title: "The appliance has an open upgrade already",
            detail: """
                The upgrade of \(quoted(facts.name)) is \(state.rawValue). An appliance has one at a time: \
                \(state.choices)
                """)
    }

    /// What was asked means nothing to an upgrade in this state.
    static func notNow(_ what: String, _ facts: ApplianceFacts, _ upgrade: Upgrade) -> AdminProblem {
        let state = upgrade.state
        let isPaused = upgrade.pause != nil && !state.isHopping
        return AdminProblem(
            .conflict, code: "not-in-this-state", title: "The upgrade's state does not allow this",
            detail: """
                The upgrade of \(quoted(facts.name)) is \(state.rawValue)\(isPaused ? " and paused" : ""), so that it can't \
                be \(what). \(isPaused && state != .frozen ? "Resume it, or cancel it." : state.choices)
                """)
    }

    /// (D4)
    static func callAtWork(_ facts: ApplianceFacts, _ call: CallAtWork) -> AdminProblem {
        AdminProblem(
            .conflict, code: "call-at-work", title: "An earlier call is still at work",
            detail: """
                `\(call.verb.rawValue)` of \(quoted(facts.name)), begun at \(call.since), is still at work: \(call.words). Nothing \
                is begun beside it. Try again when it has ended; whoever is sure that it does nothing more ends it on the \
                server, and then asks with `ratchet appliance snapshot`.
                """)
    }

    static func callUnderWay(_ facts: ApplianceFacts, _ call: OpenCall) -> AdminProblem {
        AdminProblem(
            .conflict, code: "call-under-way", title: "The appliance is being talked to",
            detail: """
                The driver of \(quoted(facts.name)) has been called for \(call.verb.rawValue) and has not answered yet. \
                Try again when it has; `ratchet appliance show` tells.
                """)
    }

    /// (P1, P7) Nothing leads there.
    static func noPath(_ facts: ApplianceFacts, _ blocked: Blockage) -> AdminProblem {
        let missing = blocked.obstacles.map(\.description).joined(separator: "; ")
        return AdminProblem(
            .conflict, code: "no-path", title: "There is no way to what is wanted",
            detail: """
                From \(blocked.installed.words) nothing leads there for \(quoted(facts.name)). The nearest that can be \
                reached is \((blocked.nearest ?? blocked.installed).words). Missing: \(missing). Choose another target, or \
                correct the release graph.
                """, blocked: blocked)
    }

    /// (P3) A blocked package is refused, whoever asks.
    static func packageBlocked(_ facts: ApplianceFacts, _ blocked: Blockage) -> AdminProblem {
        let missing = blocked.obstacles.map(\.description).joined(separator: "; ")
        let chain = blocked.chain.map(\.text).joined(separator: ", ")
        return AdminProblem(
            .conflict, code: "package-blocked", title: "Another package has to come first",
            detail: """
                \(blocked.package?.text ?? "The package") can't be installed on \(quoted(facts.name)), which runs \
                \(blocked.installed.words): \(missing). \
                \(chain.isEmpty ? "No package leads there." : "First come \(chain); plan the whole way.")
                """, blocked: blocked)
    }

    static func nothingToDo(_ facts: ApplianceFacts, _ runs: InstalledVersions) -> AdminProblem {
        AdminProblem(
            .conflict, code: "nothing-to-do", title: "The appliance is there already",
            detail: "\(quoted(facts.name)) runs \(runs.words), and that is what was asked for. Nothing was planned.")
    }
}

extension UpgradeState {
    /// What can be done in it, for whoever wanted something else.
    var choices: String {
        switch self {
        case .planned: "Start it, or cancel it."
        case .waiting: "It goes on by itself when the gates of its next hop are open; pause it or cancel it otherwise."
        case .installing, .unanswered, .verifying:
            "A hop that is under way is never interrupted; pause it so that nothing follows."
        case .stopped: "Resume it to try again, have the backup restored, or cancel it."
        case .restoring: "Wait until the backup is back."
        case .frozen:
            "Do not restart the appliance. Call the vendor; when it may be touched again, unfreeze it with a reason."
        case .done, .cancelled: "Plan another one."
        }
    }
}
