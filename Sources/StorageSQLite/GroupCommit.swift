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
        // The writer has one connection, so the driver and the statements that it knows serve all batches.
        var driver: SQLiteDriver?
        while let batch = queue.take(limit) {
            database.writeWithoutTransaction { database in
                let driven = driver ?? SQLiteDriver(database)
                driver = driven
                driven.forgetFailure()
                run(batch, on: driven)
            }
            for item in batch { item.deliver() }
        }
    }

    private static let begin: SQLStatement = "BEGIN IMMEDIATE"
    private static let commit: SQLStatement = "COMMIT"
    private static let savepoint: SQLStatement = "SAVEPOINT unit"
    private static let release: SQLStatement = "RELEASE SAVEPOINT unit"

    /// Runs and commits a batch. If the commit, or the transaction on the way there, is lost, all of it has failed.
    private static func run(_ batch: [any WorkItem], on driver: SQLiteDriver) {
        do {
            _ = try driver.execute(begin, [])
            for item in batch { try run(item, on: driver) }
            _ = try driver.execute(commit, [])
        } catch {
            if !driver.isLost { try? driver.execute("ROLLBACK") }
            for item in batch where !item.hasFailed { item.fail(error) }
        }
    }

    /// Runs one unit of work. Its own error is its own matter; this throws when the whole batch is lost.
    private static func run(_ item: any WorkItem, on driver: SQLiteDriver) throws(StoreError) {
        _ = try driver.execute(savepoint, [])
        item.run(on: driver)
        if driver.isLost {
            throw driver.lastFailure ?? StoreError.unavailable("the connection has left the transaction")
        }
        if item.hasFailed { try driver.execute("ROLLBACK TO SAVEPOINT unit") }
        _ = try driver.execute(release, [])
    }
}
