public import RatchetCore

/// A plan to be made; the store gives it its number.
public struct NewPlan: Sendable, Equatable {
    public let id: PlanID
    public let name: String
    public let rule: VersionRule
    public let scope: PlanScope
    public let deadline: DeadlineRule
    public let detailsURL: String?
    public let followsImprovements: Bool
    public let priority: Int
    public let urgentBecause: String?

    public init(
        id: PlanID, name: String, rule: VersionRule, scope: PlanScope, deadline: DeadlineRule, detailsURL: String?,
        followsImprovements: Bool = true, priority: Int, urgentBecause: String?
    ) {
        (self.id, self.name, self.rule, self.scope) = (id, name, rule, scope)
        (self.deadline, self.detailsURL) = (deadline, detailsURL)
        self.followsImprovements = followsImprovements
        (self.priority, self.urgentBecause) = (priority, urgentBecause)
    }
}

/// What a decision about a device rests on, beside what is known of it.
public struct PlanningBasis: Sendable, Equatable {
    /// The active plans that cover the device.
    public let plans: [Plan]
    public let catalogRevision: Int64
}

/// Plans and whom they are for.
public protocol PlanStore {
    func createPlan(_ plan: NewPlan, at now: Instant) throws(StoreError) -> Plan
    /// By id or number.
    func findPlan(_ word: String) throws(StoreError) -> Plan?
    /// Newest first.
    func plans() throws(StoreError) -> [Plan]
    /// The active plans that cover a device now.
    func activePlans(covering device: DeviceID) throws(StoreError) -> [Plan]
    /// What a decision about a device rests on now, beside what is known of it.
    func planningBasis(of device: DeviceID) throws(StoreError) -> PlanningBasis
    /// False if the plan is not active.
    func cancelPlan(_ id: PlanID, at now: Instant) throws(StoreError) -> Bool
    /// Asks for a new decision about every device that the plan covers.
    func replanDevices(of plan: Plan, at now: Instant) throws(StoreError)
    /// Asks for a new decision about every device of these kinds.
    func replanDevices(of kinds: Set<FeedKey>, at now: Instant) throws(StoreError)
    /// Asks for a new decision about every device.
    func replanAllDevices(at now: Instant) throws(StoreError)
}

enum PlanSQL {
    static let columns = """
        id, number, name, rule, scope, group_id, fixed_deadline, deadline_days, deadline_time, details_url, priority,
        urgent_because, created_at, state, cancelled_at, follows_improvements
        """
    static let insert = SQLStatement(
        """
        INSERT INTO plan (id, number, name, rule, scope, group_id, fixed_deadline, deadline_days, deadline_time,
            details_url, priority, urgent_because, created_at, follows_improvements, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'active')
        """)
    static let insertDevice = SQLStatement(
        "INSERT INTO plan_device (plan_id, device_id) VALUES ($1, $2) ON CONFLICT (plan_id, device_id) DO NOTHING")
    static let find = SQLStatement("SELECT \(columns) FROM plan WHERE id = $1 OR number = $2 ORDER BY number LIMIT 1")
    static let list = SQLStatement("SELECT \(columns) FROM plan ORDER BY number DESC")
    static let members = SQLStatement("SELECT device_id FROM plan_device WHERE plan_id = $1 ORDER BY device_id")
    /// - Parameter device: an expression for the device's id.
    static func covering(_ device: String) -> String {
        """
        SELECT \(columns) FROM plan WHERE state = 'active' AND (scope = 'everything'
            OR EXISTS (SELECT 1 FROM plan_device d WHERE d.plan_id = plan.id AND d.device_id = \(device))
            OR EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = plan.group_id AND m.device_id = \(device)))
        ORDER BY number
        """
    }
    static let covering = SQLStatement(covering("$1"))
    static let cancel = SQLStatement(
        "UPDATE plan SET state = 'cancelled', cancelled_at = $2 WHERE id = $1 AND state = 'active' RETURNING id")
    /// Work for each device that a plan covers now, or that it has an enforcement on.
    static let replanDevices = SQLStatement(
        """
        \(replanInto) FROM device, plan WHERE plan.id = $2 AND (plan.scope = 'everything'
            OR EXISTS (SELECT 1 FROM plan_device d WHERE d.plan_id = plan.id AND d.device_id = device.id)
            OR EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = plan.group_id AND m.device_id = device.id)
            OR EXISTS (SELECT 1 FROM enforcement e
                WHERE e.plan_id = plan.id AND e.device_id = device.id AND e.state <> 'closed'))
        \(replanAgain)
        """)
    static let replanKind = SQLStatement("\(replanInto) FROM device WHERE feed_key = $2 \(replanAgain)")
    static let replanAll = SQLStatement("\(replanInto) FROM device WHERE true \(replanAgain)")

