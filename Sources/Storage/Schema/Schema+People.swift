/// Who may use the admin interface, and what was done there.
extension Schema {
    static let people = [
        """
        CREATE TABLE person (
            id {text} NOT NULL PRIMARY KEY,
            name {text} NOT NULL UNIQUE,
            role {text} NOT NULL,
            password {text} NOT NULL,
            created_at {int} NOT NULL,
            password_set_at {int} NOT NULL,
            disabled_at {int} -- null: may sign in
        ) {strict}
        """,
        """
        CREATE TABLE session (
            hash {bytes} NOT NULL PRIMARY KEY,
            person_id {text} NOT NULL REFERENCES person (id),
            created_at {int} NOT NULL,
            used_at {int} NOT NULL,
            expires_at {int} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX session_person ON session (person_id)",
        "CREATE INDEX session_expires ON session (expires_at)",
        """
        CREATE TABLE api_token (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            name {text} NOT NULL,
            hash {bytes} NOT NULL UNIQUE,
            person_id {text} REFERENCES person (id), -- null: made on the server's own machine
            role {text} NOT NULL,
            areas {text}, -- null: everywhere that the role reaches
            created_at {int} NOT NULL,
            expires_at {int}, -- null: does not expire
            used_at {int}, -- null: not used yet
            revoked_at {int} -- null: not revoked
        ) {strict}
        """,
        """
        CREATE TABLE setup_link (
            hash {bytes} NOT NULL PRIMARY KEY,
            expires_at {int} NOT NULL
        ) {strict}
        """,
    ]

    /// A line gets its place and its link after the commit that wrote it, as an event gets its place.
    static let audit = [
        """
        CREATE TABLE audit_line (
            id {text} NOT NULL PRIMARY KEY,
            at {int} NOT NULL,
            actor_kind {text} NOT NULL,
            actor {text} NOT NULL,
            address {text}, -- null: came over no network
            action {text} NOT NULL,
            subject {text} NOT NULL,
            before {text}, -- null: nothing was there
            after {text}, -- null: nothing is there any more
            position {int}, -- null: has no place yet
            link {bytes} -- null: has no place yet
        ) {strict}
        """,
        "CREATE UNIQUE INDEX audit_position ON audit_line (position) WHERE position IS NOT NULL",
        "CREATE INDEX audit_unplaced ON audit_line (id) WHERE position IS NULL",
    ]
}
