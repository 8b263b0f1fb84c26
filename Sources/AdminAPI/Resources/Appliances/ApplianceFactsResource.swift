import RatchetCore

/// What an appliance said, when, and what was done to it.
public struct ApplianceFactsResource: Codable, Sendable, Equatable {
    /// The newest good answer to a question, and the trouble with asking since.
    public struct Answer<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
        @OrNull public var value: Value? = nil
        @OrNull public var at: String? = nil
        /// The driver's call, the checkpoint, or the person that it came from.
        @OrNull public var ref: String? = nil
        @OrNull public var trouble: Trouble? = nil
    }

    public struct Trouble: Codable, Sendable, Equatable {
        public var reason: String
        public var at: String
    }

    public struct Inventory: Codable, Sendable, Equatable {
        public var installed: VersionsResource
        public var installedPackages: [String]
        /// Whether it installs something just now, by whomever.
        public var isInstalling: Bool
    }

    public struct Health: Codable, Sendable, Equatable {
        public var alarms: [String]
        @OrNull public var freeBytes: Int64? = nil
        @OrNull public var neededBytes: Int64? = nil
        @OrNull public var sessionsOpen: Int? = nil
        @OrNull public var usersLoggedIn: Int? = nil
        @OrNull public var configurationChangedAt: String? = nil
    }

    /// Where the backup lies; never what is in it (G1).
    public struct Backup: Codable, Sendable, Equatable {
        public var reference: String
        public var sha256: String
        @OrNull public var bytes: Int64? = nil
        public var isVerified: Bool
    }

    /// Where certificate and key lie; never the key (G2).
    public struct Certificate: Codable, Sendable, Equatable {
        public var reference: String
        public var fingerprint: String
        public var hasPrivateKey: Bool
    }

    public struct Staged: Codable, Sendable, Equatable {
        public var package: String
        @OrNull public var sha256: String? = nil
        public var at: String
    }

    public struct ProductChange: Codable, Sendable, Equatable {
        public var version: String
        public var at: String
        /// `upgrade`, `observed`.
        public var origin: String
    }

    public struct Freeze: Codable, Sendable, Equatable {
        public var package: String
        public var reason: String
        public var at: String
    }

    public struct AtWork: Codable, Sendable, Equatable {
        public var verb: String
        public var call: String
        public var since: String
        /// The process's id, where it is one.
        @OrNull public var process: Int? = nil
        /// Where its output is kept.
        @OrNull public var folder: String? = nil
    }

    public struct Measured: Codable, Sendable, Equatable {
        public var package: String
        public var tookSeconds: Int64
        public var estimateSeconds: Int64
    }

    /// What its driver can do, and what a person has to.
    public var verbs: [String]
    public var lacking: [String]
    @OrNull public var verbsReadAt: String? = nil
    public var inventory: Answer<Inventory>
    public var health: Answer<Health>
    public var backup: Answer<Backup>
    public var certificate: Answer<Certificate>
    /// Where the newest support bundle lies.
    public var supportBundle: Answer<String>
    public var staged: [Staged]
    @OrNull public var stagingTrouble: Trouble? = nil
    /// What the driver still has at work of an earlier call: nothing that is done once begins beside it (D4).
    @OrNull public var atWork: AtWork? = nil
    /// Why the last installation could not even be begun.
    @OrNull public var installTrouble: Trouble? = nil
    @OrNull public var lastProductHop: ProductChange? = nil
    /// Set while it is frozen (D1): nothing but reading is asked of it. Do not restart it.
    @OrNull public var freeze: Freeze? = nil
    /// How long its own hops took, newest last (G3).
    public var measured: [Measured]
}

extension ApplianceFactsResource {
    init(_ facts: ApplianceFacts) {
        let all = DriverVerb.allCases
        self.init(
            verbs: all.filter(facts.verbs.contains).map(\.rawValue),
            lacking: all.filter { !facts.verbs.contains($0) }.map(\.rawValue),
            verbsReadAt: facts.verbsReadAt?.description, inventory: Answer(facts.inventory, Inventory.init),
            health: Answer(facts.health, Health.init), backup: Answer(facts.backup, Backup.init),
            certificate: Answer(facts.certificate, Certificate.init), supportBundle: Answer(facts.supportBundle) { $0 },
            staged: facts.staged.sorted { $0.key < $1.key }.map {
                Staged(package: $0.key.text, sha256: $0.value.sha256, at: $0.value.at.description)
            },
            stagingTrouble: facts.stagingTrouble.map(Trouble.init), atWork: facts.atWork.map(AtWork.init),
            installTrouble: facts.installTrouble.map(Trouble.init),
            lastProductHop: facts.lastProductHop.map {
                ProductChange(version: $0.version, at: $0.at.description, origin: $0.origin.rawValue)
            },
            freeze: facts.freeze.map {
                Freeze(package: $0.package.text, reason: $0.reason, at: $0.at.description)
            },
            measured: facts.measured.map {
                Measured(
                    package: $0.package.text, tookSeconds: $0.took.components.seconds,
                    estimateSeconds: $0.estimate.components.seconds)
            })
    }
}

extension ApplianceFactsResource.Trouble {
    init(_ trouble: ReadingTrouble) { (reason, at) = (trouble.reason, trouble.at.description) }
}

extension ApplianceFactsResource.AtWork {
    init(_ call: CallAtWork) {
        (verb, self.call, since) = (call.verb.rawValue, call.key, call.since.description)
        (process, folder) = (call.process, call.folder)
    }
}

extension ApplianceFactsResource.Answer {
    init<Of>(_ reading: Reading<Of>, _ value: (Of) -> Value) {
        self.init(
            value: reading.good.map { value($0.value) }, at: reading.good?.at.description, ref: reading.good?.ref,
            trouble: reading.trouble.map(ApplianceFactsResource.Trouble.init))
    }
}

extension ApplianceFactsResource.Inventory {
    init(_ inventory: ApplianceInventory) {
        self.init(
            installed: VersionsResource(inventory.installed),
            installedPackages: inventory.installedPackages.map(\.text).sorted(),
            isInstalling: inventory.isInstalling)
    }
}

extension ApplianceFactsResource.Health {
    init(_ health: ApplianceHealth) {
        self.init(
            alarms: health.alarms, freeBytes: health.freeBytes, neededBytes: health.neededBytes,
            sessionsOpen: health.sessionsOpen, usersLoggedIn: health.usersLoggedIn,
            configurationChangedAt: health.configurationChangedAt?.description)
    }
}

extension ApplianceFactsResource.Backup {
    init(_ backup: ApplianceBackup) {
        self.init(
            reference: backup.reference, sha256: backup.sha256, bytes: backup.bytes, isVerified: backup.isVerified)
    }
}

extension ApplianceFactsResource.Certificate {
    init(_ export: CertificateExport) {
        self.init(
            reference: export.reference, fingerprint: export.fingerprint, hasPrivateKey: export.hasPrivateKey)
    }
}
