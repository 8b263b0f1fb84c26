import CPQ
import Storage

/// A failed call to libpq, and what it means for the transaction.
struct PostgresFailure {
    /// What becomes of the open transaction.
    enum Consequence {
        /// It is as SQL says: rolled back to the savepoint or the start, the connection lives.
        case ordinary
        /// It must be repeated from its start: serialization failure or deadlock.
        case again
        /// The connection is gone.
        case disconnected
    }

    let error: StoreError
    let consequence: Consequence

    /// What a result says that is not the success that was hoped for.
    init(_ result: PostgresResult, on connection: OpaquePointer) {
        if result.isEmptyQuery {
            error = .corrupt("the statement is empty")
            consequence = .ordinary
            return
        }
        let state = result.field("C") ?? ""
        if PQstatus(connection) == CONNECTION_BAD || Self.isDisconnect(state) {
            error = .unavailable("the connection to PostgreSQL was lost (\(state))")
            consequence = .disconnected
            return
        }
        var detail = result.field("M") ?? "no message"
        if let constraint = result.field("n") { detail += ", constraint \(constraint)" }
        error = Self.error(state, "\(detail) (SQLSTATE \(state))")
        consequence = state == "40001" || state == "40P01" ? .again : .ordinary
    }

    private static func isDisconnect(_ state: String) -> Bool {
        state.isEmpty || state.hasPrefix("08") || ["57P01", "57P02", "57P03", "25P03"].contains(state)
    }

    /// The store's error for a SQLSTATE. The primary message names tables and columns; values are only in the detail
    /// field, which is not read.
    static func error(_ state: String, _ detail: String) -> StoreError {
        switch state {
        case "40001", "40P01", "55P03", "57014", "53200", "53400": .busy(detail)
        case "53100": .full(detail)
        case "25006": .unavailable(detail)
        default:
            switch state.prefix(2) {
            case "23": .conflict(detail)
            case "08", "28", "3D", "53", "57", "58": .unavailable(detail)
            default: .corrupt(detail)
            }
        }
    }
}
