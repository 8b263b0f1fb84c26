import RatchetCore
import SeededRandom

/// A fleet as a large organisation has it: 120 models, 40 versions of each platform, 5 policies. Half of it runs one of
/// the four newest versions, the rest anything; a few have no supervision or have not told what they can do, and most of
/// those on the newest version have its Background Security Improvement.
struct SampleFleet {
    let planner: Planner
    let plans: [[Plan]]
    let now: Instant
    private let platforms = SamplePlatform.all

    init() throws {
        let rows = try platforms.flatMap { try $0.rows() }
        planner = Planner(catalog: Catalog(revision: 1, rows: rows), notice: .standard)
        now = try Sample.moment("2026-04-01T12:00:00Z")
        let time = try Sample.time("19:00")
        let latest = try plan(1, "latest", .afterFirstSeen(days: 14, at: time))
        let minor = try plan(2, "latest-minor", .afterFirstSeen(days: 7, at: time), priority: 5)
        plans = [
            [latest], [minor], [latest, minor],
            [try plan(3, "latest-of-major:26", .fixed(try Sample.local("2026-05-01T18:00:00")))],
            [try plan(4, "26.4", .fixed(try Sample.local("2026-04-20T18:00:00")))],
        ]
    }

    /// So many devices, each with all that is known of it.
    func devices(_ count: Int) throws -> [DeviceFacts] {
        var random = SeededRandom(seed: 1)
        return try (0..<count).map { _ in
            let (platform, kind, version) = draw(&random)
            return try device(
                platform, platforms[platform].kinds[kind], platforms[platform].versions[version],
                Int.random(in: 0..<100, using: &random))
        }
    }

    /// So many devices as a planner sees them, drawn from the same mix.
    func facts(_ count: Int) throws -> (fleet: [PlanningFacts], table: FleetTable) {
        var (random, table, seen) = (SeededRandom(seed: 1), FleetTable(), [Int: [PlanningFacts]]())
        let policies = plans.map { table.number(plans: $0) }
        let fleet = try (0..<count).map { _ in
            let (platform, kind, version) = draw(&random)
            let percent = Int.random(in: 0..<100, using: &random)
            let policy = Int.random(in: 0..<policies.count, using: &random)
            let place = ((platform * 1000 + kind) * 100 + version) * 100 + percent
            if let known = seen[place] { return known[policy] }
            let device = try device(
                platform, platforms[platform].kinds[kind], platforms[platform].versions[version], percent)
            let facts = policies.map { table.facts(of: device, under: $0) }
            seen[place] = facts
            return facts[policy]
        }
        return (fleet, table)
    }

    /// The places of a platform, of one of its models, and of one of its versions.
    private func draw(_ random: inout SeededRandom) -> (platform: Int, kind: Int, version: Int) {
        let place = Int.random(in: 0..<120, using: &random)
        let platform = place < 50 ? 0 : place < 110 ? 1 : 2
        let isNew = Bool.random(using: &random)
        return (
            platform, place - [0, 50, 110][platform],
            isNew ? Int.random(in: 36..<40, using: &random) : Int.random(in: 0..<40, using: &random)
        )
    }

    private func device(_ platform: Int, _ kind: String, _ version: String, _ percent: Int) throws -> DeviceFacts {
        let evidence = Evidence(.statusReport, at: now, ref: "report")
        var facts = DeviceFacts(enrolment: .enrolled)
        facts.productName = platforms[platform].name == "macOS" ? "Mac14,7" : kind
        for observation: Observation in [
            .osVersion(try Sample.version(version)), .build(SamplePlatform.build(version)),
            .statusFeedKey(FeedKey(kind)), .supervised(percent != 0), .serialNumber("C02XY\(percent)"),
            .deviceName("A device"),
        ] { facts.observe(observation, evidence) }
        if version == platforms[platform].versions.last, percent >= 30 {
            facts.observe(.supplementalBuild("\(SamplePlatform.build(version))a"), evidence)
            facts.observe(.supplementalLetter("a"), evidence)
        }
        if percent != 1 { facts.observe(.capabilities(Sample.capabilities), evidence) }
        return facts
    }
}

private func plan(_ number: Int64, _ rule: String, _ deadline: DeadlineRule, priority: Int = 0) throws -> Plan {
    Plan(
        id: PlanID("plan-\(number)"), number: number, name: "Plan \(number)", rule: try Sample.rule(rule),
        scope: .everything, deadline: deadline, priority: priority,
        createdAt: try Sample.moment("2026-03-01T12:00:00Z"))
}
