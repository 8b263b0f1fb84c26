import RatchetCore

/// What is known of an appliance, beside its columns: version 1.
struct ApplianceDocument: CodableDocument {
    var version = 1
    var verbs: [String]
    var verbsReadAt: Int64?
    var inventory: ReadingDocument<InventoryDocument>
    var health: ReadingDocument<HealthDocument>
    var backup: ReadingDocument<BackupDocument>
    var certificate: ReadingDocument<ExportDocument>
    var supportBundle: ReadingDocument<String>
    var snapshotAskedAt: Int64?
    var staged: [String: StagedDocument]
    var stagingTrouble: TroubleDocument?
    var atWork: CallAtWorkDocument?
    var installTrouble: TroubleDocument?
    var changedAt: Int64?
    var lastProductHop: ProductHopDocument?
    var freeze: FreezeDocument?
    var measured: [MeasuredDocument]

    init(_ facts: ApplianceFacts) {
        verbs = facts.verbs.map(\.rawValue).sorted()
        verbsReadAt = facts.verbsReadAt?.microseconds
        inventory = ReadingDocument(facts.inventory, InventoryDocument.init)
        health = ReadingDocument(facts.health, HealthDocument.init)
        backup = ReadingDocument(facts.backup, BackupDocument.init)
        certificate = ReadingDocument(facts.certificate, ExportDocument.init)
        supportBundle = ReadingDocument(facts.supportBundle) { $0 }
        snapshotAskedAt = facts.snapshotAskedAt?.microseconds
        staged = Dictionary(uniqueKeysWithValues: facts.staged.map { ($0.key.text, StagedDocument($0.value)) })
        stagingTrouble = facts.stagingTrouble.map(TroubleDocument.init)
        atWork = facts.atWork.map(CallAtWorkDocument.init)
        installTrouble = facts.installTrouble.map(TroubleDocument.init)
        changedAt = facts.changedAt?.microseconds
        lastProductHop = facts.lastProductHop.map(ProductHopDocument.init)
        freeze = facts.freeze.map(FreezeDocument.init)
        measured = facts.measured.map(MeasuredDocument.init)
    }

    /// Puts it into facts that have the columns already.
    func fill(_ facts: inout ApplianceFacts) throws(StoreError) {
        guard version == 1 else { throw DocumentReader.shape }
        facts.verbs = Set(verbs.compactMap(DriverVerb.init(rawValue:)))
        facts.verbsReadAt = Instant(stored: verbsReadAt)
        facts.inventory = try inventory.reading { inventory throws(StoreError) in try inventory.inventory() }
        facts.health = try health.reading { health throws(StoreError) in health.health }
        facts.backup = try backup.reading { backup throws(StoreError) in backup.backup }
        facts.certificate = try certificate.reading { export throws(StoreError) in export.export }
        facts.supportBundle = try supportBundle.reading { bundle throws(StoreError) in bundle }
        facts.snapshotAskedAt = Instant(stored: snapshotAskedAt)
        for (id, staged) in staged { facts.staged[PackageID(stored: id)] = staged.staged }
        facts.stagingTrouble = stagingTrouble?.trouble
        facts.atWork = try atWork?.call()
        facts.installTrouble = installTrouble?.trouble
        facts.changedAt = Instant(stored: changedAt)
        facts.lastProductHop = try lastProductHop?.hop()
        facts.freeze = freeze?.freeze
        facts.measured = []
        for hop in measured { facts.measured.append(try hop.hop()) }
    }
}

struct ReadingDocument<Value: Codable>: Codable {
    var value: Value?
    var at: Int64?
    var ref: String?
    var trouble: TroubleDocument?

    init<Of>(_ reading: Reading<Of>, _ document: (Of) -> Value) {
        value = reading.good.map { document($0.value) }
        (at, ref) = (reading.good?.at.microseconds, reading.good?.ref)
        trouble = reading.trouble.map(TroubleDocument.init)
    }

    func reading<Of>(_ restore: (Value) throws(StoreError) -> Of) throws(StoreError) -> Reading<Of> {
        guard let value else { return Reading(trouble: trouble?.trouble) }
        let good = Reading<Of>.Good(
            try restore(value), at: try Instant(stored: at).stored(), ref: try ref.stored())
        return Reading(good: good, trouble: trouble?.trouble)
    }
}

struct TroubleDocument: Codable {
    var reason: String
    var at: Int64
    /// Nil for one.
    var tries: Int?

    init(_ trouble: ReadingTrouble) {
        (reason, at) = (trouble.reason, trouble.at.microseconds)
        tries = trouble.tries == 1 ? nil : trouble.tries
    }

    var trouble: ReadingTrouble { ReadingTrouble(reason, at: Instant(microseconds: at), tries: tries ?? 1) }
}

struct CallAtWorkDocument: Codable {
    var verb: String
    var key: String
    var since: Int64
    var process: Int?
    var folder: String?

    init(_ call: CallAtWork) {
        (verb, key, since) = (call.verb.rawValue, call.key, call.since.microseconds)
        (process, folder) = (call.process, call.folder)
    }

    func call() throws(StoreError) -> CallAtWork {
        CallAtWork(
            verb: try DriverVerb(rawValue: verb).stored(), key: key, since: Instant(microseconds: since),
            process: process, folder: folder)
    }
}

