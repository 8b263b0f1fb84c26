public import Foundation
public import RatchetCore

/// Somebody who has signed in; of what the browser or the command line has, only the hash is here.
public struct SessionRow: Sendable, Equatable {
    public let person: String
    public let createdAt: Instant
    public let usedAt: Instant
    /// When it ends however much it is used.
    public let expiresAt: Instant
}

/// Who has signed in.
public protocol SessionStore {
    func createSession(_ hash: Data, of person: String, until end: Instant, at now: Instant) throws(StoreError)
    func session(_ hash: Data) throws(StoreError) -> SessionRow?
    func touchSession(_ hash: Data, at now: Instant) throws(StoreError)
    func endSession(_ hash: Data) throws(StoreError)
    /// Ends all of a person's sessions but one, where one is named.
    func endSessions(of person: String, but kept: Data?) throws(StoreError)
    /// Forgets those that have expired, or were not used since a moment.
    func removeSessions(expiredAt now: Instant, unusedSince: Instant) throws(StoreError)
}

enum SessionSQL {
    static let insert = SQLStatement(
        "INSERT INTO session (hash, person_id, created_at, used_at, expires_at) VALUES ($1, $2, $3, $3, $4)")
    static let find = SQLStatement("SELECT person_id, created_at, used_at, expires_at FROM session WHERE hash = $1")
    static let touch = SQLStatement("UPDATE session SET used_at = $2 WHERE hash = $1 AND used_at < $2")
    static let end = SQLStatement("DELETE FROM session WHERE hash = $1")
    static let endOthers = SQLStatement("DELETE FROM session WHERE person_id = $1 AND hash <> $2")
    static let forget = SQLStatement("DELETE FROM session WHERE expires_at <= $1 OR used_at < $2")
    static let all = [insert, find, touch, end, endOthers, forget]
}

extension StoreTransaction: SessionStore {
    public func createSession(
        _ hash: Data, of person: String, until end: Instant, at now: Instant
    ) throws(StoreError) {
        try run(SessionSQL.insert, [.bytes(hash), .text(person), .int(now.microseconds), .int(end.microseconds)])
    }

    public func session(_ hash: Data) throws(StoreError) -> SessionRow? {
        try run(SessionSQL.find, [.bytes(hash)]).first.map { row throws(StoreError) in
            SessionRow(
                person: try row.text(0), createdAt: Instant(microseconds: try row.int(1)),
                usedAt: Instant(microseconds: try row.int(2)), expiresAt: Instant(microseconds: try row.int(3)))
        }
    }

    public func touchSession(_ hash: Data, at now: Instant) throws(StoreError) {
        try run(SessionSQL.touch, [.bytes(hash), .int(now.microseconds)])
    }

    public func endSession(_ hash: Data) throws(StoreError) { try run(SessionSQL.end, [.bytes(hash)]) }

    public func endSessions(of person: String, but kept: Data?) throws(StoreError) {
        try run(SessionSQL.endOthers, [.text(person), .bytes(kept ?? Data())])
    }

    public func removeSessions(expiredAt now: Instant, unusedSince: Instant) throws(StoreError) {
        try run(SessionSQL.forget, [.int(now.microseconds), .int(unusedSince.microseconds)])
    }
}
