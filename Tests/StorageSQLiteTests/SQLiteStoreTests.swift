import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

@Suite struct SQLiteStoreTests {
    private static let insert = SQLStatement("INSERT INTO thing (id, number) VALUES ($1, 1)")
    private static let ids = SQLStatement("SELECT id FROM thing ORDER BY id")

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func open(_ name: String = "data/ratchet.sqlite") throws -> SQLiteStore {
        try SQLiteStore(path: directory.path(name), migrations: StoreContract.migrations)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: directory.path(name))[.posixPermissions] as? Int
    }

    @Test func `the database, its log and its directory are their owner's alone`() async throws {
        let store = try open()
        try await store.perform { try $0.run(Self.insert, [.text("a")]) }
        #expect(try mode("data") == 0o700)
        #expect(try mode("data/ratchet.sqlite") == 0o600)
        #expect(try mode("data/ratchet.sqlite-wal") == 0o600)
        await store.close()
    }

    @Test func `a database that others may read is closed to them when it is opened`() async throws {
        try await open().close()
        let path = directory.path("data/ratchet.sqlite")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try await open().close()
        #expect(try mode("data/ratchet.sqlite") == 0o600)
    }

    @Test func `the writer flushes every commit and checks foreign keys`() async throws {
        let store = try open()
        for (pragma, value) in [("synchronous", 2), ("foreign_keys", 1)] as [(String, Int64)] {
            let rows = try await store.perform { try $0.run(SQLStatement("PRAGMA \(pragma)")) }
            #expect(rows == [SQLRow([.int(value)])], "\(pragma)")
        }
        let mode = try await store.read { try $0.run("PRAGMA journal_mode") }
        #expect(mode == [SQLRow([.text("wal")])])
        await store.close()
    }

    @Test func `what was written is there after closing and opening`() async throws {
        let store = try open()
        try await store.perform { try $0.run(Self.insert, [.text("a")]) }
        await store.close()
        let again = try open()
        let rows = try await again.read { try $0.run(Self.ids) }
        #expect(rows == [SQLRow([.text("a")])])
        await again.close()
    }

    @Test func `a file that is no database is corrupt, and one that can't be made unavailable`() throws {
        try Data("this is not a database, it only is long enough to be taken for one".utf8)
            .write(to: URL(filePath: directory.path("letter")))
        #expect(throws: StoreError.corrupt()) { try open("letter") }
        #expect(throws: StoreError.unavailable()) { try open("letter/ratchet.sqlite") }
    }

    @Test func `a copy of the files in the middle of a run has what was acknowledged and no more`() async throws {
        let store = try open()
        let acknowledged = Acknowledged()
        let writers = Task {
            await withTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask { await write(as: writer, to: store, noting: acknowledged) }
                }
            }
        }
        for round in 0..<5 {
            try await until { acknowledged.count >= (round + 1) * 40 }
            // Inside a unit of work nothing is being committed, so what is on the disk now is what a power cut leaves.
            let before = try await store.perform { [directory] transaction in
                try transaction.run(Self.insert, [.text("not-committed-\(round)")])
                let before = acknowledged.all
                try copyDatabase(in: directory, to: "copy-\(round)")
                return before
            }
            let copy = try open("copy-\(round)/ratchet.sqlite")
            let found = try await copy.read { transaction in try transaction.run(Self.ids).map { try $0.text(0) } }
            #expect(before.count >= (round + 1) * 40)
            #expect(before.subtracting(found).isEmpty, "acknowledged and lost")
            #expect(!found.contains("not-committed-\(round)"))
            await copy.close()
        }
        writers.cancel()
        await writers.value
        await store.close()
    }

    @Sendable private func write(as writer: Int, to store: SQLiteStore, noting acknowledged: Acknowledged) async {
        var number = 0
        while !Task.isCancelled {
            let id = "\(writer)-\(number)"
            number += 1
            guard (try? await store.perform { try $0.run(Self.insert, [.text(id)]) }) != nil else { continue }
            acknowledged.insert(id)
        }
    }
}

/// Copies the database and its log, as they are, without the index, which is made anew.
private func copyDatabase(in directory: TemporaryDirectory, to name: String) throws {
    try FileManager.default.createDirectory(atPath: directory.path(name), withIntermediateDirectories: true)
    for file in ["ratchet.sqlite", "ratchet.sqlite-wal"] {
        let (from, to) = (directory.path("data/\(file)"), directory.path("\(name)/\(file)"))
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }
}
