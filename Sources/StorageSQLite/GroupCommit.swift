import GRDB
import Storage

/// Commits many units of work as one.
///
/// A commit costs one flush of the disk, however much it holds. So one thread takes whatever queued while the last
/// commit ran, without any timer: alone, a unit of work commits at once; under load, the batches grow by themselves.
/// Nobody is answered before the commit has returned.
///
/// What a failed unit of work wrote must go, and what the others of its batch wrote must stay. Few batches have one, so
/// none gets a savepoint of its own at first. Where one turns out to be needed, the batch is taken back and run again
/// with one for each; the batches that follow get theirs at once, until none of their units of work fails.
struct GroupCommit {
    /// How many units of work one commit holds at most, so that the first of them does not wait too long.
    static let limit = 200

    private let driver: SQLiteDriver
    private var savepoints = SavepointUse.assumed

    /// Serves the queue until it is closed and empty.
    static func serve(_ queue: WorkQueue, on database: any DatabaseWriter) {
        // The writer has one connection, so the driver and the statements that it knows serve all batches.
        var group: GroupCommit?
        while let batch = queue.take(limit) {
            database.writeWithoutTransaction { database in
                var driven = group ?? GroupCommit(driver: SQLiteDriver(database))
                driven.run(batch)
                group = driven
            }
            for item in batch { item.deliver() }
        }
    }

    private static let begin: SQLStatement = "BEGIN IMMEDIATE"
    private static let commit: SQLStatement = "COMMIT"
    private static let savepoint: SQLStatement = "SAVEPOINT unit"
    private static let release: SQLStatement = "RELEASE SAVEPOINT unit"

    /// Runs and commits a batch. If the commit, or the transaction on the way there, is lost, all of it has failed.
    private mutating func run(_ batch: [any WorkItem]) {
        driver.forgetFailure()
        do {
            _ = try driver.execute(Self.begin, [])
            if savepoints == .made || !runTogether(batch) {
                if savepoints == .assumed { try beginAgain() }
                try runOneByOne(batch)
            }
            _ = try driver.execute(Self.commit, [])
        } catch {
            if !driver.isLost { try? driver.execute("ROLLBACK") }
            for item in batch where !item.hasFailed { item.fail(error) }
        }
    }

    /// False as soon as one has failed that left something behind, or that needs its savepoints.
    private func runTogether(_ batch: [any WorkItem]) -> Bool {
        for item in batch {
            let before = driver.totalChanges
            item.run(on: driver, savepoints: .assumed)
            if driver.isLost || item.needsSavepoints || (item.hasFailed && driver.totalChanges != before) {
                return false
            }
        }
        return true
    }

    private func beginAgain() throws(StoreError) {
        if !driver.isLost { try driver.execute("ROLLBACK") }
        driver.forgetFailure()
        _ = try driver.execute(Self.begin, [])
    }

    private mutating func runOneByOne(_ batch: [any WorkItem]) throws(StoreError) {
        savepoints = .assumed
        for item in batch {
            try run(item)
            if item.hasFailed { savepoints = .made }
        }
    }

    /// Runs one unit of work. Its own error is its own matter; this throws when the whole batch is lost.
    private func run(_ item: any WorkItem) throws(StoreError) {
        _ = try driver.execute(Self.savepoint, [])
        item.run(on: driver, savepoints: .made)
        if driver.isLost {
            throw driver.lastFailure ?? StoreError.unavailable("the connection has left the transaction")
        }
        if item.hasFailed { try driver.execute("ROLLBACK TO SAVEPOINT unit") }
        _ = try driver.execute(Self.release, [])
    }
}
