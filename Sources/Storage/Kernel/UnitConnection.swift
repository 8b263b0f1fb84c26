/// The connection of one unit of work: the rules that both engines keep, on top of an engine's driver whose transaction
/// is open. A closure that kept it beyond its time can't use it any more.
package final class UnitConnection: SQLConnection {
    private let driver: any SQLDriver
    private let savepoints: SavepointUse
    /// Called when a savepoint is assumed.
    private let noteAssumption: () -> Void
    private var failure: StoreError?
    private var depth = 0
    private var hasEnded = false

    package private(set) var changes = 0

    private init(_ driver: any SQLDriver, _ savepoints: SavepointUse, _ noteAssumption: @escaping () -> Void) {
        (self.driver, self.savepoints, self.noteAssumption) = (driver, savepoints, noteAssumption)
    }

    /// Runs one unit of work, without its commit: its error is thrown, and so is one that it swallowed.
    ///
    /// - Parameter noteAssumption: called when it comes to a savepoint that is only assumed.
    package static func run<Outcome>(
        _ work: (inout StoreTransaction) throws -> Outcome, on driver: any SQLDriver,
        _ savepoints: SavepointUse = .made, noteAssumption: @escaping () -> Void = {}
    ) throws -> Outcome {
        let connection = UnitConnection(driver, savepoints, noteAssumption)
        defer { connection.hasEnded = true }
        var transaction = StoreTransaction(connection: connection)
        let outcome = try work(&transaction)
        try connection.requireSound()
        return outcome
    }

    package func run(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try guarded { () throws(StoreError) in
            try requireStorable(parameters)
            return try driver.execute(statement, parameters)
        }
    }

    package func runEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try guarded { () throws(StoreError) in
            for list in parameters { try requireStorable(list) }
            try driver.executeEach(statement, parameters)
        }
    }

    package func runAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]] {
        try guarded { () throws(StoreError) in
            for request in requests { try requireStorable(request.parameters) }
            return try driver.executeAll(requests)
        }
    }

    package func write(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError) {
        try guarded { () throws(StoreError) in
            for list in parameters { try requireStorable(list) }
            try driver.write(statement, parameters)
        }
    }

    package func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription {
        try guarded { () throws(StoreError) in try driver.describe(statement) }
    }

    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        switch savepoints {
        case .assumed: try assumed(body)
        case .made: try made(body)
        }
    }

    /// An error here can't be healed: it spoils the unit of work, which is then run again.
    private func assumed<R>(_ body: () throws -> R) throws -> R {
        noteAssumption()
        do {
            let result = try body()
            try requireSound()
            return result
        } catch {
            failure = failure ?? .unavailable("a savepoint is needed that was not made")
            throw error
        }
    }

    private func made<R>(_ body: () throws -> R) throws -> R {
        depth += 1
        defer { depth -= 1 }
        let name = Savepoint(depth)
        try write(name.begin, [[]])
        do {
            let result = try body()
            try requireSound()
            // With it goes what was held back, which fails here if it does.
            _ = try run(name.release, [])
            return result
        } catch {
            try undo(to: name, after: error)
            throw error
        }
    }

    /// Takes the savepoint's writes back. If that can't be done, the unit of work stays spoilt, by what went wrong first:
    /// perhaps something from before the savepoint that was held back until then.
    private func undo(to name: Savepoint, after first: any Error) throws {
        if driver.isLost { return }
        let spoilt = failure
        failure = nil
        do {
            _ = try run(name.rollBack, [])
            _ = try run(name.release, [])
        } catch {
            failure = spoilt ?? error
            throw spoilt ?? error
        }
    }

    private func requireSound() throws(StoreError) {
        if let failure { throw failure }
    }

    private func guarded<R>(_ body: () throws(StoreError) -> R) throws(StoreError) -> R {
        if hasEnded { throw StoreError.unavailable("the unit of work has ended") }
        try requireSound()
        do {
            let result = try body()
            changes = driver.changes
            return result
        } catch {
            failure = error
            throw error
        }
    }

    private func requireStorable(_ parameters: [SQLValue]) throws(StoreError) {
        for (index, value) in parameters.enumerated() where !value.isStorable {
            throw StoreError.corrupt("parameter $\(index + 1) is a text that holds U+0000")
        }
    }
}

/// The statements of a savepoint, which is named after how many it is within.
private struct Savepoint {
    let begin: SQLStatement
    let release: SQLStatement
    let rollBack: SQLStatement

    init(_ depth: Int) {
        begin = SQLStatement("SAVEPOINT inner\(depth)")
        release = SQLStatement("RELEASE SAVEPOINT inner\(depth)")
        rollBack = SQLStatement("ROLLBACK TO SAVEPOINT inner\(depth)")
    }
}
