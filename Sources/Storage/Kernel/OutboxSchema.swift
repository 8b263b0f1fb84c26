/// The table of the outbox.
public enum OutboxSchema {
    /// Creates the table. It comes first in an application's list of migrations.
    public static let migration = Migration(
        name: "outbox-1",
        statements: [
            // generation: which request the row serves; a repeat raises it.
            // lease_until: until when a worker holds the row; 0 while none does.
            // fence: number of the last claim. It starts at the time of insertion, so that the claims of a row that
            // was deleted and made again have numbers of their own: no row is claimed once in a microsecond.
            """
            CREATE TABLE outbox (
                subject {text} NOT NULL,
                kind {text} NOT NULL,
                generation {int} NOT NULL,
                due_at {int} NOT NULL,
                lease_until {int} NOT NULL,
                fence {int} NOT NULL,
                attempts {int} NOT NULL,
                body {text} NOT NULL,
                created_at {int} NOT NULL,
                PRIMARY KEY (subject, kind)
            ) {strict}
            """,
            "CREATE INDEX outbox_due ON outbox (kind, due_at, subject)",
            "CREATE INDEX outbox_leased ON outbox (kind, lease_until) WHERE lease_until > 0",
        ])
}

/// The statements of the outbox.
enum OutboxSQL {
    static let enqueue = SQLStatement(
        """
        INSERT INTO outbox
            (subject, kind, generation, due_at, lease_until, fence, attempts, body, created_at)
        VALUES ($1, $2, 1, $3, 0, $5, 0, $4, $5)
        ON CONFLICT (subject, kind) DO UPDATE SET
            generation = outbox.generation + 1, due_at = excluded.due_at, attempts = 0, body = excluded.body
        """)

    // The CTE is MATERIALIZED so that its LIMIT is applied once; the outer WHERE repeats the lease condition, for a
    // row that changed hands between the choice and the update.
    static let claim = SQLStatement(
        """
        WITH due AS MATERIALIZED (
            SELECT subject, kind FROM outbox
            WHERE kind = $1 AND due_at <= $2 AND lease_until <= $2
            ORDER BY due_at, subject LIMIT $3 {skip locked}
        )
        UPDATE outbox SET
            lease_until = $4, fence = outbox.fence + 1
        FROM due
        WHERE outbox.subject = due.subject AND outbox.kind = due.kind
            AND outbox.due_at <= $2 AND outbox.lease_until <= $2
        RETURNING outbox.subject AS subject, outbox.kind AS kind, outbox.generation AS generation,
            outbox.fence AS fence, outbox.attempts AS attempts, outbox.body AS body, outbox.due_at AS due_at,
            outbox.created_at AS created_at, outbox.lease_until AS lease_until
        """)

    static let finish = SQLStatement(
        "DELETE FROM outbox WHERE subject = $1 AND kind = $2 AND fence = $3 AND generation = $4")

    static let reschedule = SQLStatement(
        """
        UPDATE outbox SET
            due_at = $5, attempts = attempts + 1, lease_until = 0, body = COALESCE($6, body)
        WHERE subject = $1 AND kind = $2 AND fence = $3 AND generation = $4
        """)

    static let letGo = SQLStatement(
        "UPDATE outbox SET lease_until = 0 WHERE subject = $1 AND kind = $2 AND fence = $3 AND generation <> $4")

    static let hold = SQLStatement(
        """
        UPDATE outbox SET lease_until = $5
        WHERE subject = $1 AND kind = $2 AND fence = $3 AND generation >= $4 AND lease_until > 0
        """)

    static let cancel = SQLStatement("DELETE FROM outbox WHERE subject = $1 AND kind = $2")

    static let nextFree = SQLStatement(
        "SELECT due_at FROM outbox WHERE kind = $1 AND lease_until = 0 ORDER BY due_at LIMIT 1")

    static let nextHeld = SQLStatement(
        """
        SELECT MIN(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) AS due_at
        FROM outbox WHERE kind = $1 AND lease_until > 0
        """)

    static let pending = SQLStatement(
        """
        SELECT subject, kind, generation, attempts, body, due_at, created_at, lease_until
        FROM outbox WHERE subject = $1 ORDER BY kind
        """)

    static let all = [enqueue, claim, finish, reschedule, letGo, hold, cancel, nextFree, nextHeld, pending]
}
