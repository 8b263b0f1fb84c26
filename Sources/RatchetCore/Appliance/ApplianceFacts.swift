/// All that is known of an appliance, for gates and verdicts: what it said, when, and what was done to it.
public struct ApplianceFacts: Sendable, Equatable {
    public let id: ApplianceID
    public let name: String
    /// The release graph that its packages come from.
    public var product: String
    public var role: ApplianceRole
    /// When Ratchet was told of it: from then on an unknown last hop is soaked (S1).
    public let adoptedAt: Instant
    /// What its driver can do; a verb that it lacks becomes a checkpoint.
    public var verbs: Set<DriverVerb>
    /// When its driver was last asked for them; nil for never.
    public var verbsReadAt: Instant?
    public var inventory: Reading<ApplianceInventory>
    public var health: Reading<ApplianceHealth>
    public var backup: Reading<ApplianceBackup>
    public var certificate: Reading<CertificateExport>
    public var supportBundle: Reading<String>
    /// When a person last asked for a snapshot: every reading is due that was not tried since then.
    public var snapshotAskedAt: Instant?
    /// Packages that lie at the appliance, with the digest that was found there, where it was looked at.
    public var staged: [PackageID: StagedPackage]
    /// Why the last try to stage a package failed.
    public var stagingTrouble: ReadingTrouble?
    /// What its driver still has at work of an earlier call, as it said when it was last asked for its verbs (D4).
    public var atWork: CallAtWork?
    /// Why the last installation could not even be begun; nil once one was.
    public var installTrouble: ReadingTrouble?
    /// When what it runs was last changed, by a hop of ours or seen afterwards: a backup has to be newer (G1).
    public var changedAt: Instant?
    /// The newest change of its product's version, ours or not; nil while none is known.
    public var lastProductHop: ProductHop?
    /// Set while it is frozen (D1).
    public var freeze: ApplianceFreeze?
    /// How long its own hops took, newest last, at most eight of each class.
    public var measured: [MeasuredHop]

    public init(
        id: ApplianceID, name: String, product: String, role: ApplianceRole, adoptedAt: Instant,
        verbs: Set<DriverVerb> = []
    ) {
        (self.id, self.name, self.product, self.role) = (id, name, product, role)
        (self.adoptedAt, self.verbs) = (adoptedAt, verbs)
        verbsReadAt = nil
        (inventory, health, backup) = (Reading(), Reading(), Reading())
        (certificate, supportBundle) = (Reading(), Reading())
        (snapshotAskedAt, staged, stagingTrouble) = (nil, [:], nil)
        (atWork, installTrouble) = (nil, nil)
        (changedAt, lastProductHop, freeze, measured) = (nil, nil, nil, [])
    }

    /// Those of another machine under the same name, of which nothing is known yet. Its last hop is not, so it is soaked from now
    /// on (S1).
    public func begunAnew(at now: Instant) -> ApplianceFacts {
        ApplianceFacts(id: id, name: name, product: product, role: role, adoptedAt: now, verbs: verbs)
    }
}

extension ApplianceFacts {
    /// What failed is tried at once when it is needed next, and a file that is another one than the hop's counts as not staged.
    public mutating func tryAgain(with hop: PlannedHop?) {
        backup.forgetTrouble()
        certificate.forgetTrouble()
        (stagingTrouble, installTrouble) = (nil, nil)
        if let hop, staged[hop.package]?.isAnother(than: hop) == true { staged[hop.package] = nil }
    }
}

/// What an appliance is used for: a test appliance goes first, and its runs are the proof for the others (G5).
public enum ApplianceRole: String, Sendable, Equatable, CaseIterable {
    case production
    case test
}

/// The newest good answer to a question, and the trouble with asking since.
public struct Reading<Value: Sendable & Equatable>: Sendable, Equatable {
    public struct Good: Sendable, Equatable {
        public let value: Value
        public let at: Instant
        /// The driver's call or the checkpoint that it came from.
        public let ref: String

        public init(_ value: Value, at: Instant, ref: String) {
            (self.value, self.at, self.ref) = (value, at, ref)
        }
    }

    public typealias Trouble = ReadingTrouble

    public private(set) var good: Good?
    /// Nil when the last try went well.
    public private(set) var trouble: Trouble?
    /// When it was last asked for, whatever came of it.
    public var triedAt: Instant? { trouble?.at ?? good?.at }

    public init(good: Good? = nil, trouble: Trouble? = nil) { (self.good, self.trouble) = (good, trouble) }

    public mutating func take(_ value: Value, at now: Instant, ref: String) {
        (good, trouble) = (Good(value, at: now, ref: ref), nil)
    }

    public mutating func fail(_ reason: String, at now: Instant) { trouble = Trouble(reason, at: now, after: trouble) }

    public mutating func forgetTrouble() { trouble = nil }

    /// Whether there was a good answer at or after that moment.
    public func isNewer(than moment: Instant) -> Bool { good.map { $0.at >= moment } ?? false }
}

/// Why the last try to ask gave nothing.
public struct ReadingTrouble: Sendable, Equatable {
    public let reason: String
    public let at: Instant
    /// How often in a row it was tried in vain, this time included.
    public let tries: Int

    public init(_ reason: String, at: Instant, tries: Int = 1) {
        (self.reason, self.at, self.tries) = (reason, at, tries)
    }

    /// - Parameter before: the trouble of the try before; nil where that went well.
    public init(_ reason: String, at now: Instant, after before: ReadingTrouble?) {
        self.init(reason, at: now, tries: (before?.tries ?? 0) + 1)
    }

    /// When it is tried again by itself: what goes on failing more and more seldom, for each try costs the appliance something.
    func retryAt(_ policy: UpgradePolicy) -> Instant { at + policy.pause(afterTries: tries) }
}

/// A package that lies at the appliance, ready to be installed.
public struct StagedPackage: Sendable, Equatable {
    /// SHA-256 in hexadecimal digits, where it was looked at.
    public let sha256: String?
    public let at: Instant

    public init(sha256: String?, at: Instant) { (self.sha256, self.at) = (sha256, at) }
}

/// A change of the product's version; the soak is counted from it (S1, S7).
public struct ProductHop: Sendable, Equatable {
    public enum Origin: String, Sendable, Equatable, CaseIterable {
        /// An upgrade of ours, verified.
        case upgrade
        /// Seen in the inventory: somebody else's, or what a restoring brought back.
        case observed
    }

    public let version: String
    /// When it was verified, or seen.
    public let at: Instant
    public let origin: Origin

    public init(version: String, at: Instant, origin: Origin) {
        (self.version, self.at, self.origin) = (version, at, origin)
    }
}

/// Why an appliance is left alone: nothing but reading and the support bundle is asked of it until a person unfreezes it (D1).
public struct ApplianceFreeze: Sendable, Equatable {
    public let package: PackageID
    public let reason: String
    public let at: Instant

    public init(package: PackageID, reason: String, at: Instant) {
        (self.package, self.reason, self.at) = (package, reason, at)
    }
}

/// How long a hop of this appliance took, beside what was estimated for it.
public struct MeasuredHop: Sendable, Equatable {
    public let package: PackageID
    public let packageClass: PackageClass
    public let took: Duration
    public let estimate: Duration

    public init(package: PackageID, packageClass: PackageClass, took: Duration, estimate: Duration) {
        (self.package, self.packageClass, self.took, self.estimate) = (package, packageClass, took, estimate)
    }
}
