extension StoreTransaction: OutboxStore {
    public func enqueue(
        subject: String, kind: String, dueAt: Int64, body: String, now: Int64
    ) throws(StoreError) {
        try write(OutboxSQL.enqueue, [.text(subject), .text(kind), .int(dueAt), .text(body), .int(now)])
    }

    public func claim(kinds: [String], limit: Int, now: Int64, lease: Int64) throws(StoreError) -> [ClaimedWork] {
        var claimed: [ClaimedWork] = []
        let leaseUntil = now.addingReportingOverflow(lease)
        let until = leaseUntil.overflow ? Int64.max : leaseUntil.partialValue
        for kind in kinds where claimed.count < limit {
            let room = Int64(limit - claimed.count)
            let rows = try run(OutboxSQL.claim, [.text(kind), .int(now), .int(room), .int(until)])
            // RETURNING has no order of its own.
            var work: [ClaimedWork] = []
            for row in rows { work.append(try ClaimedWork(row)) }
            claimed += work.sorted { ($0.dueAt, $0.subject) < ($1.dueAt, $1.subject) }
        }
        return claimed
    }

    public func finish(_ claimed: ClaimedWork) throws(StoreError) -> Bool {
        try run(OutboxSQL.finish, claimed.key)
        if changes == 1 { return true }
        try run(OutboxSQL.letGo, claimed.key)
        return false
    }

    public func reschedule(_ claimed: ClaimedWork, dueAt: Int64, body: String?) throws(StoreError) -> Bool {
        try run(OutboxSQL.reschedule, claimed.key + [.int(dueAt), .optional(body)])
        if changes == 1 { return true }
        try run(OutboxSQL.letGo, claimed.key)
        return false
    }

    public func rescheduleAll(_ work: [(claimed: ClaimedWork, dueAt: Int64, body: String?)]) throws(StoreError) {
        try writeEach(
            OutboxSQL.reschedule, work.map { $0.claimed.key + [.int($0.dueAt), .optional($0.body)] })
        // Lets go of nothing but what was asked for again in the meantime.
        try writeEach(OutboxSQL.letGo, work.map(\.claimed.key))
    }

    public func finishAll(_ claimed: [ClaimedWork]) throws(StoreError) {
        try writeEach(OutboxSQL.finish, claimed.map(\.key))
        try writeEach(OutboxSQL.letGo, claimed.map(\.key))
    }

    public func hold(_ claimed: ClaimedWork, until: Int64) throws(StoreError) -> Bool {
        try run(OutboxSQL.hold, claimed.key + [.int(until)])
        return changes == 1
    }

    public func cancel(subject: String, kind: String) throws(StoreError) -> Bool {
        try run(OutboxSQL.cancel, [.text(subject), .text(kind)])
        return changes == 1
    }

    public func nextDue(kinds: [String]) throws(StoreError) -> Int64? {
        var next: Int64?
        for kind in kinds {
            for statement in [OutboxSQL.nextFree, OutboxSQL.nextHeld] {
                guard let due = try run(statement, [.text(kind)]).first?.optionalInt(0) else { continue }
                next = min(next ?? due, due)
            }
        }
        return next
    }

    public func pending(subject: String) throws(StoreError) -> [PendingWork] {
        var pending: [PendingWork] = []
        for row in try run(OutboxSQL.pending, [.text(subject)]) { pending.append(try PendingWork(row)) }
        return pending
    }
}

extension ClaimedWork {
    /// What proves that the claim still stands: parameters $1 to $4 of the finishing statements.
    fileprivate var key: [SQLValue] { [.text(subject), .text(kind), .int(fence), .int(generation)] }

    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(
            subject: try row.text(0), kind: try row.text(1), generation: try row.int(2), fence: try row.int(3),
            attempts: try row.int(4), body: try row.text(5), dueAt: try row.int(6), createdAt: try row.int(7),
            leaseUntil: try row.int(8))
    }
}

extension PendingWork {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(
            subject: try row.text(0), kind: try row.text(1), generation: try row.int(2), attempts: try row.int(3),
            body: try row.text(4), dueAt: try row.int(5), createdAt: try row.int(6), leaseUntil: try row.int(7))
    }
}
