import Foundation
import Orchestrator
import Storage
import StoragePostgres
import StorageSQLite
import TestSupport

/// Where the server keeps its rows while it is measured.
enum MeasuredEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// An installation of this size in a folder of its own, and the server's configuration for it.
    struct Prepared: Sendable {
        let configuration: URL
        /// The database's first process.
        let database: Int32?
    }

    func prepare(devices: Int, in folder: URL) async throws -> Prepared {
        let data = folder.appending(path: rawValue)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        switch self {
        case .sqlite:
            let store = try SQLiteStore(
                path: data.appending(path: "ratchet.sqlite").path, migrations: Schema.migrations)
            try await fill(store, devices)
            return try Prepared(configuration: write(data, store: "sqlite"), database: nil)
        case .postgres:
            let postgres = try ThrowawayPostgres.durable.get()
            let url = try postgres.makeDatabase().url
            try await fill(try PostgresStore(url: url, migrations: Schema.migrations), devices)
            try PostgresDriver(PostgresAddress(url)).execute("VACUUM (ANALYZE)")
            try PostgresDriver(PostgresAddress(url)).execute("CHECKPOINT")
            return try Prepared(configuration: write(data, store: url), database: postgres.pid())
        }
    }

    private func fill(_ store: any Store, _ devices: Int) async throws {
        try await SampleInstallation(store).fill(devices: devices)
        await store.close()
    }

    /// Nothing listens where feeds and pushes go to; they are not what is measured.
    private func write(_ data: URL, store: String) throws -> URL {
        let file = data.appending(path: "ratchet.yaml")
        let text = """
            data: .
            store: "\(store)"
            admin: {listen: "127.0.0.1:0"}
            devices: {listen: "127.0.0.1:0", insecure: true}
            lookup: {url: "http://127.0.0.1:9/"}
            push: {url: "http://127.0.0.1:9"}
            log: {level: error}

            """
        try Data(text.utf8).write(to: file)
        return file
    }
}
