/// The whole schema in order. A migration that has shipped is never edited; a change is a new one at the end.
public enum Schema {
    public static let migrations: [Migration] = [
        OutboxSchema.migration,
        Migration(name: "0002-devices", statements: devices),
        Migration(name: "0003-declarations-and-commands", statements: declarationsAndCommands),
        Migration(name: "0004-reports-and-timeline", statements: reportsAndTimeline),
        Migration(name: "0005-catalog", statements: catalog),
        Migration(name: "0006-plans-and-enforcements", statements: plansAndEnforcements),
        Migration(name: "0007-event-stream", statements: eventStream),
        Migration(name: "0008-progress", statements: progress),
        Migration(name: "0009-contact", statements: contact),
        Migration(name: "0010-identity", statements: IdentitySchema.statements),
        PushSchema.migration,
        Migration(name: "0012-people", statements: people),
        Migration(name: "0013-audit", statements: audit),
        Migration(name: "0014-appliances", statements: appliances),
    ]

    private static let devices = [
        // Integers that are given out one after the other.
        "CREATE TABLE counter (name {text} NOT NULL PRIMARY KEY, value {int} NOT NULL) {strict}",
        """
        CREATE TABLE device (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            identifier {text} NOT NULL UNIQUE,
            serial {text}, -- null: the device has not told it
            name {text}, -- in lower case, for finding; null: the device has not told it
            feed_key {text}, -- null: not known yet
            first_contact {int} NOT NULL,
            last_contact {int} NOT NULL,
            revision {int} NOT NULL,
            facts {text} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX device_serial ON device (serial)",
        "CREATE INDEX device_name ON device (name)",
        "CREATE INDEX device_feed_key ON device (feed_key)",
        """
        CREATE TABLE enrolment (
            id {text} NOT NULL PRIMARY KEY,
            device_id {text} NOT NULL REFERENCES device (id),
            is_user_channel {int} NOT NULL CHECK (is_user_channel IN (0, 1)),
            state {text} NOT NULL,
            topic {text} NOT NULL,
            push_token {bytes}, -- null: no TokenUpdate yet
            push_magic {text}, -- null: no TokenUpdate yet
            push_refusal {text}, -- null: the push service takes the token
            token_updated_at {int}, -- null: no TokenUpdate yet
            enrolled_at {int}, -- null: no TokenUpdate yet
            wanted_token {text}, -- null: no manifest yet
            advertised_token {text}, -- null: the device has not fetched a manifest
            wanted_since {int} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX enrolment_device ON enrolment (device_id)",
        """
        CREATE TABLE secret (
            device_id {text} NOT NULL REFERENCES device (id),
            kind {text} NOT NULL,
            sealed {bytes} NOT NULL,
            set_at {int} NOT NULL,
            PRIMARY KEY (device_id, kind)
        ) {strict}
        """,
        """
        CREATE TABLE refusal (
            reason {text} NOT NULL,
            subject {text} NOT NULL,
            detail {text} NOT NULL,
            first_at {int} NOT NULL,
            last_at {int} NOT NULL,
            count {int} NOT NULL,
            PRIMARY KEY (reason, subject)
        ) {strict}
        """,
    ]

    private static let declarationsAndCommands = [
        """
        CREATE TABLE manifest (
            enrolment_id {text} NOT NULL REFERENCES enrolment (id),
            token {text} NOT NULL,
            items {bytes} NOT NULL,
            created_at {int} NOT NULL,
            PRIMARY KEY (enrolment_id, token)
        ) {strict}
        """,
        """
        CREATE TABLE manifest_declaration (
            enrolment_id {text} NOT NULL,
            token {text} NOT NULL,
            kind {text} NOT NULL,
            identifier {text} NOT NULL,
            server_token {text} NOT NULL,
            body {bytes} NOT NULL,
            PRIMARY KEY (enrolment_id, token, kind, identifier),
            FOREIGN KEY (enrolment_id, token) REFERENCES manifest (enrolment_id, token) ON DELETE CASCADE
        ) {strict}
        """,
        """
        CREATE TABLE command (
            id {text} NOT NULL PRIMARY KEY,
            enrolment_id {text} NOT NULL REFERENCES enrolment (id),
            request_type {text} NOT NULL,
            arguments {text} NOT NULL,
            state {text} NOT NULL,
            queued_at {int} NOT NULL,
            sent_at {int}, -- null: not delivered yet
            answered_at {int}, -- null: no final answer yet
            error {text} -- null: no error was answered
        ) {strict}
        """,
        "CREATE INDEX command_enrolment ON command (enrolment_id, state, queued_at)",
    ]

    private static let reportsAndTimeline = [
        """
        CREATE TABLE report (
            id {text} NOT NULL PRIMARY KEY,
            enrolment_id {text} NOT NULL REFERENCES enrolment (id),
            device_id {text} NOT NULL REFERENCES device (id),
            received_at {int} NOT NULL,
            body {bytes} NOT NULL,
            sha256 {text} NOT NULL,
            request_sha256 {text} NOT NULL,
            is_full {int} NOT NULL CHECK (is_full IN (0, 1)),
            error {text} -- null: it was applied
        ) {strict}
        """,
        "CREATE INDEX report_device ON report (device_id, id)",
        "CREATE INDEX report_received ON report (received_at)",
        """
        CREATE TABLE status_item (
            enrolment_id {text} NOT NULL REFERENCES enrolment (id),
            name {text} NOT NULL,
            value {text}, -- null: never readable so far
            at {int} NOT NULL,
            report_id {text} NOT NULL,
            problem {text}, -- null: the newest value was readable
            PRIMARY KEY (enrolment_id, name)
        ) {strict}
        """,
        """
        CREATE TABLE event (
            id {text} NOT NULL PRIMARY KEY,
            device_id {text}, -- null: about no single device
            at {int} NOT NULL,
            type {text} NOT NULL,
            version {int} NOT NULL,
            actor {text} NOT NULL,
            body {text} NOT NULL
        ) {strict}
        """,
        "CREATE INDEX event_device ON event (device_id, id)",
    ]

    private static let catalog = [
        """
        CREATE TABLE catalog_state (
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            revision {int} NOT NULL,
            sha256 {text} NOT NULL,
            last_good_at {int}, -- null: no good fetch yet
            last_fetch_at {int}, -- null: no fetch yet
            last_problem {text} -- null: the last fetch was good
        ) {strict}
        """,
        "INSERT INTO catalog_state (id, revision, sha256) VALUES (1, 0, '')",
        """
        CREATE TABLE catalog_row (
            list {text} NOT NULL,
            platform {text} NOT NULL,
            version {text} NOT NULL,
            build {text} NOT NULL,
            device {text} NOT NULL,
            letter {text}, -- null: no Background Security Improvement
            prerequisite_build {text}, -- null: no Background Security Improvement
            posting_date {text}, -- null: the feed has none
            expiration_date {text}, -- null: does not expire
            first_seen {int} NOT NULL,
            missing_since {int}, -- null: in the newest good fetch
            gone_at {int}, -- null: not missing, or missing only once so far
            PRIMARY KEY (list, platform, version, build, device)
        ) {strict}
        """,
    ]

    private static let plansAndEnforcements = [
        """
        CREATE TABLE device_group (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            name {text} NOT NULL UNIQUE,
            created_at {int} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE group_member (
            group_id {text} NOT NULL REFERENCES device_group (id) ON DELETE CASCADE,
            device_id {text} NOT NULL REFERENCES device (id),
            PRIMARY KEY (group_id, device_id)
        ) {strict}
        """,
        "CREATE INDEX group_member_device ON group_member (device_id)",
        """
        CREATE TABLE plan (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            name {text} NOT NULL,
            rule {text} NOT NULL,
            scope {text} NOT NULL,
            group_id {text} REFERENCES device_group (id), -- null: the scope is no group
            fixed_deadline {text}, -- null: the deadline is computed
            deadline_days {int}, -- null: the deadline is fixed
            deadline_time {text}, -- null: the deadline is fixed
            details_url {text}, -- null: none
            follows_improvements {int} NOT NULL CHECK (follows_improvements IN (0, 1)),
            priority {int} NOT NULL,
            urgent_because {text}, -- null: keeps the minimum notice
            created_at {int} NOT NULL,
            state {text} NOT NULL,
            cancelled_at {int} -- null: active
        ) {strict}
        """,
        """
        CREATE TABLE plan_device (
            plan_id {text} NOT NULL REFERENCES plan (id),
            device_id {text} NOT NULL REFERENCES device (id),
            PRIMARY KEY (plan_id, device_id)
        ) {strict}
        """,
        "CREATE INDEX plan_device_device ON plan_device (device_id)",
        """
        CREATE TABLE enforcement (
            id {text} NOT NULL PRIMARY KEY,
            device_id {text} NOT NULL REFERENCES device (id),
            plan_id {text} NOT NULL REFERENCES plan (id),
            state {text} NOT NULL,
            outcome {text}, -- null: has not ended
            planned_at {int} NOT NULL,
            document {text} NOT NULL
        ) {strict}
        """,
        "CREATE UNIQUE INDEX enforcement_open ON enforcement (device_id) WHERE state <> 'closed'",
        "CREATE INDEX enforcement_device ON enforcement (device_id, planned_at)",
        "CREATE INDEX enforcement_plan ON enforcement (plan_id, state)",
    ]

    /// An event gets its place in the stream after the commit that recorded it: ids are given before, and a reader that had
    /// passed one could miss it. Null: not in the stream yet.
    private static let eventStream = [
        "ALTER TABLE event ADD COLUMN position {int}",
        "CREATE UNIQUE INDEX event_position ON event (position) WHERE position IS NOT NULL",
        "CREATE INDEX event_unnumbered ON event (id) WHERE position IS NULL",
    ]

    /// How far each enforcement came, for counting a plan's devices without reading a document of each. What came before is
    /// known as far as the state tells it.
    private static let progress = [
        "ALTER TABLE enforcement ADD COLUMN furthest {int} NOT NULL DEFAULT 0",
        "ALTER TABLE enforcement ADD COLUMN done_at {int}",  // null: not done, or before this column was there
        "ALTER TABLE enforcement ADD COLUMN deadline {text}",  // null: ended before this column was there
        """
        UPDATE enforcement SET furthest = CASE
            WHEN outcome = 'done' THEN 7
            WHEN state IN ('installing', 'installing-silent') THEN 6
            WHEN state IN ('prepared', 'past-due') THEN 5
            WHEN state = 'downloading' THEN 4
            WHEN state IN ('planned', 'closed') THEN 1
            WHEN state IN ('offered', 'unreachable', 'withdrawn') THEN 2
            ELSE 3 END
        """,
    ]

    /// Whether a device has still to be asked what it is, so that a poll need not read all that is known about it. Of those
    /// that were there before it is looked at once more.
    private static let contact = [
        "ALTER TABLE device ADD COLUMN lacks_inventory {int} NOT NULL DEFAULT 1 CHECK (lacks_inventory IN (0, 1))"
    ]
}
