public import RatchetCore

/// What came of showing a challenge.
public enum ChallengeUse: Sendable, Equatable {
    /// It was good, and is worth nothing from now on.
    case taken(name: String, for: DeviceID?)
    case unknown
    case used
    case expired
}

/// Words that are worth one certificate each; only their hashes are kept.
public protocol ChallengeStore {
    /// - Parameters:
    ///   - name: whom the certificate will name.
    ///   - device: for whom alone it is; nil for whoever holds the profile.
    func keepChallenge(hash: String, name: String, for device: DeviceID?, at now: Instant, until end: Instant)
        throws(StoreError)
    /// Uses a challenge up. Of two who show it at once, one is told that it is used.
    func useChallenge(hash: String, at now: Instant) throws(StoreError) -> ChallengeUse
    func removeChallenges(expiredBefore: Instant) throws(StoreError)
}

enum ChallengeSQL {
    static let keep = SQLStatement(
        "INSERT INTO challenge (hash, device_id, name, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
    static let use = SQLStatement(
        """
        UPDATE challenge SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
        RETURNING device_id, name
        """)
    static let get = SQLStatement("SELECT used_at FROM challenge WHERE hash = $1")
    static let forget = SQLStatement("DELETE FROM challenge WHERE expires_at < $1")
    static let all = [keep, use, get, forget]
}

extension StoreTransaction: ChallengeStore {
    public func keepChallenge(
        hash: String, name: String, for device: DeviceID?, at now: Instant, until end: Instant
    ) throws(StoreError) {
        try write(
            ChallengeSQL.keep,
            [.text(hash), .optional(device?.text), .text(name), .int(now.microseconds), .int(end.microseconds)])
    }

    public func useChallenge(hash: String, at now: Instant) throws(StoreError) -> ChallengeUse {
        if let row = try run(ChallengeSQL.use, [.text(hash), .int(now.microseconds)]).first {
            return .taken(name: try row.text(1), for: try row.optionalText(0).map(DeviceID.init))
        }
        guard let row = try run(ChallengeSQL.get, [.text(hash)]).first else { return .unknown }
        return try row.optionalInt(0) == nil ? .expired : .used
    }

    public func removeChallenges(expiredBefore: Instant) throws(StoreError) {
        try write(ChallengeSQL.forget, [.int(expiredBefore.microseconds)])
    }
}
