import Orchestrator

/// Where an upgrade is to lead; the newest where nothing is said.
public struct UpgradeBody: Codable, Sendable, StrictBody {
    public var base: String?
    public var product: String?
    /// The id of a package, a licence too, in place of versions.
    public var package: String?
    /// True plans the package alone: refused where another has to come first (P3).
    public var alone: Bool?
    /// True answers with what would be planned and changes nothing.
    public var dryRun: Bool?

    public init(
        base: String? = nil, product: String? = nil, package: String? = nil, alone: Bool? = nil, dryRun: Bool? = nil
    ) {
        (self.base, self.product, self.package) = (base, product, package)
        (self.alone, self.dryRun) = (alone, dryRun)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case base, product, package, alone, dryRun }

    var request: UpgradeRequest {
        UpgradeRequest(base: base, product: product, package: package, isAlone: alone ?? false)
    }
}

/// Somebody has seen the impact and wants this path (G4).
public struct ApprovalBody: Codable, Sendable, StrictBody {
    /// The ids of the hops to do as they were shown: another path is refused. Whatever is planned where it is left out.
    public var packages: [String]?

    public init(packages: [String]? = nil) { self.packages = packages }

    enum CodingKeys: String, CodingKey, CaseIterable { case packages }
}

/// Why something is done.
public struct ReasonBody: Codable, Sendable, StrictBody {
    public var because: String?

    public init(because: String?) { self.because = because }

    enum CodingKeys: String, CodingKey, CaseIterable { case because }
}

/// A rule to be set aside for one upgrade.
public struct WaiverBody: Codable, Sendable, StrictBody {
    /// `G2`, `G5` or `S1`.
    public var rule: String?
    public var because: String?

    public init(rule: String?, because: String?) { (self.rule, self.because) = (rule, because) }

    enum CodingKeys: String, CodingKey, CaseIterable { case rule, because }
}

/// Asks an appliance what it runs and how it is; or tells it in its place, with a note.
public struct SnapshotBody: Codable, Sendable, StrictBody {
    public var base: String?
    public var product: String?
    /// Ids of licence packages that it holds.
    public var licences: [String]?
    /// True: it is well, there are no alarms.
    public var well: Bool?
    public var alarms: [String]?
    /// How the person knows; needed with anything else here.
    public var note: String?

    public init(
        base: String? = nil, product: String? = nil, licences: [String]? = nil, well: Bool? = nil,
        alarms: [String]? = nil, note: String? = nil
    ) {
        (self.base, self.product, self.licences) = (base, product, licences)
        (self.well, self.alarms, self.note) = (well, alarms, note)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case base, product, licences, well, alarms, note }

    var request: SnapshotRequest {
        SnapshotRequest(
            base: base, product: product, licences: licences, isWell: well ?? false, alarms: alarms ?? [], note: note)
    }
}

/// Signs a checkpoint off. Which fields are needed follows from what was to be done.
public struct SignBody: Codable, Sendable, StrictBody {
    /// What was done and how; always needed.
    public var note: String?
    /// For `inventory`.
    public var base: String?
    public var product: String?
    public var licences: [String]?
    /// For `health`.
    public var well: Bool?
    public var alarms: [String]?
    /// For `backup`, `export-certificate` and `support-bundle`: where it is now.
    public var reference: String?
    /// Of the backup, or of the package that lies at the appliance.
    public var sha256: String?
    public var bytes: Int64?
    /// The backup was read again and had this digest (G1).
    public var verified: Bool?
    /// SHA-256 over the certificate's DER (G2).
    public var fingerprint: String?
    /// The private key was exported too (G2).
    public var privateKey: Bool?
    /// For `install`: why it failed; left out where it went well.
    public var failed: String?

    public init(note: String?) { self.note = note }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case note, base, product, licences, well, alarms, reference, sha256, bytes, verified, fingerprint, privateKey
        case failed
    }

    var request: SignRequest {
        SignRequest(
            note: note,
            read: SnapshotRequest(
                base: base, product: product, licences: licences, isWell: well ?? false, alarms: alarms ?? []),
            reference: reference, sha256: sha256, bytes: bytes, isVerified: verified ?? false,
            fingerprint: fingerprint, hasPrivateKey: privateKey ?? false, failed: failed)
    }
}
