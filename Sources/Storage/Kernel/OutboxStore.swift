/// Work that was committed together with the intent that caused it, and that is done after.
///
/// A row is keyed by (subject, kind): there is at most one piece of each kind of work per subject. A worker claims rows
/// that are due by lease, performs the effect outside of any transaction, and finishes or reschedules. A crash in
/// between repeats the effect when the lease has run out; nothing is dropped. Times are microseconds since 1970 UTC.
public protocol OutboxStore {
    /// Asks for work, or replaces what was asked for before.
    ///
    /// A repeat takes the new body and due time, forgets the failed attempts, and raises the generation. If a worker
    /// holds the row at that moment, the new work waits until that worker has finished (or its lease has run out), so
    /// that two workers never act for one subject and kind at once; it is then claimable at its due time.
    func enqueue(subject: String, kind: String, dueAt: Int64, body: String, now: Int64) throws(StoreError)

    /// Takes up to `limit` rows that are due and that nobody holds, until `now + lease`.
    ///
    /// Kinds are served in the order given, within a kind the longest due first. No row is handed to two claimers.
    func claim(kinds: [String], limit: Int, now: Int64, lease: Int64) throws(StoreError) -> [ClaimedWork]

    /// Takes finished work out of the outbox and returns true.
    ///
    /// Returns false and deletes nothing if the lease went to another worker, the work was cancelled, or it was asked
    /// for again during the effect. In the last case the row is let go and the new work is claimable at its due time.
    func finish(_ claimed: ClaimedWork) throws(StoreError) -> Bool

    /// Lets the work go, to be done at `dueAt`, with one more attempt on its count; a `body` replaces the old one.
    ///
    /// Returns false and changes neither due time nor body in the cases in which ``finish(_:)`` returns false.
    func reschedule(_ claimed: ClaimedWork, dueAt: Int64, body: String?) throws(StoreError) -> Bool

    /// Lets several pieces go at once, each to be done at its own time, as ``reschedule(_:dueAt:body:)`` does.
    func rescheduleAll(_ work: [(claimed: ClaimedWork, dueAt: Int64, body: String?)]) throws(StoreError)

    /// Takes several finished pieces out at once, as ``finish(_:)`` does.
    func finishAll(_ claimed: [ClaimedWork]) throws(StoreError)

    /// Holds claimed work for longer, because its effect still goes on. False if the claim does not stand any more.
    func hold(_ claimed: ClaimedWork, until: Int64) throws(StoreError) -> Bool

    /// Takes work back that was asked for. Returns whether there was any. An effect under way is not stopped.
    func cancel(subject: String, kind: String) throws(StoreError) -> Bool

    /// When the next work of these kinds can be claimed, held work counting from the end of its lease. The past means
    /// now; nil means that there is none.
    func nextDue(kinds: [String]) throws(StoreError) -> Int64?

    /// The work that waits or is under way for a subject, by kind.
    func pending(subject: String) throws(StoreError) -> [PendingWork]
}

/// Work in the hands of a worker.
public struct ClaimedWork: Sendable, Hashable {
    /// Whom the work is for.
    public let subject: String
    /// What is to be done.
    public let kind: String
    /// Which request it serves; a repeat raises it.
    public let generation: Int64
    /// The number of this claim. A later claim of the same row has a higher one.
    public let fence: Int64
    /// How often it was tried and rescheduled before.
    public let attempts: Int64
    /// What the effect needs to know, as JSON.
    public let body: String
    /// When it became due.
    public let dueAt: Int64
    /// When it was first asked for.
    public let createdAt: Int64
    /// Until when nobody else may claim it.
    public let leaseUntil: Int64

    /// Makes claimed work of its parts. Only a claim gives numbers that finish anything.
    public init(
        subject: String, kind: String, generation: Int64, fence: Int64, attempts: Int64, body: String, dueAt: Int64,
        createdAt: Int64, leaseUntil: Int64
    ) {
        self.subject = subject
        self.kind = kind
        self.generation = generation
        self.fence = fence
        self.attempts = attempts
        self.body = body
        self.dueAt = dueAt
        self.createdAt = createdAt
        self.leaseUntil = leaseUntil
    }
}

/// Work in the outbox as seen by somebody who asks.
public struct PendingWork: Sendable, Hashable {
    /// Whom the work is for.
    public let subject: String
    /// What is to be done.
    public let kind: String
    /// Which request it serves; a repeat raises it.
    public let generation: Int64
    /// How often it was tried and rescheduled before.
    public let attempts: Int64
    /// What the effect needs to know, as JSON.
    public let body: String
    /// When it becomes or became due.
    public let dueAt: Int64
    /// When it was first asked for.
    public let createdAt: Int64
    /// Until when a worker holds it, or 0 while none does.
    public let leaseUntil: Int64
}
