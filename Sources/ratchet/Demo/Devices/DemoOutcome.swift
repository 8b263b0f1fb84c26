import FleetAudit

/// How the devices stood at the end.
struct DemoOutcome: Sendable {
    let standings: [DemoStanding]
    /// Devices on the newest release that there is for them.
    var newest = 0
    /// Breaches of the protocol by the server that the devices counted, with the last of them.
    var alarms = 0
    var lastAlarm: String?
    /// What the server said of each device, beside what is true; nil where they did not come so far.
    var audit: AuditReport?
    /// Whether a server answered to the end.
    var isServed = false

    var isGood: Bool { alarms == 0 && hasEnded && audit?.isGood ?? false }
    /// Every device ended as it could.
    var hasEnded: Bool { !standings.isEmpty && standings.allSatisfy(\.hasEnded) }
    /// A device to look at: one that has not ended as it could, else one that somebody could help.
    var troubled: DemoStanding? {
        let inTrouble = standings.filter { $0.trouble != nil }
        let telling = inTrouble.first { ["past-due", "blocked", "prepared"].contains($0.word) }
        return inTrouble.first { !$0.hasEnded } ?? telling ?? inTrouble.first
    }

    /// How many devices ended in each state.
    var counts: [String: Int] { standings.reduce(into: [:]) { $0[$1.word, default: 0] += 1 } }

    /// The counts as one JSON object.
    var json: String {
        let fields = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return "{\(fields.joined(separator: ","))}"
    }
}
