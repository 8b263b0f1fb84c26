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
    func damage(_ database: URL) async throws {
        let store = try SQLiteStore(path: database.path, migrations: Schema.migrations)
        let statements = statements
        try await store.perform { store in
            for statement in statements { try store.run(SQLStatement(statement)) }
        }
        await store.close()
    }

    private var statements: [String] {
        switch self {
        case .forgetsAReport: ["DELETE FROM report WHERE id = (SELECT MIN(id) FROM report)"]
        case .forgetsAnEvent: ["DELETE FROM event WHERE id = (SELECT MIN(id) FROM event WHERE device_id IS NOT NULL)"]
        case .rewritesAnEvent:
            ["UPDATE event SET type = 'sabotage' WHERE id = (SELECT MIN(id) FROM event WHERE device_id IS NOT NULL)"]
        case .forgetsAnEnrolment:
            ["UPDATE device SET facts = REPLACE(facts, '\"enrolled\"', '\"authenticated\"')"]
        case .asksAgain: ["UPDATE command SET state = 'queued' WHERE state = 'acknowledged'"]
        case .forgetsAPlan: ["UPDATE plan SET state = 'cancelled', cancelled_at = created_at"]
        }
    }
}
