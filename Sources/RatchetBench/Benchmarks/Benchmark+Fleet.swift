import RatchetCore

extension Benchmark {
    static let fleet = [takingIn, grouping, targeting, newRelease, decision]

    private static let million = 1_000_000

    /// Texts into numbers, where devices are loaded.
    private static let takingIn = Benchmark(name: "take devices in", unit: "device", units: 20_000) {
        let sample = try SampleFleet()
        let devices = try sample.devices(20_000)
        return {
            var table = FleetTable()
            let policy = table.number(plans: sample.plans[0])
            return devices.reduce(0) { max($0, Int(table.facts(of: $1, under: policy).situation)) }
        }
    }

    private static let grouping = Benchmark(name: "group 1,000,000", unit: "device", units: million) {
        let (fleet, _) = try SampleFleet().facts(million)
        return { FleetGroups(fleet).groups.count }
    }

    /// The goal of docs/performance.md.
    private static let targeting = Benchmark(name: "group and target 1,000,000", unit: "device", units: million) {
        let sample = try SampleFleet()
        let (fleet, table) = try sample.facts(million)
        return {
            let groups = FleetGroups(fleet)
            return devicesWithTarget(groups.groups, table, sample)
        }
    }

    /// Only the groups that a release for one kind of device concerns.
    private static let newRelease = Benchmark(name: "target after a new release", unit: "device", units: million) {
        let sample = try SampleFleet()
        let (fleet, table) = try sample.facts(million)
        let groups = FleetGroups(fleet)
        return {
            let concerned = groups.concerned(by: [FeedKey("J414AP")], in: table)
            return devicesWithTarget(concerned, table, sample)
        }
    }

    private static let decision = Benchmark(name: "decide one device", unit: "device", units: 2000) {
        let sample = try SampleFleet()
        let devices = try sample.devices(2000)
        return {
            devices.reduce(0) { count, device in
                let judgement = sample.planner.decide(plans: sample.plans[0], for: device, now: sample.now)
                if case .wants = judgement { return count + 1 }
                return count
            }
        }
    }

    static func devicesWithTarget(_ groups: [FleetGroups.Group], _ table: FleetTable, _ sample: SampleFleet)
        -> Int
    {
        groups.reduce(0) { count, group in
            if case .wants = sample.planner.decide(group, of: table, now: sample.now) {
                count + group.count
            } else {
                count
            }
        }
    }
}
