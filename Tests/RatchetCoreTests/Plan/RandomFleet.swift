import RatchetCore
import SeededRandom
import Testing

/// Devices, plans and a catalog drawn from few values, so that many devices are alike and many are nearly so.
struct RandomFleet {
    struct Member {
        var facts: DeviceFacts
        var plans: [Plan]
        var current: Enforcement?
    }

    let rows: [CatalogRow]
    let members: [Member]
    let now: Instant
    private static let kinds = ["J413AP", "VMA2MACOSAP", "iPhone17,1", "iPad16,1"]
    private static let versions = ["26.4", "26.3.1", "26.3", "26", "26.0", "15.7.5", "15.7", "14.1"]

    init(seed: UInt64, devices: Int = 300) throws {
        var random = SeededRandom(seed: seed)
        now = try moment("2026-03-31T12:00:00Z")
        rows = try (0..<40).map { _ in try RandomFleet.row(&random) }
        let now = now
        let plans = try (1...6).map { try RandomFleet.plan($0, at: now, &random) }
        // Few of each in one fleet, so that its groups are large; other fleets have others.
        let policies = (0..<3).map { _ in plans.filter { _ in Bool.random(using: &random) } }
        let versions = (0..<3).map { _ in one(of: RandomFleet.versions, &random) }
        let kinds = (0..<2).map { _ in one(of: RandomFleet.kinds, &random) }
        members = try (0..<devices).map { number in
            Member(
                facts: try RandomFleet.device(number, one(of: kinds, &random), one(of: versions, &random), &random),
                plans: one(of: policies, &random),
                current: try RandomFleet.enforcement(number, Array(plans.prefix(2)), &random))
        }
    }

    func planner(_ other: [CatalogRow]? = nil) -> Planner {
        Planner(catalog: Catalog(revision: 1, rows: other ?? rows), notice: .standard)
    }

    /// The fleet as a planner sees it.
    func groups() -> (groups: FleetGroups, table: FleetTable) {
        var table = FleetTable()
        let fleet = members.map { member in
            let policy = table.number(plans: member.plans, current: member.current)
            return table.facts(of: member.facts, under: policy)
        }
        return (FleetGroups(fleet), table)
    }

    /// What is said of one device alone.
    func answer(_ device: UInt32, _ planner: Planner) -> PlanJudgement {
        let member = members[Int(device)]
        return planner.decide(plans: member.plans, for: member.facts, current: member.current, now: now).shared
    }

    /// Some rows of one kind of device come, go missing, come back or are gone; the dates of others move.
    func changedRows(seed: UInt64) throws -> [CatalogRow] {
        var random = SeededRandom(seed: seed)
        let kind = FeedKey(one(of: RandomFleet.kinds, &random))
        var changed = rows.compactMap { row in
            var row = row
            row.postingDate = CivilDate(daysSince1970: Int64.random(in: 20_000..<21_000, using: &random))
            guard row.device == kind else { return row }
            if Bool.random(using: &random) { row.isPresent.toggle() }
            if Bool.random(using: &random) { row.isGone.toggle() }
            return Int.random(in: 0..<4, using: &random) == 0 ? nil : row
        }
        changed.append(try RandomFleet.row(&random, kind: kind.text))
        return changed
    }

    private static func row(_ random: inout SeededRandom, kind: String? = nil) throws -> CatalogRow {
        let kind = kind ?? one(of: Array(kinds.prefix(3)), &random)
        let text = one(of: ["26.4", "26.3.1", "26.3", "26.0", "15.7.5", "15.7"], &random)
        let letter = Int.random(in: 0..<4, using: &random) == 0 ? one(of: ["a", "b"], &random) : nil
        var drawn = try RatchetCoreTests.row(
            text, text.filter(\.isNumber) + one(of: ["B", "C"], &random) + (letter ?? ""), for: kind,
            list: one(of: [.assets, .assets, .publicAssets], &random), bsi: letter, on: text.filter(\.isNumber) + "B",
            expires: one(of: ["2026-06-29", "2026-03-30", nil], &random),
            firstSeen: one(of: ["2026-03-24T12:00:00Z", "2026-03-30T12:00:00Z"], &random),
            isPresent: Int.random(in: 0..<4, using: &random) > 0)
        drawn.isGone = !drawn.isPresent && Bool.random(using: &random)
        return drawn
    }

