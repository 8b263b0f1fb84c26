import Orchestrator
public import Ports
public import RatchetCore
import Storage

/// What is needed to take an appliance from one version to another, as small as can be.
public enum Sample {
    public struct Unreadable: Error {}

    /// From base 6.0 and product 22.1: product 22.2 is a required stop, 23.1 a major package that needs base 6.1.
    public static func graph(_ product: String = "acme") throws -> ReleaseGraph {
        try ReleaseGraph(
            product: product,
            packages: [
                package("base-6.1", .base, "6.1"), package("product-22.2", .product, "22.2", needs: ">=22.1"),
                package("product-23.1", .product, "23.1", needs: ">=22.2", base: ">=6.1"),
                package("licence-x", .licence, "1", needs: ">=23"),
            ], origins: [Origin(.base, version("6.0")), Origin(.product, version("22.1"))])
    }

    private static func package(
        _ id: String, _ packageClass: PackageClass, _ text: String, needs product: String? = nil,
        base: String? = nil
    ) throws -> Package {
        Package(
            id: PackageID(stored: id), name: "Package \(id)", packageClass: packageClass, version: try version(text),
            requiredBase: base.flatMap { VersionConstraint($0) },
            requiredProduct: product.flatMap { VersionConstraint($0) }, estimate: .minutes(20),
            sha256: String(repeating: "ab", count: 32), recovery: Recovery(.restore))
    }

    public static func version(_ text: String) throws -> PackageVersion {
        guard let version = PackageVersion(text) else { throw Unreadable() }
        return version
    }

    public static func versions(_ base: String?, _ product: String?) throws -> InstalledVersions {
        InstalledVersions(base: try base.map(version), product: try product.map(version))
    }

    /// Open each night from 22:00 to 06:00 UTC.
    public static func nights(_ name: String = "nights") throws -> WindowCalendar {
        guard let start = LocalTime("22:00"),
            let window = WeeklyWindow(days: Set(Weekday.allCases), start: start, length: .hours(8))
        else { throw Unreadable() }
        return WindowCalendar(name: name, zone: .utc, weekly: [window])
    }

    public static let digest = String(repeating: "ab", count: 32)
}

/// A driver that is played by a test: what an appliance runs, and what it answers.
public struct PlayedDriver: Sendable {
    public var verbs = Set(DriverVerb.allCases)
    public var runs: InstalledVersions
    public var alarms: [String] = []
    /// What is answered in place of the usual.
    public var instead: [DriverVerb: DriverOutcome] = [:]
    /// What it says that it still has at work.
    public var atWork: CallAtWork?

    public init(_ base: String = "6.0", _ product: String = "22.1") throws { runs = try Sample.versions(base, product) }

    public mutating func answer(_ request: DriverCall.Request) throws -> DriverOutcome? {
        guard verbs.contains(request.verb) else { return nil }
        if let other = instead[request.verb] { return other }
        switch request {
        case .inventory: return .answered(.inventory(ApplianceInventory(installed: runs)))
        case .health: return .answered(.health(ApplianceHealth(alarms: alarms)))
        case .backup:
            return .answered(.backup(ApplianceBackup(reference: "vault/1", sha256: Sample.digest, isVerified: true)))
        case .exportCertificate:
            return .answered(
                .certificate(CertificateExport(reference: "vault/2", fingerprint: Sample.digest, hasPrivateKey: true)))
        case .stage: return .answered(.staged(sha256: Sample.digest))
        case .install(let package):
            let installed = try Sample.version(package.version)
            switch package.packageClass {
            case .base: runs = InstalledVersions(base: installed, product: runs.product)
            case .product: runs = InstalledVersions(base: runs.base, product: installed)
            case .licence: break
            }
            return .answered(.installed)
        case .restore: return .answered(.restored)
        case .supportBundle: return .answered(.supportBundle(reference: "vault/3"))
        }
    }
}

/// A call of a driver that was begun and not answered.
public struct BegunCall: Sendable {
    let begun: DriverCallSteps.Begun
    public var verb: DriverVerb { begun.call.request.verb }
}

extension Installation {
    /// Makes the calls that wait for drivers, one after the other, until none does. Returns what was asked.
    @discardableResult
    public func drive(_ driver: inout PlayedDriver) async throws -> [DriverVerb] {
        var asked: [DriverVerb] = []
        while asked.count < 200, let call = try await beginCall() {
            asked.append(call.verb)
            try await settle(call, &driver)
        }
        return asked
    }

    /// Begins the next call that waits for a driver, without making it.
    public func beginCall() async throws -> BegunCall? {
        while true {
            let claimed = try await runner.perform { store, context in try DriverCallSteps.claim(1, &store, context) }
            guard let work = claimed.first else { return nil }
            let begun = try await runner.perform { store, context in try DriverCallSteps.begin(work, &store, context) }
            if let begun { return BegunCall(begun: begun) }
        }
    }

    /// Lets the driver answer a call that was begun.
    public func settle(_ call: BegunCall, _ driver: inout PlayedDriver) async throws {
        let outcome = try driver.answer(call.begun.call.request)
        let state = DriverCallSteps.DriverState(verbs: driver.verbs, atWork: driver.atWork)
        try await runner.perform { store, context in
            try DriverCallSteps.settle(call.begun, outcome, state, &store, context)
        }
    }

    /// Says on the way how far a call is.
    public func progress(_ call: BegunCall, _ progress: DriverProgress) async throws {
        _ = try await runner.perform { store, context in
            try DriverCallSteps.progress(call.begun, progress, &store, context)
        }
    }

    /// Nobody is there to answer a call that was begun.
    public func settleWithoutDriver(_ call: BegunCall) async throws {
        try await runner.perform { store, context in
            let outcome = DriverOutcome.notBegun(reason: "the configuration has no driver named x")
            return try DriverCallSteps.settle(call.begun, outcome, nil, &store, context)
        }
    }
}
