public import FleetSimulator
public import Foundation
public import Ports
public import RatchetCore

/// A port's words in a simulated appliance's, and its replies in a port's. Pure, so that a simulation in its own time can use it too.
public enum SimulatedTranslation {
    /// What a call tells a simulated appliance to do.
    public static func order(of request: DriverCall.Request) -> ApplianceOrder {
        switch request {
        case .inventory: .inventory
        case .health: .health
        case .backup: .backup
        case .exportCertificate: .exportCertificate
        case .stage(let package): .stage(package: package.id.text)
        case .install(let package): .install(package: package.id.text)
        case .restore(let backup): .restore(backup: backup.reference)
        case .supportBundle: .supportBundle
        }
    }

    /// What a reply says of a call.
    public static func outcome(of reply: ApplianceReply, to verb: DriverVerb) -> DriverOutcome {
        switch reply {
        case .inventory(let report): inventory(report).map { .answered(.inventory($0)) } ?? unknown("garbled", verb)
        case .health(let condition): .answered(.health(health(condition)))
        case .backup(let reference, let sha256, let bytes):
            .answered(
                .backup(ApplianceBackup(reference: reference, sha256: sha256, bytes: bytes, isVerified: true)))
        case .certificate(let reference, let fingerprint):
            .answered(
                .certificate(CertificateExport(reference: reference, fingerprint: fingerprint, hasPrivateKey: true)))
        case .staged(let sha256): .answered(.staged(sha256: sha256))
        case .installed: .answered(.installed)
        case .restored: .answered(.restored)
        case .supportBundle(let reference): .answered(.supportBundle(reference: reference))
        case .error(let reason): .failed(reason: reason)
        case .garbled: unknown("the answer of `\(verb.rawValue)` can't be read", verb)
        case .silence: unknown("the connection broke during `\(verb.rawValue)`", verb)
        }
    }

    /// What an appliance says that it has at work.
    public static func callAtWork(_ work: (call: String, order: ApplianceOrder, began: Date)) -> CallAtWork {
        let verb: DriverVerb = if case .restore = work.order { .restore } else { .install }
        return CallAtWork(
            verb: verb, key: work.call, since: Instant(seconds: Int64(work.began.timeIntervalSince1970)))
    }

    /// What nobody knows the end of: lost for what is done once, failed for the rest.
    public static func unknown(_ reason: String, _ verb: DriverVerb) -> DriverOutcome {
        verb.isOneShot ? .lost(reason: reason) : .failed(reason: reason)
    }

    /// The simulator's time.
    public static func date(_ moment: Instant) -> Date {
        Date(timeIntervalSince1970: Double(moment.microseconds) / 1_000_000)
    }

    private static func inventory(_ report: ApplianceReport) -> ApplianceInventory? {
        guard let base = PackageVersion(report.base), let product = PackageVersion(report.product) else { return nil }
        return ApplianceInventory(
            installed: InstalledVersions(base: base, product: product),
            installedPackages: Set(report.installed.map(PackageID.init(stored:))),
            offered: report.available.map {
                .init(id: PackageID(stored: $0.id), isBlocked: $0.refusal != nil, reason: $0.refusal)
            },
            activity: report.installing.map { .installing(PackageID(stored: $0)) } ?? .idle,
            digests: Dictionary(
                report.digests.map { (PackageID(stored: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    private static func health(_ condition: ApplianceCondition) -> ApplianceHealth {
        ApplianceHealth(
            alarms: condition.alarms, freeBytes: condition.freeBytes, neededBytes: condition.neededBytes,
            sessionsOpen: condition.sessions, usersLoggedIn: condition.users,
            configurationChangedAt: Instant(
                seconds: Int64(condition.configurationChangedAt.timeIntervalSince1970.rounded(.down))))
    }
}

extension Instant {
    /// The microsecond after a moment of the simulator's time.
    init(rounding date: Date) {
        self.init(microseconds: Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.up)) + 1)
    }
}
