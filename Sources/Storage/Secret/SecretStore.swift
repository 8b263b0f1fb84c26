public import Foundation
public import RatchetCore

/// What kind of secret a device trusted the service with.
public enum SecretKind: String, Sendable, Equatable {
    case bootstrapToken = "bootstrap-token"
    case unlockToken = "unlock-token"
}

/// Sealed secrets; the key is outside the database, and the caller audits each read.
public protocol SecretStore {
    func keepSecret(_ sealed: Data, _ kind: SecretKind, of device: DeviceID, at now: Instant) throws(StoreError)
    func secret(_ kind: SecretKind, of device: DeviceID) throws(StoreError) -> Data?
    func removeSecret(_ kind: SecretKind, of device: DeviceID) throws(StoreError)
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
    static let remove = SQLStatement("DELETE FROM secret WHERE device_id = $1 AND kind = $2")
    static let any = SQLStatement(
        "SELECT kind FROM secret UNION ALL SELECT 'authority' FROM device_authority LIMIT 1")
    static let all = [keep, get, remove, any]
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

    public func hasSecrets() throws(StoreError) -> Bool { try !run(SecretSQL.any).isEmpty }
}
