public import Foundation
public import RatchetCore

/// What kind of secret a device trusted the service with.
public enum SecretKind: String, Sendable, Equatable {
    case bootstrapToken = "bootstrap-token"
    case unlockToken = "unlock-token"
}

/// A sealed secret with its place.
public struct SealedSecret: Sendable, Equatable {
    public let device: DeviceID
    public let kind: SecretKind
    public let sealed: Data
}

/// Sealed secrets; the key is outside the database, and the caller audits each read.
public protocol SecretStore {
    func keepSecret(_ sealed: Data, _ kind: SecretKind, of device: DeviceID, at now: Instant) throws(StoreError)
    func secret(_ kind: SecretKind, of device: DeviceID) throws(StoreError) -> Data?
    func removeSecret(_ kind: SecretKind, of device: DeviceID) throws(StoreError)
    /// Sealed secrets after one, by device and kind.
    func secrets(after last: SealedSecret?, limit: Int) throws(StoreError) -> [SealedSecret]
    /// Puts the same secret, sealed anew, in the place of the sealed one; nothing happens where it is another one by now.
    func reseal(_ secret: SealedSecret, as sealed: Data) throws(StoreError)
    /// Whether anything is sealed at all.
    func hasSecrets() throws(StoreError) -> Bool
}

enum SecretSQL {
    static let keep = SQLStatement(
        """
        INSERT INTO secret (device_id, kind, sealed, set_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (device_id, kind) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at
        """)
    static let get = SQLStatement("SELECT sealed FROM secret WHERE device_id = $1 AND kind = $2")
    static let page = SQLStatement(
        """
        SELECT device_id, kind, sealed FROM secret WHERE (device_id, kind) > ($1, $2) ORDER BY device_id, kind LIMIT $3
        """)
    static let reseal = SQLStatement(
        "UPDATE secret SET sealed = $4 WHERE device_id = $1 AND kind = $2 AND sealed = $3")
    static let remove = SQLStatement("DELETE FROM secret WHERE device_id = $1 AND kind = $2")
    static let any = SQLStatement(
        "SELECT kind FROM secret UNION ALL SELECT 'authority' FROM device_authority LIMIT 1")
    static let all = [keep, get, page, reseal, remove, any]
}

extension StoreTransaction: SecretStore {
    public func keepSecret(
        _ sealed: Data, _ kind: SecretKind, of device: DeviceID, at now: Instant
    ) throws(StoreError) {
        try run(
            SecretSQL.keep, [.text(device.text), .text(kind.rawValue), .bytes(sealed), .int(now.microseconds)])
    }

    public func secret(_ kind: SecretKind, of device: DeviceID) throws(StoreError) -> Data? {
        try run(SecretSQL.get, [.text(device.text), .text(kind.rawValue)]).first?.bytes(0)
    }

    public func removeSecret(_ kind: SecretKind, of device: DeviceID) throws(StoreError) {
        try run(SecretSQL.remove, [.text(device.text), .text(kind.rawValue)])
    }

    public func secrets(after last: SealedSecret?, limit: Int) throws(StoreError) -> [SealedSecret] {
        let key: [SQLValue] = [
            .text(last?.device.text ?? ""), .text(last?.kind.rawValue ?? ""), .int(Int64(limit)),
        ]
        return try run(SecretSQL.page, key).map { row throws(StoreError) in
            guard let kind = SecretKind(rawValue: try row.text(1)) else {
                throw StoreError.corrupt("a secret is of an unknown kind")
            }
            return SealedSecret(device: DeviceID(try row.text(0)), kind: kind, sealed: try row.bytes(2))
        }
    }

    public func reseal(_ secret: SealedSecret, as sealed: Data) throws(StoreError) {
        try write(
            SecretSQL.reseal,
            [.text(secret.device.text), .text(secret.kind.rawValue), .bytes(secret.sealed), .bytes(sealed)])
    }

    public func hasSecrets() throws(StoreError) -> Bool { try !run(SecretSQL.any).isEmpty }
}
