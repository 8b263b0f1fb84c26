import FleetSimulator

/// What is said of a fleet when its run is over: who is not where it should be, what went over the wire, and what was fetched.
struct SimulationSummary {
    private let devices: [DeviceSummary]
    private let progress: FleetProgress

    /// Of more devices than this only kinds are named, each with how many there are and one of them.
    private static let mostNamed = 40

    init(_ progress: FleetProgress) {
        (self.progress, devices) = (progress, progress.devices)
    }

    func lines(width: Int) -> [String] {
        let updated = "\(progress.updated) of \(devices.count) devices updated; stopped."
        return unfinished(width) + [updated] + [""] + wire(width) + ["", progress.fetchedUpdates]
    }

    /// Whoever is not where it should be.
    private func unfinished(_ width: Int) -> [String] {
        let left = devices.filter { SimulationSummary.isWorthALine($0) }
        guard left.count > SimulationSummary.mostNamed else {
            return left.map { device in
                let alarm = device.lastAlarm.map { " (alarm: \($0))" } ?? ""
                let what = SimulationSummary.word(for: device) + alarm
                return Terminal.printable("\(device.name)  \(device.platform) \(device.osVersion)  \(what)")
            }
        }
        let kinds = Dictionary(grouping: left, by: SimulationSummary.word).sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        var table = TextTable([">devices", "not updated because", "one of them"], flexible: 1)
        for (word, devices) in kinds { table.add(["\(devices.count)", word, devices.first?.name]) }
        return table.lines(width: width) + [""]
    }

    private static func isWorthALine(_ device: DeviceSummary) -> Bool {
        device.reason != nil || device.alarms > 0 || ![.idle, .finished].contains(device.truth.kind)
    }

    /// What it waits for now, else why it does not go on: a failure may be one that it has left behind.
    private static func word(for device: DeviceSummary) -> String {
        switch device.truth.kind {
        case .offline, .lowBattery, .noPower, .noNetwork, .userDecides, .agreedTonight, .passcodeNotEntered,
            .tokenMissing:
            device.truth.kind.rawValue
        default: device.reason ?? device.truth.kind.rawValue
        }
    }

    /// A table of the requests, in milliseconds.
    private func wire(_ width: Int) -> [String] {
        let traffic = progress.traffic
        guard traffic.all.count > 0 else { return ["No request was sent."] }
        var table = TextTable(
            ["request", ">count", ">p50 ms", ">p95 ms", ">p99 ms", ">longest ms", "came to nothing"], flexible: 6)
        for row in traffic.rows + [traffic.all, traffic.waits] { table.add(SimulationSummary.cells(of: row)) }
        let rate = "\(SimulationSummary.short(traffic.rateMean)) requests a second on average."
        return table.lines(width: width) + [rate]
    }

    private static func cells(of row: TrafficFigures.Row) -> [String?] {
        let failures = row.failures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return [
            row.kind, "\(row.count)", short(row.p50), short(row.p95), short(row.p99), short(row.longest),
            failures.isEmpty ? nil : failures.joined(separator: ", "),
        ]
    }

    /// One digit after the point below a hundred, none above.
    static func short(_ number: Double) -> String {
        guard number < 100 else { return "\(Int(number.rounded()))" }
        return "\((number * 10).rounded() / 10)"
    }
}
