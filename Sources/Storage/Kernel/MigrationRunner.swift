/// Brings a database to the schema that the program was written for.
///
/// Each migration runs in a transaction of its own and is recorded in the table `migration` in the same transaction.
/// A database that a newer program has migrated, or whose applied migrations differ from the program's in name, order
/// or text, is refused and left as it is.
package enum MigrationRunner {
    private static let createTable = """
        CREATE TABLE IF NOT EXISTS migration (
            position {int} NOT NULL PRIMARY KEY,
            name {text} NOT NULL UNIQUE,
            checksum {text} NOT NULL
        ) {strict}
        """
    private static let applied = SQLStatement("SELECT name, checksum FROM migration ORDER BY position")
    private static let record = SQLStatement("INSERT INTO migration (position, name, checksum) VALUES ($1, $2, $3)")

    /// Applies what is missing of `migrations`, in order. `driver` is outside of any transaction.
    package static func migrate(_ driver: any SQLDriver, _ migrations: [Migration]) throws(StoreError) {
        for setting in driver.dialect.beforeMigrations { try driver.execute(setting) }
        do {
            while try applyNext(driver, migrations) {}
        } catch {
            for setting in driver.dialect.afterMigrations { try? driver.execute(setting) }
            throw error
        }
        for setting in driver.dialect.afterMigrations { try driver.execute(setting) }
    }

    /// Applies the first migration that is missing, if any. Another server may be doing the same: the lock makes one
    /// of them wait and then see what the other has done.
    private static func applyNext(_ driver: any SQLDriver, _ migrations: [Migration]) throws(StoreError) -> Bool {
        try driver.execute(driver.dialect.migrationBegin)
        do {
            if let lock = driver.dialect.migrationLock { try driver.execute(lock) }
            try driver.execute(createTable)
            let position = try countApplied(driver, migrations)
            guard position < migrations.count else {
                try driver.execute("COMMIT")
                return false
            }
            try apply(migrations[position], at: position, driver)
            try driver.execute("COMMIT")
            return true
        } catch {
            try? driver.execute("ROLLBACK")
            throw error
        }
    }

    /// How many are applied, if those are the first of `migrations` and their text is the same.
    private static func countApplied(
        _ driver: any SQLDriver, _ migrations: [Migration]
    ) throws(StoreError) -> Int {
        let rows = try driver.execute(applied, [])
        for (position, row) in rows.enumerated() {
            let name = try row.text(0)
            guard let index = migrations.firstIndex(where: { $0.name == name }) else {
                throw StoreError.corrupt("the database has migration \(name), which only a newer program knows")
            }
            guard index == position else {
                throw StoreError.corrupt("the database has migration \(name) at another place than this program")
            }
            guard try row.text(1) == migrations[index].checksum else {
                throw StoreError.corrupt("migration \(name) was edited after the database had it applied")
            }
        }
        return rows.count
    }

    private static func apply(_ migration: Migration, at position: Int, _ driver: any SQLDriver) throws(StoreError) {
        do throws(StoreError) {
            for statement in migration.statements { try driver.execute(statement) }
            if let check = driver.dialect.foreignKeyCheck {
                let broken = try driver.execute(SQLStatement(check), [])
                if let first = broken.first {
                    throw StoreError.conflict("a foreign key of table \(try first.text(0)) points nowhere")
                }
            }
            let values: [SQLValue] = [.int(Int64(position)), .text(migration.name), .text(migration.checksum)]
            _ = try driver.execute(record, values)
        } catch {
            throw error.naming("migration \(migration.name)")
        }
    }
}

extension StoreError {
    /// The same error with its detail preceded by where it happened.
    fileprivate func naming(_ place: String) -> StoreError {
        let detail = "\(place): \(detail)"
        switch self {
        case .conflict: return .conflict(detail)
        case .busy: return .busy(detail)
        case .unavailable: return .unavailable(detail)
        case .full: return .full(detail)
        case .corrupt: return .corrupt(detail)
        }
    }
}
