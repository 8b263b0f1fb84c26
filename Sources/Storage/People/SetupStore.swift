public import Foundation
public import RatchetCore

/// The links under which the first administrator can be made; of each only the hash of its token is kept.
public protocol SetupStore {
    /// Keeps one, and forgets those that have expired.
    func createSetupLink(_ hash: Data, until end: Instant, at now: Instant) throws(StoreError)
    /// Whether this one is there and has not expired.
    func hasSetupLink(_ hash: Data, at now: Instant) throws(StoreError) -> Bool
    /// Forgets all of them.
    func removeSetupLinks() throws(StoreError)
}

enum SetupSQL {
    static let insert = SQLStatement("INSERT INTO setup_link (hash, expires_at) VALUES ($1, $2)")
    static let find = SQLStatement("SELECT expires_at FROM setup_link WHERE hash = $1 AND expires_at > $2")
    static let forget = SQLStatement("DELETE FROM setup_link WHERE expires_at <= $1")
    static let all = [insert, find, forget]
}

extension StoreTransaction: SetupStore {
    public func createSetupLink(_ hash: Data, until end: Instant, at now: Instant) throws(StoreError) {
        try run(SetupSQL.forget, [.int(now.microseconds)])
        try run(SetupSQL.insert, [.bytes(hash), .int(end.microseconds)])
    }

    public func hasSetupLink(_ hash: Data, at now: Instant) throws(StoreError) -> Bool {
        try !run(SetupSQL.find, [.bytes(hash), .int(now.microseconds)]).isEmpty
    }

    public func removeSetupLinks() throws(StoreError) { try run(SetupSQL.forget, [.int(.max)]) }
}
