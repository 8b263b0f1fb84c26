/// What was seen of a hop that has come to its time limit, in words for whoever is called (D1).
struct HopLimit {
    let hop: PlannedHop
    let attempt: HopAttempt
    let appliance: ApplianceFacts

    /// Why it counts as failed: what the appliance says, not only that time has passed.
    var words: String {
        let answer = attempt.trouble.map { "\($0); " } ?? ""
        return "\(answer)\(seen), and three times its estimate have passed"
    }

    private var seen: String {
        let inventory = appliance.inventory
        guard appliance.verbs.contains(.inventory) || inventory.isNewer(than: attempt.startedAt) else {
            return "nobody has signed what it runs"
        }
        if let trouble = inventory.trouble, trouble.at >= attempt.startedAt {
            return "it does not say what it runs (\(trouble.reason))"
        }
        guard let good = inventory.good, good.at >= attempt.startedAt else { return "it has not said what it runs" }
        if good.value.isInstalling { return "it says that it is still installing" }
        if hop.isReached(by: good.value) { return "it runs what was to be installed, and \(health(since: good.at))" }
        let runs = good.value.installed
        if runs == hop.from { return "it still runs \(runs.words)" }
        return "it runs \(runs.words), which is not what \(hop.package) leads to: somebody else has changed it"
    }

    private func health(since moment: Instant) -> String {
        let health = appliance.health
        if let trouble = health.trouble, trouble.at >= moment { return "does not say how it is (\(trouble.reason))" }
        guard let good = health.good, good.at >= moment else { return "nobody knows how it is" }
        return good.value.problems.isEmpty
            ? "said too late that it is well" : "is not well: \(good.value.problems.joined(separator: "; "))"
    }
}