    /// What `OutboxStore.enqueue` does, for as many devices as the rest of the statement selects.
    private static let replanInto = """
        INSERT INTO outbox (subject, kind, generation, due_at, lease_until, fence, attempts, body, created_at)
        SELECT device.id, '\(WorkKind.plan)', 1, CAST($1 AS BIGINT), 0, CAST($1 AS BIGINT), 0, '', CAST($1 AS BIGINT)
        """
    private static let replanAgain = """
        ON CONFLICT (subject, kind) DO UPDATE SET generation = outbox.generation + 1, due_at = excluded.due_at,
            attempts = 0, body = excluded.body
        """

    static let all = [
        insert, insertDevice, find, list, members, covering, cancel, replanDevices,
        replanKind, replanAll,
    ]
}

extension StoreTransaction: PlanStore {
    public func createPlan(_ plan: NewPlan, at now: Instant) throws(StoreError) -> Plan {
        let created = Plan(
            id: plan.id, number: try nextNumber("plan"), name: plan.name, rule: plan.rule, scope: plan.scope,
            deadline: plan.deadline, detailsURL: plan.detailsURL, followsImprovements: plan.followsImprovements,
            priority: plan.priority,
            urgentBecause: plan.urgentBecause, createdAt: now)
        try run(PlanSQL.insert, created.parameters)
        if case .devices(let devices) = plan.scope {
            try runEach(PlanSQL.insertDevice, devices.map { [.text(plan.id.text), .text($0.text)] })
        }
        return created
    }

    public func findPlan(_ word: String) throws(StoreError) -> Plan? {
        guard let row = try run(PlanSQL.find, [.text(word), .int(Int64(word) ?? -1)]).first else { return nil }
        return try plan(row)
    }

    public func plans() throws(StoreError) -> [Plan] {
        try run(PlanSQL.list).map { row throws(StoreError) in try plan(row) }
    }

    public func activePlans(covering device: DeviceID) throws(StoreError) -> [Plan] {
        try run(PlanSQL.covering, [.text(device.text)]).map { row throws(StoreError) in try Plan(row, members: [device])
        }
    }

    public func planningBasis(of device: DeviceID) throws(StoreError) -> PlanningBasis {
        let answers = try runAll([SQLRequest(PlanSQL.covering, [.text(device.text)]), SQLRequest(CatalogSQL.status)])
        return try PlanningBasis(plans: answers[0], catalog: answers[1], covering: device)
    }

    public func cancelPlan(_ id: PlanID, at now: Instant) throws(StoreError) -> Bool {
        try !run(PlanSQL.cancel, [.text(id.text), .int(now.microseconds)]).isEmpty
    }

    public func replanDevices(of plan: Plan, at now: Instant) throws(StoreError) {
        try run(PlanSQL.replanDevices, [.int(now.microseconds), .text(plan.id.text)])
    }

    public func replanDevices(of kinds: Set<FeedKey>, at now: Instant) throws(StoreError) {
        let keys = kinds.map(\.text).sorted()
        try runEach(PlanSQL.replanKind, keys.map { [.int(now.microseconds), .text($0)] })
    }

    public func replanAllDevices(at now: Instant) throws(StoreError) {
        try run(PlanSQL.replanAll, [.int(now.microseconds)])
    }

    private func plan(_ row: SQLRow) throws(StoreError) -> Plan {
        let members = try run(PlanSQL.members, [.text(try row.text(0))]).map { member throws(StoreError) in
            DeviceID(try member.text(0))
        }
        return try Plan(row, members: members)
    }
}

extension PlanningBasis {
    /// Who else a plan is for does not matter to the device that asks.
    init(plans: [SQLRow], catalog: [SQLRow], covering device: DeviceID) throws(StoreError) {
        guard let catalog = catalog.first else { throw StoreError.corrupt("the catalog's state is gone") }
        self.init(
            plans: try plans.map { row throws(StoreError) in try Plan(row, members: [device]) },
            catalogRevision: try catalog.int(0))
    }
}
