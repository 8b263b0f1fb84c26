/// The tables of who a device is: certificates, what gets one, and the terms that its profile was issued under.
enum IdentitySchema {
    static let statements = [
        // The certificate that a device's channel is bound to; null: it was believed without proof.
        "ALTER TABLE enrolment ADD COLUMN certificate {text}",
        """
        CREATE TABLE certificate (
            fingerprint {text} NOT NULL PRIMARY KEY,
            device_id {text} REFERENCES device (id), -- null: issued to whoever held a link, and not used yet
            state {text} NOT NULL CHECK (state IN ('issued', 'bound', 'replaced')),
            subject {text} NOT NULL,
            issuer {text} NOT NULL,
            serial {text} NOT NULL,
            not_before {int} NOT NULL,
            not_after {int} NOT NULL,
            first_seen {int} NOT NULL,
            renewal_asked {int} -- null: its device was not asked to renew it
        ) {strict}
        """,
        "CREATE INDEX certificate_device ON certificate (device_id)",
        "CREATE INDEX certificate_bound ON certificate (not_after) WHERE state = 'bound'",
        // A word that is worth one certificate. Only its hash is here.
        """
        CREATE TABLE challenge (
            hash {text} NOT NULL PRIMARY KEY,
            device_id {text} REFERENCES device (id), -- null: for whoever holds the profile
            name {text} NOT NULL, -- whom the certificate will name
            made_at {int} NOT NULL,
            expires_at {int} NOT NULL,
            used_at {int} -- null: not used yet
        ) {strict}
        """,
        "CREATE INDEX challenge_expiry ON challenge (expires_at)",
        // An address that is worth one profile. Only the hash of its secret part is here.
        """
        CREATE TABLE enrolment_link (
            id {text} NOT NULL PRIMARY KEY,
            hash {text} NOT NULL UNIQUE,
            note {text} NOT NULL,
            made_at {int} NOT NULL,
            expires_at {int} NOT NULL,
            used_at {int} -- null: not used yet
        ) {strict}
        """,
        "CREATE INDEX enrolment_link_expiry ON enrolment_link (expires_at)",
        """
        CREATE TABLE device_authority (
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            certificate {bytes} NOT NULL,
            sealed_key {bytes} NOT NULL,
            made_at {int} NOT NULL
        ) {strict}
        """,
        """
        CREATE TABLE enrolment_terms (
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            document {text} NOT NULL,
            agreed_at {int} NOT NULL
        ) {strict}
        """,
    ]
}
