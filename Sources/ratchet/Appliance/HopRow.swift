import AdminAPI

/// One hop of a drawn way: what it is, how it stands, and when.
struct HopRow {
    enum State: String {
        case done, failed, next
        case underWay = "under way"
        case soak
        case toCome = "to come"

        var tone: Tone? {
            switch self {
            case .done: .good
            case .failed: .bad
            case .underWay, .soak: .waiting
            case .next: .strong
            case .toCome: nil
            }
        }
    }

    /// Nil for a soak.
    var number: Int?
    var package: String
    var packageClass: String?
    var to: String?
    var state: State
    var words: String

    static func table(_ rows: [HopRow]) -> TextTable {
        var table = TextTable(
            [">HOP", "PACKAGE", "CLASS", "TO", "STATE", "WHEN (UTC)"], flexible: 5, wraps: true, spare: [2, 3])
        for row in rows {
            table.add(
                [
                    row.number.map(String.init) ?? "", row.package, row.packageClass ?? "", row.to ?? "",
                    row.state.rawValue, row.words,
                ], tones: row.state.tone.map { [4: $0] } ?? [:])
        }
        return table
    }
}

/// What each hop costs the people who work with the appliance (G4).
enum ImpactTable {
    static func table(_ hops: [UpgradeHopResource]) -> TextTable {
        var table = TextTable(
            [">HOP", "PACKAGE", "CLASS", "FROM", "TO", ">AWAY", "RESTART", ">SESSIONS", ">USERS", "CLIENTS"],
            flexible: 1, spare: [2, 3])
        for hop in hops {
            let impact = hop.impact
            table.add([
                String(hop.number), hop.package, hop.packageClass, hop.before[hop.packageClass],
                hop.after[hop.packageClass], EstimateText.words(seconds: impact.unavailableSeconds),
                impact.restarts ? "yes" : "no", impact.sessionsClosed.map(String.init) ?? "?",
                impact.usersDisconnected.map(String.init) ?? "?", impact.clientsFollow ? "follow" : "stay",
            ])
        }
        return table
    }
}

/// When hops could be done at the earliest.
enum ForecastTable {
    static func table(_ forecast: ForecastResource) -> TextTable {
        var table = TextTable(
            ["PACKAGE", "START (UTC)", "END (UTC)", "SOAK UNTIL (UTC)", "WINDOW CLOSES (UTC)"], flexible: 0,
            spare: [4])
        for entry in forecast.entries {
            table.add([
                entry.package, Output.time(entry.startsAt), Output.time(entry.endsAt), Output.time(entry.soaksUntil),
                Output.time(entry.windowEnd),
            ])
        }
        return table
    }
}
