public import RatchetCore

/// Enforcements: at most one of a device is open.
public protocol EnforcementStore {
    /// The one that is not closed yet.
    func openEnforcement(of device: DeviceID) throws(StoreError) -> Enforcement?
    /// Inserts or updates.
    func save(_ enforcement: Enforcement) throws(StoreError)
    /// Newest first.
    func enforcements(of device: DeviceID, limit: Int) throws(StoreError) -> [Enforcement]
    /// The newest enforcement of each device that a plan ever had one on, by device.
    func enforcements(of plan: PlanID) throws(StoreError) -> [Enforcement]
    /// The states of those that are open, by device.
    func openEnforcementStates() throws(StoreError) -> [DeviceID: EnforcementState]
    /// How many are open, by state.
    func openEnforcementCounts() throws(StoreError) -> [EnforcementState: Int]
    /// Some of those that are in a state.
    func enforcements(in state: EnforcementState, limit: Int) throws(StoreError) -> [Enforcement]
    /// How many live targets there are to each deadline that a clock anywhere has still ahead of it at a moment, the earliest
    /// deadlines first.
    func liveDeadlines(after now: Instant, limit: Int) throws(StoreError) -> [DeadlineCount]
    /// How many a plan has, by plan, state and outcome.
    func enforcementCountsByPlan() throws(StoreError) -> [PlanEnforcementCount]
    /// How far each device came for which a plan ever had an enforcement, by the newest one.
    func progress(of plan: PlanID) throws(StoreError) -> [EnforcementProgress]
    /// Those that are open, and those that ended with the target reached.
    func openAndDoneEnforcements() throws(StoreError) -> [Enforcement]
}

/// How many enforcements of one plan are in one state.
public struct PlanEnforcementCount: Sendable, Equatable {
    public let plan: PlanID
    public let state: EnforcementState
    /// Nil while they have not ended.
    public let outcome: EnforcementOutcome?
    public let count: Int
}

/// How many devices have the same deadline ahead.
public struct DeadlineCount: Sendable, Equatable {
    public let deadline: LocalDateTime
    public let count: Int

    public init(deadline: LocalDateTime, count: Int) { (self.deadline, self.count) = (deadline, count) }
}

enum EnforcementSQL {
    /// - Parameter device: an expression for the device's id.
    static func open(of device: String) -> String {
        "SELECT document FROM enforcement WHERE device_id = \(device) AND state <> 'closed'"
    }
    static let open = SQLStatement(open(of: "$1"))
    static let save = SQLStatement(
        """
        INSERT INTO enforcement (id, device_id, plan_id, state, outcome, planned_at, document, furthest, done_at, deadline)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (id) DO UPDATE SET plan_id = excluded.plan_id, state = excluded.state, outcome = excluded.outcome,
            document = excluded.document, deadline = excluded.deadline,
            furthest = CASE WHEN excluded.furthest > enforcement.furthest THEN excluded.furthest
                ELSE enforcement.furthest END,
            done_at = COALESCE(enforcement.done_at, excluded.done_at)
        """)
    static let ofDevice = SQLStatement(
        "SELECT document FROM enforcement WHERE device_id = $1 ORDER BY planned_at DESC, id DESC LIMIT $2")
    static let ofPlan = SQLStatement(
        "SELECT document FROM enforcement WHERE plan_id = $1 ORDER BY device_id, planned_at DESC, id DESC")
    static let progress = SQLStatement(
        """
        SELECT device_id, state, furthest, done_at, deadline FROM enforcement WHERE plan_id = $1
        ORDER BY device_id, planned_at DESC, id DESC
        """)
    static let openStates = SQLStatement(
        "SELECT device_id, state FROM enforcement WHERE state <> 'closed' ORDER BY device_id")
    static let counts = SQLStatement(
        "SELECT state, COUNT(*) AS open FROM enforcement WHERE state <> 'closed' GROUP BY state ORDER BY state")
    static let inState = SQLStatement("SELECT document FROM enforcement WHERE state = $1 ORDER BY id LIMIT $2")
    static let liveDeadlines = SQLStatement(
        """
        SELECT deadline, COUNT(*) AS devices FROM enforcement
        WHERE state NOT IN ('closed', 'done', 'withdrawn') AND deadline > $1
        GROUP BY deadline ORDER BY deadline LIMIT $2
        """)
    static let countsByPlan = SQLStatement(
        """
        SELECT plan_id, state, outcome, COUNT(*) AS enforcements FROM enforcement
        GROUP BY plan_id, state, outcome ORDER BY plan_id, state, outcome
        """)
    static let openAndDone = SQLStatement(
        "SELECT document FROM enforcement WHERE state <> 'closed' OR outcome = 'done' ORDER BY id")
    static let all = [
        open, save, ofDevice, ofPlan, progress, openStates, counts, inState, liveDeadlines, countsByPlan, openAndDone,
    ]
}

