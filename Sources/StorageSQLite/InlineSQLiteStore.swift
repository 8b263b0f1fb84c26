import GRDB
package import Storage

/// A store in memory whose units of work run where they are called: for a driver with one thread that can't wait, the
/// simulation. Each unit of work is its own transaction; the rules are those of ``SQLiteStore``.
package final class InlineSQLiteStore: Sendable {
    private let database: DatabaseQueue

    package init(inMemoryWith migrations: [Migration]) throws(StoreError) {
        database = try SQLiteFile.openInMemory()
        do {
            try database.writeWithoutTransaction { try MigrationRunner.migrate(SQLiteDriver($0), migrations) }
        } catch {
            throw SQLiteFailure.error(error)
        }
    }

    /// Runs one unit of work. It is committed when this returns, and leaves nothing when this throws.
    @discardableResult
    package func perform<Outcome>(_ work: (inout StoreTransaction) throws -> Outcome) throws -> Outcome {
        try database.writeWithoutTransaction { database in
            let driver = SQLiteDriver(database)
            try driver.execute("BEGIN IMMEDIATE")
            do {
                let outcome = try UnitConnection.run(work, on: driver)
                try driver.execute("COMMIT")
                return outcome
            } catch {
                if !driver.isLost { try driver.execute("ROLLBACK") }
                throw error
            }
        }
    }
}
