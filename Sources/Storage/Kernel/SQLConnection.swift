/// A connection inside one unit of work: all that a domain store may ask of an engine.
///
/// It belongs to the closure that received it and is dead when that closure has returned. Both engines keep the same
/// rules, so that code which is right on one is right on the other:
///
/// - a statement that throws spoils the unit of work: every later statement throws the same error, and the unit of work
///   fails with it even if the closure swallowed it. Only a ``savepoint(_:)`` around the statement heals;
/// - rows are complete before `run` returns; nothing streams;
/// - the number of parameters given is the number that the statement takes.
public protocol SQLConnection: AnyObject {
    /// Runs one statement and returns its rows.
    @discardableResult
    func run(_ statement: SQLStatement, _ parameters: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// Runs several statements in order, none of which needs what another answers, and returns the rows of each. An engine
    /// that is far away is asked once for all of them. Throws at the first that fails.
    func runAll(_ requests: [SQLRequest]) throws(StoreError) -> [[SQLRow]]

    /// Runs one statement once per list of parameters, in order, for what it writes alone.
    ///
    /// An engine may hold it back until something is asked of it again, or until the end of the savepoint or of the unit of
    /// work, whichever is first; a failure is thrown there. ``changes`` says nothing of it.
    func write(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError)

    /// How many rows the last ``run(_:_:)`` inserted, updated or deleted, or all runs of the last
    /// ``runEach(_:_:)`` together; 0 after a statement that only reads.
    var changes: Int { get }

    /// Runs `body`; when it throws, takes back what was written since, and throws the same error.
    ///
    /// Savepoints nest. A statement error that `body` swallowed is thrown here all the same. The first run of a unit of work may
    /// only assume its savepoints: then what throws here fails that run, and another one, which makes them, is what counts.
    func savepoint<R>(_ body: () throws -> R) throws -> R

    /// Runs one statement once per list of parameters, in order, and throws at the first that fails.
    ///
    /// This is how a batch is written. Rows that a statement returns are dropped.
    func runEach(_ statement: SQLStatement, _ parameters: [[SQLValue]]) throws(StoreError)

    /// Prepares a statement without running it and says what it takes and gives.
    func describe(_ statement: SQLStatement) throws(StoreError) -> StatementDescription
}
