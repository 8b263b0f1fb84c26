/// Server appliances, what they can install, and how they are taken there.
extension Schema {
    static let appliances = [
        """
        CREATE TABLE release_graph (
            product {text} NOT NULL PRIMARY KEY,
            revision {int} NOT NULL,
            imported_at {int} NOT NULL,
            imported_by {text} NOT NULL,
            document {text} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE package (
            product {text} NOT NULL REFERENCES release_graph (product),
            id {text} NOT NULL,
            document {text} NOT NULL,
            PRIMARY KEY (product, id)
        ) {strict}
        """,
        """
        CREATE TABLE calendar (
            name {text} NOT NULL PRIMARY KEY,
            revision {int} NOT NULL,
            changed_at {int} NOT NULL,
            changed_by {text} NOT NULL,
            document {text} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE appliance (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            name {text} NOT NULL,
            name_key {text} NOT NULL UNIQUE,
            product {text} NOT NULL,
            role {text} NOT NULL,
            driver {text} NOT NULL,
            address {text} NOT NULL,
            calendar {text}, -- null: none yet
            turn {text}, -- null: not in the rollout calendar
            contract_from {text}, -- null: from ever
            contract_until {text}, -- null: none entered
            mail {text}, -- null: to the operators' address
            adopted_at {int} NOT NULL,
            revision {int} NOT NULL,
            open_call {text}, -- null: no call of its driver is under way
            progress {text}, -- null: nothing said on the way
            document {text} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE upgrade (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            appliance_id {text} NOT NULL REFERENCES appliance (id),
            state {text} NOT NULL,
            is_open {int} NOT NULL CHECK (is_open IN (0, 1)),
            planned_at {int} NOT NULL,
            document {text} NOT NULL
        ) {strict}
        """,
        "CREATE UNIQUE INDEX upgrade_open ON upgrade (appliance_id) WHERE is_open = 1",
        "CREATE INDEX upgrade_appliance ON upgrade (appliance_id, number)",
        """
        CREATE TABLE hop (
            id {text} NOT NULL PRIMARY KEY,
            appliance_id {text} NOT NULL REFERENCES appliance (id),
            upgrade_id {text}, -- null: not ours
            package {text}, -- null: nobody knows which package it was
            package_class {text}, -- null: as above
            sha256 {text}, -- null: nobody looked
            before {text} NOT NULL,
            after {text} NOT NULL,
            started_at {int}, -- null: not ours
            ended_at {int} NOT NULL,
            outcome {text} NOT NULL,
            reason {text} -- null: it went well
        ) {strict}
        """,
        "CREATE INDEX hop_appliance ON hop (appliance_id, id)",
        """
        CREATE TABLE checkpoint (
            id {text} NOT NULL PRIMARY KEY,
            number {int} NOT NULL UNIQUE,
            appliance_id {text} NOT NULL REFERENCES appliance (id),
            upgrade_id {text} NOT NULL REFERENCES upgrade (id),
            verb {text} NOT NULL,
            package {text}, -- null: of no package
            opened_at {int} NOT NULL,
            closed_at {int}, -- null: open
            signed_by {text}, -- null: open, or taken back
            note {text} -- null: as above
        ) {strict}
        """,
        "CREATE UNIQUE INDEX checkpoint_open ON checkpoint (appliance_id, verb) WHERE closed_at IS NULL",
        "CREATE INDEX checkpoint_appliance ON checkpoint (appliance_id, number)",
        """
        CREATE TABLE standstill (
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            reason {text} NOT NULL,
            ordered_by {text} NOT NULL,
            ordered_at {int} NOT NULL
        ) {strict}
        """,
        "ALTER TABLE event ADD COLUMN appliance_id {text}",  // null: about no appliance
        "CREATE INDEX event_appliance ON event (appliance_id, id) WHERE appliance_id IS NOT NULL",
    ]
}