extension StoreTransaction: EnforcementStore {
    public func openEnforcement(of device: DeviceID) throws(StoreError) -> Enforcement? {
        try run(EnforcementSQL.open, [.text(device.text)]).first.map(Enforcement.init)
    }

    public func save(_ enforcement: Enforcement) throws(StoreError) {
        try write(
            EnforcementSQL.save,
            [
                .text(enforcement.id.text), .text(enforcement.device.text), .text(enforcement.plan.text),
                .text(enforcement.state.rawValue), .optional(enforcement.outcome?.rawValue),
                .int(enforcement.plannedAt.microseconds),
                .text(EnforcementDocument(enforcement).text),
                .int(Int64(enforcement.station.rawValue)), .optional(enforcement.doneAt?.microseconds),
                .text(enforcement.deadline.description),
            ])
    }

    public func enforcements(of device: DeviceID, limit: Int) throws(StoreError) -> [Enforcement] {
        try run(EnforcementSQL.ofDevice, [.text(device.text), .int(Int64(limit))]).map(Enforcement.init)
    }

    public func enforcements(of plan: PlanID) throws(StoreError) -> [Enforcement] {
        var newest: [Enforcement] = []
        for row in try run(EnforcementSQL.ofPlan, [.text(plan.text)]) {
            let enforcement = try Enforcement(row)
            if newest.last?.device != enforcement.device { newest.append(enforcement) }
        }
        return newest
    }

    public func progress(of plan: PlanID) throws(StoreError) -> [EnforcementProgress] {
        var newest: [EnforcementProgress] = []
        for row in try run(EnforcementSQL.progress, [.text(plan.text)]) {
            let device = DeviceID(try row.text(0))
            if newest.last?.device != device { newest.append(try EnforcementProgress(device, row)) }
        }
        return newest
    }

    public func openEnforcementStates() throws(StoreError) -> [DeviceID: EnforcementState] {
        var states: [DeviceID: EnforcementState] = [:]
        for row in try run(EnforcementSQL.openStates) {
            guard let state = EnforcementState(rawValue: try row.text(1)) else {
                throw StoreError.corrupt("an enforcement is in an unknown state")
            }
            states[DeviceID(try row.text(0))] = state
        }
        return states
    }

    public func openEnforcementCounts() throws(StoreError) -> [EnforcementState: Int] {
        var counts: [EnforcementState: Int] = [:]
        for row in try run(EnforcementSQL.counts) {
            if let state = EnforcementState(rawValue: try row.text(0)) { counts[state] = Int(try row.int(1)) }
        }
        return counts
    }

    public func enforcements(in state: EnforcementState, limit: Int) throws(StoreError) -> [Enforcement] {
        try run(EnforcementSQL.inState, [.text(state.rawValue), .int(Int64(limit))]).map(Enforcement.init)
    }

    public func liveDeadlines(after now: Instant, limit: Int) throws(StoreError) -> [DeadlineCount] {
        // What the clock that is farthest behind shows; the text of a deadline sorts as its time does.
        let farthestBehind = LocalDateTime(utc: now - LocalDateTime.farthestBehind).description
        return try run(EnforcementSQL.liveDeadlines, [.text(farthestBehind), .int(Int64(limit))]).map {
            row throws(StoreError) in
            guard let deadline = LocalDateTime(try row.text(0)) else {
                throw StoreError.corrupt("an enforcement's deadline is none")
            }
            return DeadlineCount(deadline: deadline, count: Int(try row.int(1)))
        }
    }

    public func enforcementCountsByPlan() throws(StoreError) -> [PlanEnforcementCount] {
        try run(EnforcementSQL.countsByPlan).map { row throws(StoreError) in
            guard let state = EnforcementState(rawValue: try row.text(1)) else {
                throw StoreError.corrupt("an enforcement is in an unknown state")
            }
            return PlanEnforcementCount(
                plan: PlanID(try row.text(0)), state: state,
                outcome: try row.optionalText(2).flatMap(EnforcementOutcome.init(rawValue:)),
                count: Int(try row.int(3)))
        }
    }

    public func openAndDoneEnforcements() throws(StoreError) -> [Enforcement] {
        try run(EnforcementSQL.openAndDone).map(Enforcement.init)
    }
}

extension Enforcement {
    init(_ row: SQLRow) throws(StoreError) {
        self = try EnforcementDocument(text: try row.text(0)).enforcement()
    }
}
