import Foundation
import Logging
import Orchestrator
import Ports
import RatchetCore
import Storage
import StoragePostgres
import StorageSQLite
import Synchronization
import TestSupport

extension Benchmark {
    static let stores = MeasuredEngine.allCases.flatMap { [fanOut(on: $0), feedImport(on: $0)] }

    /// One change that concerns every device is queued for each of them, durably.
    private static func fanOut(on engine: MeasuredEngine) -> Benchmark {
        let devices = 10_000
        return Benchmark(name: "fan-out to 10,000, \(engine)", unit: "device", units: devices) {
            let (store, folder) = try engine.emptyStore()
            let installation = SampleInstallation(store)
            try await installation.fill(devices: devices)
            return {
                defer { withExtendedLifetime(folder) {} }
                return try await installation.store.perform { store in
                    try store.replanAllDevices(at: Instant(microseconds: 1_800_000_000_000_000))
                    return store.changes
                }
            }
        }
    }

    /// A feed in the size of Apple's, of which every row has changed, into the catalog.
    private static func feedImport(on engine: MeasuredEngine) -> Benchmark {
        Benchmark(name: "feed import, \(engine)", unit: "feed", units: 1) {
            let (store, folder) = try engine.emptyStore()
            let lookup = LookupService(
                runner: SampleInstallation(store).runner, source: try ChangingFeed(), logger: Logger(label: "bench"))
            return {
                defer { withExtendedLifetime(folder) {} }
                return try await lookup.refreshNow(believingBecause: nil).rows
            }
        }
    }
}

/// A feed that is another one whenever it is fetched.
private final class ChangingFeed: LookupSource {
    private let editions: [Data]
    private let fetches = Mutex(0)

    init() throws { editions = try (0..<2).map { try SampleFeed.json(edition: $0) } }

    func fetch(etag: String?) async throws -> LookupAnswer {
        let number = fetches.withLock { fetches in
            fetches += 1
            return fetches
        }
        return .feed(editions[number % editions.count], etag: nil)
    }
}

extension MeasuredEngine {
    /// Of its own, gone when the process is; SQLite's is in the folder, which has to be held on to.
    func emptyStore() throws -> (any Store, TemporaryDirectory) {
        let folder = try TemporaryDirectory()
        switch self {
        case .sqlite: return (try SQLiteStore(path: folder.path("bench.sqlite"), migrations: Schema.migrations), folder)
        case .postgres:
            let url = try ThrowawayPostgres.durable.get().makeDatabase().url
            return (try PostgresStore(url: url, migrations: Schema.migrations), folder)
        }
    }
}
