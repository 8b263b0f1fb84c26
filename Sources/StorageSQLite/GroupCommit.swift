import GRDB
import Storage

/// Commits many units of work as one.
///
/// A commit costs one flush of the disk, however much it holds. So one thread takes whatever queued while the last
/// commit ran, without any timer: alone, a unit of work commits at once; under load, the batches grow by themselves.
/// Each unit of work runs in a savepoint of its own, and nobody is answered before the commit has returned.
enum GroupCommit {
    /// How many units of work one commit holds at most, so that the first of them does not wait too long.
    static let limit = 200

    /// Serves the queue until it is closed and empty.
    static func serve(_ queue: WorkQueue, on database: any DatabaseWriter) {
        while let batch = queue.take(limit) {
            database.writeWithoutTransaction { run(batch, on: SQLiteDriver($0)) }
            for item in batch { item.deliver() }
        }
    }

    /// Runs and commits a batch. If the commit, or the transaction on the way there, is lost, all of it has failed.
    private static func run(_ batch: [any WorkItem], on driver: SQLiteDriver) {
        do {
            try driver.execute("BEGIN IMMEDIATE")
            for item in batch { try run(item, on: driver) }
            try driver.execute("COMMIT")
        } catch {
            if !driver.isLost { try? driver.execute("ROLLBACK") }
            for item in batch where !item.hasFailed { item.fail(error) }
        }
    }

    /// Runs one unit of work. Its own error is its own matter; this throws when the whole batch is lost.
    private static func run(_ item: any WorkItem, on driver: SQLiteDriver) throws(StoreError) {
        try driver.execute("SAVEPOINT unit")
        item.run(on: driver)
        if driver.isLost {
            throw driver.lastFailure ?? StoreError.unavailable("the connection has left the transaction")
        }
        if item.hasFailed { try driver.execute("ROLLBACK TO SAVEPOINT unit") }
        try driver.execute("RELEASE SAVEPOINT unit")
    }
}
