import RatchetCore
import Testing

@Suite("A fleet is judged by groups")
struct FleetGroupsTests {
    @Test(arguments: UInt64(1)...25)
    func `every device of a group gets the answer that it would get alone`(_ seed: UInt64) throws {
        let fleet = try RandomFleet(seed: seed)
        let (groups, table) = fleet.groups()
        let planner = fleet.planner()
        for group in groups.groups {
            let answer = planner.decide(group, of: table, now: fleet.now)
            for device in groups.devices(of: group) {
                #expect(fleet.answer(device, planner) == answer, "device \(device) of the fleet with seed \(seed)")
            }
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `a plan says of a situation what it says of every device in it`(_ seed: UInt64) throws {
        let fleet = try RandomFleet(seed: seed)
        let planner = fleet.planner()
        var table = FleetTable()
        for member in fleet.members {
            let number = table.number(of: member.facts)
            let situation = table.situation(number)
            for plan in member.plans {
                let alone = planner.judge(plan, for: member.facts, now: fleet.now).shared
                #expect(planner.judge(plan, for: situation, now: fleet.now) == alone)
            }
            #expect(situation.kind == member.facts.feedKey && situation.installed == member.facts.installed?.value)
            #expect(situation.isOpen == (DeviceGates.judge(member.facts) == .open))
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `every device is in one group, in the order of the fleet`(_ seed: UInt64) throws {
        let fleet = try RandomFleet(seed: seed)
        let (groups, _) = fleet.groups()
        let devices = groups.groups.flatMap { groups.devices(of: $0) }
        #expect(devices.sorted() == (0..<300).map(UInt32.init))
        #expect(groups.groups.allSatisfy { $0.count == groups.devices(of: $0).count })
        #expect(groups.groups.allSatisfy { groups.devices(of: $0).elementsEqual(groups.devices(of: $0).sorted()) })
        #expect(Set(groups.groups.map(\.facts)).count == groups.groups.count)
    }

    @Test func `what decides nothing keeps no devices apart`() throws {
        var table = FleetTable()
        let policy = table.number(plans: [])
        var other = try mac()
        other.observe(.osVersion(try version("26.3")), .report(9))
        other.observe(.serialNumber("C01"), .report(9))
        other.observe(.batteryLevel(0.5), .report(9))
        #expect(try table.facts(of: mac(), under: policy) == table.facts(of: other, under: policy))
    }

    @Test func `what decides something does`() throws {
        var table = FleetTable()
        let policy = table.number(plans: [])
        var (unsupervised, elsewhere, improved) = (try mac(), try mac(), try mac())
        unsupervised.observe(.supervised(false), .report(9))
        elsewhere.observe(.statusFeedKey(FeedKey("J700AP")), .report(9))
        improved.observe(.supplementalBuild("25D125a"), .report(9))
        let devices = try [mac(), mac(running: "26.4"), mac(build: "25D126"), unsupervised, elsewhere, improved]
        let fleet = devices.map { table.facts(of: $0, under: policy) }
        #expect(FleetGroups(fleet).groups.map(\.count) == [1, 1, 1, 1, 1, 1])
    }

    @Test func `a fleet without devices has no groups`() {
        #expect(FleetGroups([]).groups.isEmpty)
    }

    @Test func `a change of the catalog leaves the answers alone of groups that it does not concern`() throws {
        var (touched, untouched) = (0, 0)
        for seed in UInt64(1)...20 {
            let fleet = try RandomFleet(seed: seed)
            let rows = try fleet.changedRows(seed: seed)
            let (before, after) = (fleet.planner(), fleet.planner(rows))
            let (groups, table) = fleet.groups()
            let kinds = after.catalog.kindsConcerned(
                since: before.catalog, of: fleet.now.utcDate, on: fleet.now.utcDate)
            let concerned = Set(groups.concerned(by: kinds, in: table))
            for group in groups.groups where !concerned.contains(group) {
                let then = before.decide(group, of: table, now: fleet.now).withoutPostingDate
                #expect(after.decide(group, of: table, now: fleet.now).withoutPostingDate == then)
            }
            touched += concerned.count
            untouched += groups.groups.count - concerned.count
        }
        #expect(touched > 0 && untouched > touched, "\(touched) groups are concerned, \(untouched) are not")
    }
}

extension PlanJudgement {
    /// Apple stamps posting dates again and again; they decide nothing.
    fileprivate var withoutPostingDate: [String] {
        switch self {
        case .wants(let planned): [planned.plan.id.text, planned.target.name, "\(planned.deadline)"]
        case .rests(let verdict): [verdict.reason.rawValue] + verdict.details.map { "\($0.key)=\($0.value)" }.sorted()
        }
    }
}
