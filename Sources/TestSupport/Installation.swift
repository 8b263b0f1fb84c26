public import Foundation
public import Orchestrator
public import Ports
public import RatchetCore
public import Storage
import Synchronization

/// A clock that stands still until a test moves it.
public final class StandingClock: WallClock {
    private let moment: Mutex<Instant>

    public init(_ moment: Instant) { self.moment = Mutex(moment) }

    public func now() -> Instant { moment.withLock { $0 } }

    /// Lets time pass.
    public func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

/// Ids that rise: `id-0001`, `id-0002`, ...
public final class CountingIDs: IDSource {
    private let last = Mutex(0)

    public init() {}

    public func next() -> String {
        let number = last.withLock { last in
            last += 1
            return last
        }
        return "id-" + String(String(100_000 + number).dropFirst())
    }
}

/// Octets that are told apart and easily guessed; as chance, always the middle.
public final class CountingOctets: RandomSource {
    private let last = Mutex(UInt32(0))

    public init() {}

    public func octets(_ count: Int) -> [UInt8] {
        let number = last.withLock { last in
            last += 1
            return last
        }
        let middle = [0x80] + [UInt8](repeating: 0, count: max(count - 1, 0))
        return count < 8 ? middle : middle.dropLast(2) + [UInt8(number >> 8 & 255), UInt8(number & 255)]
    }
}

/// Seals nothing; for tests in which nobody reads secrets.
public struct OpenBox: SecretBox {
    public init() {}
    public func seal(_ secret: Data, context: String) throws -> Data { secret }
    public func open(_ sealed: Data, context: String) throws -> Data { sealed }
}

/// An installation: the real steps on the real schema, with a clock that stands still.
public struct Installation: Sendable {
    /// 2026-05-01T12:00:00Z.
    public static let start = LocalDateTime("2026-05-01T12:00:00")?.asUTC ?? Instant(seconds: 0)

    public let store: any Store
    public let clock: StandingClock
    public let runner: StepRunner
    private let database: TestDatabase

    /// A new one with an empty database.
    public init(on engine: StoreEngine = .memory, settings: Settings = Settings()) throws {
        try self.init(TestDatabase(engine), StandingClock(Installation.start), CountingIDs(), settings)
    }

    private init(
        _ database: TestDatabase, _ clock: StandingClock, _ ids: any IDSource, _ settings: Settings
    ) throws {
        (self.database, self.clock, store) = (database, clock, try database.open())
        runner = StepRunner(
            store: store, clock: clock, ids: ids, random: CountingOctets(), secrets: OpenBox(), settings: settings)
    }

    /// Another server on the same database, at the same time; on PostgreSQL only.
    public func another() throws -> Installation {
        try Installation(database, clock, runner.ids, runner.settings)
    }

    /// The server ended and started again: nothing is left but what is in the database.
    public func restarted() async throws -> Installation {
        await store.close()
        return try another()
    }

    public var now: Instant { clock.now() }

    /// Does one unit of work.
    @discardableResult
    public func write<Reply: Sendable>(
        _ work: @escaping @Sendable (inout StoreTransaction) throws -> Reply
    ) async throws -> Reply {
        try await store.perform(work)
    }

    /// A device with these facts and, unless it is only seen, a channel that can be pushed to.
    @discardableResult
    public func add(_ identifier: String, _ facts: DeviceFacts) async throws -> DeviceID {
        let (id, now) = (DeviceID("device-\(identifier)"), now)
        return try await write { store in
            _ = try store.touchOrCreate(identifier: identifier, newID: id, facts: facts, at: now)
            guard let channel = EnrolmentID(device: identifier) else { return id }
            try store.startEnrolment(channel, of: id, isUserChannel: false, topic: "topic", at: now)
            guard facts.enrolment == .enrolled else { return id }
            try store.setPushAddress(
                channel, topic: "topic", token: Data("secret-token".utf8), magic: "secret-magic", at: now)
            return id
        }
    }

    /// Makes these rows the newest good fetch.
    public func importFeed(_ rows: [FeedRow]) async throws {
        let now = now
        try await write { store in
            try store.importFeed(rows, of: Set(ReleaseList.allCases), sha256: "\(now)", at: now, missingSince: now)
        }
    }

    /// Keeps an enforcement as the events of `walk` leave it.
    @discardableResult
    public func enforce(
        _ version: String, on device: DeviceID, plan: PlanID, by deadline: String = "2026-06-01T19:00:00",
        _ walk: @escaping @Sendable (inout Enforcement, Evidence) -> Void = { _, _ in }
    ) async throws -> EnforcementID {
        let now = now
        return try await write { store in
            guard let version = OSVersion(version), let deadline = LocalDateTime(deadline) else {
                throw StoreError.corrupt("the test's own version or deadline")
            }
            let id = EnforcementID("enforcement-\(device)-\(version)")
            var enforcement = Enforcement(
                id: id, device: device, plan: plan, target: Target(version: version), deadline: deadline,
                detailsURL: nil, at: now)
            walk(&enforcement, Evidence(.statusReport, at: now, ref: "report-1"))
            try store.save(enforcement)
            return id
        }
    }
}

extension Enforcement {
    /// The device has been offered it and has fetched the declaration.
    public mutating func deliver(_ evidence: Evidence) {
        _ = offered(evidence)
        _ = fetched(serverToken: "token", current: "token", evidence)
    }
}

extension DeviceFacts {
    /// A supervised Mac that runs `version`, all of whose inventory is known.
    public static func mac(_ version: String, serial: String? = nil, name: String? = nil) -> DeviceFacts {
        var facts = known(version, feedKey: "J413AP")
        (facts.productName, facts.serialNumber, facts.name) = ("Mac14,7", serial, name)
        return facts
    }

    /// An iPhone that runs `version`, all of whose inventory is known.
    public static func phone(_ version: String, serial: String? = nil) -> DeviceFacts {
        var facts = known(version, feedKey: "iPhone17,1")
        (facts.productName, facts.serialNumber) = ("iPhone17,1", serial)
        return facts
    }

    private static func known(_ version: String, feedKey: String) -> DeviceFacts {
        let evidence = Evidence(.statusReport, at: Installation.start, ref: "report-0")
        var facts = DeviceFacts(enrolment: .enrolled)
        facts.installed = OSVersion(version).map { Known(InstalledOS(version: $0, build: "25A1"), evidence) }
        facts.capabilities = Known(
            Capabilities(declarationTypes: [Capabilities.enforcementType], statusItems: []), evidence)
        facts.isSupervised = Known(true, evidence)
        facts.statusFeedKey = Known(FeedKey(feedKey), evidence)
        return facts
    }
}

extension FeedRow {
    /// A release for MDM, on the list of what it may enforce, that can be installed for a long time.
    public static func release(_ platform: String, _ version: String, _ build: String, for device: String) -> FeedRow? {
        guard let version = OSVersion(version) else { return nil }
        return FeedRow(
            list: .assets, release: Release(platform: platform, version: version, build: build),
            device: FeedKey(device), postingDate: CivilDate("2026-04-20"), expirationDate: CivilDate("2027-01-01"))
    }
}
