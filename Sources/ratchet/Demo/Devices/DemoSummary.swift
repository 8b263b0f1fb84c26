import FleetAudit
import FleetSimulator
import Foundation
import RatchetCore

/// What is said when everything is over.
struct DemoSummary {
    let outcome: DemoOutcome
    let progress: FleetProgress

    /// Where the devices are, what it took, and whether the server said the truth.
    var lines: [String] {
        let sentences =
            [verdict, outcome.audit.map(\.sentence), progress.fetchedUpdates].compactMap(\.self) + disagreements
            + alarms
        return ["", "Where the \(Output.count(outcome.standings.count, "device")) ended:"] + ends + [""]
            + sentences.map { Terminal.wrapped($0) }
    }

    /// At most so many: one is enough to know that something is wrong.
    private static let mostDisagreements = 10

    private var disagreements: [String] {
        (outcome.audit?.disagreements ?? []).prefix(DemoSummary.mostDisagreements).map { "\($0.device): \($0.detail)" }
    }

    private var ends: [String] {
        let counts = outcome.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return counts.map { word, count in
            String(count).leftPadded(to: 6) + "  " + (DemoSummary.meanings[word].map { "\(word): \($0)" } ?? word)
        }
    }

    private var verdict: String {
        outcome.hasEnded
            ? "Every device that could finish did; every other one says why not."
            : "Not every device has ended as it could."
    }

    private var alarms: [String] {
        if outcome.alarms == 0 { return [] }
        let breaches = Output.count(outcome.alarms, "breach", "breaches")
        let last = outcome.lastAlarm ?? "unknown"
        return ["The devices saw \(breaches) of the protocol by the server, the last: \(last)"]
    }

    private static let meanings = [
        "done": "taken to the newest release",
        Reason.current.rawValue: "ran the newest release for it already",
        Reason.blocked.rawValue: "has failed too often; somebody has to act",
        Reason.prepared.rawValue: "ready to be installed; its user decides, until the deadline",
        Reason.pastDue.rawValue: "overdue; nobody enters the passcode",
        Reason.notSupervised.rawValue: "a Mac that is not supervised can't be told",
        Reason.userEnrolment.rawValue: "enrolled by its user; it can't be told",
        Reason.enforcementNotSupported.rawValue: "its system is too old to be told",
    ]
}

/// What to type next.
struct DemoSuggestions {
    let folder: DemoFolder
    let troubled: DemoStanding?
    /// Whether there is a server to ask.
    let hasServer: Bool

    var lines: [String] {
        let (call, server) = (Program.name, "--config \(folder.configuration.path)")
        let start =
            hasServer
            ? ["", "Look around, in another terminal:"]
            : [
                "", "To look around, start the server again:",
                "  \(call) serve --config \(folder.configuration.path)", "and ask it, in another terminal:",
            ]
        let number = troubled?.trouble?.number ?? 1
        let why = troubled?.trouble.map { "why \($0.title) is not current" } ?? "all about one device"
        return start + [
            "  \(call) plan show 1 \(server)", "      how far the first plan has come",
            "  \(call) devices --answer not-yet \(server)", "      who is not current yet, and why",
            "  \(call) explain \(number) \(server)", "      \(why)", "",
        ]
    }
}
