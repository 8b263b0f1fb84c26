public import RatchetCore
import Storage

/// What a person says who signs a checkpoint off; which of it is needed follows from what was to be done.
public struct SignRequest: Sendable, Equatable {
    /// What was done and how; always needed.
    public var note: String?
    /// For `inventory` and `health`: what was read.
    public var read: SnapshotRequest
    /// For `backup`, `export-certificate` and `support-bundle`: where it is now.
    public var reference: String?
    /// Of the backup, or of the package that lies at the appliance.
    public var sha256: String?
    public var bytes: Int64?
    /// The backup was read again and had this digest (G1).
    public var isVerified: Bool
    /// SHA-256 over the certificate's DER (G2).
    public var fingerprint: String?
    /// The private key was exported too (G2).
    public var hasPrivateKey: Bool
    /// For `install`: why it failed; nil where it went well.
    public var failed: String?

    public init(
        note: String? = nil, read: SnapshotRequest = SnapshotRequest(), reference: String? = nil, sha256: String? = nil,
        bytes: Int64? = nil, isVerified: Bool = false, fingerprint: String? = nil, hasPrivateKey: Bool = false,
        failed: String? = nil
    ) {
        (self.note, self.read, self.reference, self.sha256) = (note, read, reference, sha256)
        (self.bytes, self.isVerified, self.fingerprint) = (bytes, isVerified, fingerprint)
        (self.hasPrivateKey, self.failed) = (hasPrivateKey, failed)
    }
}

/// A checkpoint with the appliance that it is about.
public struct CheckpointView: Sendable, Equatable {
    public let number: Int64
    public let checkpoint: Checkpoint
    public let appliance: ApplianceLabel

    init(_ record: CheckpointRecord, _ appliance: ApplianceLabel) {
        (number, checkpoint, self.appliance) = (record.number, record.checkpoint, appliance)
    }
}