    private static func plan(_ number: Int64, at now: Instant, _ random: inout SeededRandom) throws -> Plan {
        let rules = ["latest", "latest-minor", "latest-of-major:15", "26.3.1", "26.4:264C", "26.4:264Ba", "26.9"]
        let deadlines: [DeadlineRule] = [
            .fixed(try local("2026-04-20T18:00:00")), .fixed(try local("2026-04-01T18:00:00")),
            .afterFirstSeen(days: 7, at: try #require(LocalTime("19:00"))),
        ]
        return Plan(
            id: PlanID("p\(number)"), number: number, name: "plan \(number)",
            rule: try #require(VersionRule(one(of: rules, &random))), scope: .everything,
            deadline: one(of: deadlines, &random), followsImprovements: Bool.random(using: &random),
            priority: Int.random(in: 0..<2, using: &random), urgentBecause: one(of: [nil, nil, "exploited"], &random),
            createdAt: now)
    }

    /// Much is drawn that decides nothing: it must not keep alike devices apart, nor bring others together.
    private static func device(
        _ number: Int, _ kind: String, _ text: String, _ random: inout SeededRandom
    ) throws -> DeviceFacts {
        let isUsual = Int.random(in: 0..<4, using: &random) > 0
        var facts = DeviceFacts(
            enrolment: isUsual ? .enrolled : one(of: [.enrolled, .authenticated, .checkedOut], &random),
            kind: isUsual ? .device : one(of: [.device, .user], &random))
        facts.productName = kind.hasPrefix("i") ? kind : one(of: ["Mac14,7", nil], &random)
        facts.isAwaitingConfiguration = !isUsual && Bool.random(using: &random)
        var said: [Observation?] = [
            .osVersion(try version(text)), .statusFeedKey(FeedKey(kind)),
            .supervised(isUsual || Bool.random(using: &random)),
            .capabilities(
                Capabilities(
                    declarationTypes: isUsual || Bool.random(using: &random) ? [Capabilities.enforcementType] : [],
                    statusItems: [])),
            one(of: [.build(text.filter(\.isNumber) + "B"), .build(text.filter(\.isNumber) + "C"), nil], &random),
            .serialNumber("C\(number)"),
            .deviceName("device \(number)"), .batteryLevel(Double.random(in: 0..<1, using: &random)),
            .passcodePresent(Bool.random(using: &random)),
        ]
        if Bool.random(using: &random) {
            said += [.supplementalBuild(text.filter(\.isNumber) + "Ba"), .supplementalLetter("a")]
        }
        if !isUsual, Bool.random(using: &random) { said[Int.random(in: 0..<5, using: &random)] = nil }
        for observation in said.compactMap(\.self) { facts.observe(observation, .report(Int64(number))) }
        return facts
    }

    private static func enforcement(
        _ number: Int, _ plans: [Plan], _ random: inout SeededRandom
    ) throws -> Enforcement? {
        guard Bool.random(using: &random) else { return nil }
        let target = Target(
            version: try version(one(of: ["26.4", "26.4", "26.3.1"], &random)),
            build: one(of: [nil, nil, "264Ba"], &random),
            isSecurityImprovement: Int.random(in: 0..<4, using: &random) == 0)
        let fresh = Enforcement(
            id: EnforcementID("e\(number)"), device: DeviceID("d\(number)"), plan: one(of: plans, &random).id,
            target: target, deadline: try local(one(of: ["2026-04-10T18:00:00", "2026-04-30T18:00:00"], &random)),
            detailsURL: nil, at: Evidence.report(Int64(number)).at)
        var snapshot = fresh.snapshot
        snapshot.state = one(of: [.planned, .offered, .installing, .withdrawn, .done], &random)
        return Enforcement(restoring: snapshot)
    }
}

/// One of a list that is not empty.
private func one<Value>(of values: [Value], _ random: inout SeededRandom) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
}
