import Foundation
import Storage
import StorageSQLite

/// What the crash test can damage between a kill and the restart, to show that it would find such a loss.
public enum Sabotage: String, CaseIterable, Sendable {
    case forgetsAReport = "forgets-a-report"
    case forgetsAnEvent = "forgets-an-event"
    case rewritesAnEvent = "rewrites-an-event"
    case forgetsAnEnrolment = "forgets-an-enrolment"
    case asksAgain = "asks-again"
    case forgetsAPlan = "forgets-a-plan"

    /// - Parameter database: an SQLite file that no server has open.
    /// - Returns: whether there was anything to damage yet.
    func damage(_ database: URL) async throws -> Bool {
        let store = try SQLiteStore(path: database.path, migrations: Schema.migrations)
        let statement = SQLStatement(sql)
        let changes = try await store.perform { store in
            try store.run(statement)
            return store.changes
        }
        await store.close()
        return changes > 0
    }

    private var sql: String {
        switch self {
        case .forgetsAReport: "DELETE FROM report WHERE id = (SELECT MIN(id) FROM report)"
        case .forgetsAnEvent: "DELETE FROM event WHERE id = (SELECT MIN(id) FROM event WHERE position IS NOT NULL)"
        case .rewritesAnEvent:
            "UPDATE event SET type = 'sabotage' WHERE id = (SELECT MIN(id) FROM event WHERE position IS NOT NULL)"
        case .forgetsAnEnrolment:
            """
            UPDATE device SET facts = REPLACE(facts, '"enrolled"', '"authenticated"')
            WHERE INSTR(facts, '"enrolled"') > 0
            """
        case .asksAgain: "UPDATE command SET state = 'queued' WHERE state = 'acknowledged'"
        case .forgetsAPlan: "UPDATE plan SET state = 'cancelled', cancelled_at = created_at WHERE state = 'active'"
        }
    }
}
