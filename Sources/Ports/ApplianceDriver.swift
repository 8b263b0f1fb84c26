public import RatchetCore

/// Whoever can talk to one kind of appliance: one narrow port.
///
/// A driver decides nothing. What it says of a verb is taken as what it is, a claim: whether a hop succeeded is decided by what
/// the appliance reports afterwards (D3).
public protocol ApplianceDriver: Sendable {
    /// The verbs that it has for this appliance; one that it lacks becomes a checkpoint that a person signs off.
    func verbs(for appliance: DrivenAppliance) async -> Set<DriverVerb>

    /// Does one call and says what came of it; it throws nothing and ends within the call's time limit, and what takes it to
    /// break the call off.
    ///
    /// What is done once (`DriverVerb.isOneShot`) is begun once for its key, also by another process on the same records: a
    /// second call with the key begins nothing, but follows what was begun and says what is known of its end. It goes on when
    /// the limit has passed or the task is cancelled; the outcome is then lost (design rule 2, D4).
    ///
    /// Nor is it begun while an earlier one of the same appliance is neither ended nor abandoned, whoever has given up waiting for it:
    /// the answer is then `notBegun`, and `atWork` names the earlier one. No driver ends it.
    ///
    /// - Parameter progress: called with what the appliance tells on the way, in order; may be called never.
    func perform(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome

    /// What came of a call that may have been made before a crash: it is never made here, not even for the first time (D4). Where it
    /// still goes on it is waited for; where nobody knows it is lost.
    func recall(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome

    /// The call that is done once and that the driver still has at work for the appliance, as far as it can tell; nil where there is none.
    func atWork(on appliance: DrivenAppliance) async -> CallAtWork?
}

/// How a driver finds an appliance.
public struct DrivenAppliance: Sendable, Hashable {
    public let id: ApplianceID
    public let name: String
    /// A host name, an address, or whatever else the driver understands.
    public let address: String

    public init(id: ApplianceID, name: String, address: String) {
        (self.id, self.name, self.address) = (id, name, address)
    }
}

/// A package as a driver needs it.
public struct DrivenPackage: Sendable, Equatable {
    public let id: PackageID
    public let name: String
    public let packageClass: PackageClass
    public let version: String
    /// Where its file is, in words that the driver understands; nil where the appliance gets it by itself.
    public let source: String?
    /// SHA-256 of the file in hexadecimal digits, where it is known.
    public let sha256: String?

    public init(
        id: PackageID, name: String, packageClass: PackageClass, version: String, source: String? = nil,
        sha256: String? = nil
    ) {
        (self.id, self.name, self.packageClass) = (id, name, packageClass)
        (self.version, self.source, self.sha256) = (version, source, sha256)
    }
}

/// One call, with a key of its own: two calls with the same key are the same call, so no two requests share one.
public struct DriverCall: Sendable, Equatable {
    public enum Request: Sendable, Equatable {
        case inventory
        case health
        case backup
        case exportCertificate
        case stage(DrivenPackage)
        case install(DrivenPackage)
        case restore(ApplianceBackup)
        case supportBundle

        public var verb: DriverVerb {
            switch self {
            case .inventory: .inventory
            case .health: .health
            case .backup: .backup
            case .exportCertificate: .exportCertificate
            case .stage: .stage
            case .install: .install
            case .restore: .restore
            case .supportBundle: .supportBundle
            }
        }
    }

    public let key: String
    public let request: Request
    /// How long its answer is waited for. An install and a restore are never broken off: past it, the answer is lost.
    public let timeLimit: Duration

    public init(key: String, request: Request, timeLimit: Duration) {
        (self.key, self.request, self.timeLimit) = (key, request, timeLimit)
    }
}

/// What an appliance says while it works.
public struct DriverProgress: Sendable, Equatable {
    /// 0 to 1, where it can tell.
    public let fraction: Double?
    public let message: String

    public init(fraction: Double?, message: String) { (self.fraction, self.message) = (fraction, message) }
}

/// What came of a call.
public enum DriverOutcome: Sendable, Equatable {
    public enum Answer: Sendable, Equatable {
        case inventory(ApplianceInventory)
        case health(ApplianceHealth)
        case backup(ApplianceBackup)
        case certificate(CertificateExport)
        /// The package lies at the appliance; with the digest that was found there, where it was looked at.
        case staged(sha256: String?)
        /// The installer ended and claims success. It proves nothing (D3).
        case installed
        case restored
        /// Where the bundle lies.
        case supportBundle(reference: String)
    }

    case answered(Answer)
    /// It was refused or failed, in words for a person; what was captured of its output lies at `output`, where it was.
    case failed(reason: String, output: String? = nil)
    /// Nothing was begun, for certain: the driver is at fault, or an earlier call is still at work. It may be made again under another key.
    case notBegun(reason: String, output: String? = nil)
    /// Nobody knows whether it was done: no answer in time, a broken connection, an answer that can't be read.
    case lost(reason: String, output: String? = nil)
}
