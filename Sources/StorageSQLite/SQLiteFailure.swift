import GRDB
import GRDBSQLite
import Storage

/// Turns what SQLite says into the store's own errors.
enum SQLiteFailure {
    /// The error for an extended result code. `message` is SQLite's own; it names tables and columns, never values.
    static func error(_ extended: Int32, _ message: String) -> StoreError {
        let detail = "\(message) (SQLite \(extended))"
        if extended == datatypeMismatch { return .corrupt(detail) }
        switch extended & 0xFF {
        case SQLITE_CONSTRAINT:
            return .conflict(detail)
        case SQLITE_BUSY, SQLITE_LOCKED:
            return .busy(detail)
        case SQLITE_FULL:
            return .full(detail)
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_NOMEM, SQLITE_PROTOCOL,
            SQLITE_INTERRUPT, SQLITE_MISUSE:
            return .unavailable(detail)
        default:
            return .corrupt(detail)
        }
    }

    /// The error for whatever opening or preparing threw.
    static func error(_ error: any Error) -> StoreError {
        if let error = error as? StoreError { return error }
        guard let error = error as? DatabaseError else { return .unavailable("\(type(of: error))") }
        return self.error(error.extendedResultCode.rawValue, error.message ?? "no message")
    }

    /// SQLITE_CONSTRAINT_DATATYPE: a STRICT table was given a value of another type.
    private static let datatypeMismatch = SQLITE_CONSTRAINT | 12 << 8
}