struct InventoryDocument: Codable {
    struct Offered: Codable {
        var id: String
        var isBlocked: Bool
        var reason: String?
    }

    var installed: VersionsDocument
    var packages: [String]
    var offered: [Offered]
    /// `idle`, or `installing` with perhaps a package.
    var activity: String?
    var installing: String?
    var digests: [String: String]

    init(_ inventory: ApplianceInventory) {
        installed = VersionsDocument(inventory.installed)
        packages = inventory.installedPackages.map(\.text).sorted()
        offered = inventory.offered.map { Offered(id: $0.id.text, isBlocked: $0.isBlocked, reason: $0.reason) }
        switch inventory.activity {
        case nil: (activity, installing) = (nil, nil)
        case .idle: (activity, installing) = ("idle", nil)
        case .installing(let package): (activity, installing) = ("installing", package?.text)
        }
        digests = Dictionary(uniqueKeysWithValues: inventory.digests.map { ($0.key.text, $0.value) })
    }

    func inventory() throws(StoreError) -> ApplianceInventory {
        var restored = ApplianceInventory(installed: try installed.versions())
        restored.installedPackages = Set(packages.map(PackageID.init(stored:)))
        restored.offered = offered.map {
            ApplianceInventory.OfferedPackage(
                id: PackageID(stored: $0.id), isBlocked: $0.isBlocked, reason: $0.reason)
        }
        switch activity {
        case "idle": restored.activity = .idle
        case "installing": restored.activity = .installing(installing.map(PackageID.init(stored:)))
        default: break
        }
        for (id, digest) in digests { restored.digests[PackageID(stored: id)] = digest }
        return restored
    }
}

struct HealthDocument: Codable {
    var alarms: [String]
    var freeBytes: Int64?
    var neededBytes: Int64?
    var sessionsOpen: Int?
    var usersLoggedIn: Int?
    var configurationChangedAt: Int64?

    init(_ health: ApplianceHealth) {
        (alarms, freeBytes, neededBytes) = (health.alarms, health.freeBytes, health.neededBytes)
        (sessionsOpen, usersLoggedIn) = (health.sessionsOpen, health.usersLoggedIn)
        configurationChangedAt = health.configurationChangedAt?.microseconds
    }

    var health: ApplianceHealth {
        ApplianceHealth(
            alarms: alarms, freeBytes: freeBytes, neededBytes: neededBytes, sessionsOpen: sessionsOpen,
            usersLoggedIn: usersLoggedIn, configurationChangedAt: Instant(stored: configurationChangedAt))
    }
}

struct BackupDocument: Codable {
    var reference: String
    var sha256: String
    var bytes: Int64?
    var isVerified: Bool

    init(_ backup: ApplianceBackup) {
        (reference, sha256, bytes, isVerified) = (backup.reference, backup.sha256, backup.bytes, backup.isVerified)
    }

    var backup: ApplianceBackup {
        ApplianceBackup(reference: reference, sha256: sha256, bytes: bytes, isVerified: isVerified)
    }
}

struct ExportDocument: Codable {
    var reference: String
    var fingerprint: String
    var hasPrivateKey: Bool

    init(_ export: CertificateExport) {
        (reference, fingerprint, hasPrivateKey) = (export.reference, export.fingerprint, export.hasPrivateKey)
    }

    var export: CertificateExport {
        CertificateExport(reference: reference, fingerprint: fingerprint, hasPrivateKey: hasPrivateKey)
    }
}

struct StagedDocument: Codable {
    var sha256: String?
    var at: Int64

    init(_ staged: StagedPackage) { (sha256, at) = (staged.sha256, staged.at.microseconds) }

    var staged: StagedPackage { StagedPackage(sha256: sha256, at: Instant(microseconds: at)) }
}

struct ProductHopDocument: Codable {
    var version: String
    var at: Int64
    var origin: String

    init(_ hop: ProductHop) { (version, at, origin) = (hop.version, hop.at.microseconds, hop.origin.rawValue) }

    func hop() throws(StoreError) -> ProductHop {
        ProductHop(
            version: version, at: Instant(microseconds: at), origin: try ProductHop.Origin(rawValue: origin).stored())
    }
}

struct FreezeDocument: Codable {
    var package: String
    var reason: String
    var at: Int64

    init(_ freeze: ApplianceFreeze) {
        (package, reason, at) = (freeze.package.text, freeze.reason, freeze.at.microseconds)
    }

    var freeze: ApplianceFreeze {
        ApplianceFreeze(package: PackageID(stored: package), reason: reason, at: Instant(microseconds: at))
    }
}

struct MeasuredDocument: Codable {
    var package: String
    var packageClass: String
    var took: Int64
    var estimate: Int64

    init(_ hop: MeasuredHop) {
        (package, packageClass) = (hop.package.text, hop.packageClass.rawValue)
        (took, estimate) = (hop.took.microseconds, hop.estimate.microseconds)
    }

    func hop() throws(StoreError) -> MeasuredHop {
        MeasuredHop(
            package: PackageID(stored: package), packageClass: try PackageClass(rawValue: packageClass).stored(),
            took: .microseconds(took), estimate: .microseconds(estimate))
    }
}
