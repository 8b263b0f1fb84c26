import Foundation
import Synchronization
import TestSupport
import Testing

/// The database's password stands in the configuration, and nowhere else.
@Suite("The database's password", .timeLimit(.minutes(5)))
struct PasswordTests {
    private let fleet: ServedFleet

    init() throws { fleet = try ServedFleet() }

    /// In parts, for a part of a password is too much as well.
    private static let parts = ["geheim", "7391xq"]

    private static func expectNoPassword(in text: String, _ place: String) {
        for part in parts { #expect(!text.contains(part), "\(place): \(text)") }
    }

    /// Every file beside the configurations themselves.
    private func files() throws -> [URL] {
        let all = FileManager.default.enumerator(at: fleet.folder.url, includingPropertiesForKeys: [.isRegularFileKey])
        return try (all?.compactMap { $0 as? URL } ?? []).filter { file in
            try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true && file.pathExtension != "yaml"
        }
    }

    @Test func `a server that works says it nowhere: not in its log, answers, arguments or data folder`() async throws {
        let guarded = try ThrowawayPostgres.database(password: "geheim@7391xq/ 100%")
        let url = guarded.url(password: "geheim%407391xq%2F%20100%25")
        let server = try fleet.configure("here", store: "\"\(url)\"", log: "trace")
        let running = try await fleet.serve(server)
        var said = ""
        for path in ["status", "overview", "devices", "events", "nothing", "../openapi.json"] {
            said += try await fleet.finish("curl -s http://\(server.admin)/api/v1/\(path) \(fleet.token(server))")
                .output
        }
        said += try await fleet.finish("ratchet config check --config here.yaml --json; ratchet config keys").output
        let id = try #require(running.said.withLock { $0.firstMatch(of: #/pid (\d+)/#)?.1 })
        said += try await fleet.finish("tr '\\0' ' ' </proc/\(id)/cmdline; cat /proc/\(id)/task/*/comm").output
        #expect(said.contains("serve --config here.yaml"))
        await running.interrupt()
        Self.expectNoPassword(in: said, "what was asked")
        Self.expectNoPassword(in: running.said.withLock { $0 }, "the log")
        let files = try files()
        #expect(files.contains { $0.lastPathComponent == "secrets.key" })
        for file in files {
            Self.expectNoPassword(in: String(decoding: try Data(contentsOf: file), as: UTF8.self), file.path)
        }
    }

    /// Stores that can't be used, of which libpq or we might repeat too much.
    private static let unusable = [
        "postgres://u:geheim7391xq@127.0.0.1:1/db", "postgres://u:geheim7391xq@nowhere.invalid/db",
        "postgres://u:geheim%407391xq@127.0.0.1:1/db", "postgres://u:geheim@7391xq@127.0.0.1:1/db",
        "postgres://u:geheim/7391xq@127.0.0.1:1/db", "postgres://u:12/7391xq@127.0.0.1:1/db",
        "postgres://u:geheim?7391xq@127.0.0.1:1/db", "postgres://u:geheim#7391xq@127.0.0.1:1/db",
        "postgres://u:geheim%zz7391xq@127.0.0.1:1/db", "postgres://u:geheim 7391xq@127.0.0.1:1/db",
        "postgres://u:geheim7391xq@[::1/db", "postgres://u:geheim7391xq@127.0.0.1:1/db?sslmode=nonsense",
        "postgres://u:geheim7391xq@127.0.0.1:1/db?nonsense=1",
        "postgresql://127.0.0.1:1/db?user=u&password=geheim7391xq",
        "host=127.0.0.1 port=1 user=u password=geheim7391xq", "mysql://u:geheim7391xq@127.0.0.1:1/db", "geheim7391xq",
    ]

    /// Everything that the program says of a configuration.
    private func everythingSaid(of name: String, environment: [String: String] = [:]) async throws -> String {
        let server = try await fleet.finish("ratchet serve --config \(name).yaml", environment: environment)
        #expect(server.exit == 1 && !server.output.isEmpty, "\(server.output)")
        let check = "ratchet config check --config \(name).yaml"
        return try await server.output + fleet.finish("\(check); \(check) --json", environment: environment).output
    }

    @Test(arguments: unusable)
    func `a store that can't be used is refused without it`(store: String) async throws {
        _ = try fleet.configure("file", store: "'\(store)'")
        Self.expectNoPassword(in: try await everythingSaid(of: "file"), store)
        _ = try fleet.configure("environment", store: "sqlite")
        let environment = ["RATCHET_STORE": store]
        Self.expectNoPassword(in: try await everythingSaid(of: "environment", environment: environment), store)
    }

    @Test func `a wrong one is not repeated`() async throws {
        let guarded = try ThrowawayPostgres.database(password: "another")
        _ = try fleet.configure("here", store: "\"\(guarded.url(password: "geheim7391xq"))\"")
        let said = try await everythingSaid(of: "here")
        #expect(said.contains("password authentication failed"))
        Self.expectNoPassword(in: said, "the error")
    }

    @Test(arguments: [
        "\"postgres://u:geheim7391xq@h/db", "postgres://u: geheim7391xq@h/db", "{postgres://u:geheim7391xq@h/db}",
        "*geheim7391xq", "[postgres://u:geheim7391xq@h/db", "x\nstore: postgres://u:geheim7391xq@h/db", "@geheim7391xq",
        "{geheim7391xq: 1, geheim7391xq: 2}",
    ])
    func `a configuration that can't be read is refused without the line that it is in`(store: String) async throws {
        _ = try fleet.configure("here", store: store)
        Self.expectNoPassword(in: try await everythingSaid(of: "here"), store)
    }
}
