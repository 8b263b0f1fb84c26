import Foundation
import Orchestrator
import RatchetCore
import Testing

@testable import ratchet

@Suite("Configuration")
struct ConfigurationTests {
    private let folder = URL(fileURLWithPath: "/srv/ratchet", isDirectory: true)

    private func read(_ settings: [String: String]) throws -> Configuration {
        var reader = ConfigurationReader(["devices.insecure": "true"].merging(settings) { $1 }, folder: folder)
        return try reader.read()
    }

    private func faults(_ settings: [String: String]) -> [String] {
        do {
            _ = try read(settings)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        } catch {
            return ["another error: \(error)"]
        }
    }

    @Test("without a file every key has its default")
    func defaults() throws {
        let configuration = try read([:])
        #expect(configuration.admin.description == "127.0.0.1:8080")
        #expect(configuration.devices.description == "127.0.0.1:8443")
        #expect(configuration.store == .sqlite)
        #expect(configuration.settings == Settings())
        #expect(configuration.data.path == "/srv/ratchet/ratchet-data")
        #expect(configuration.lookupURL == "https://gdmf.apple.com/v2/pmv")
    }

    @Test("every fault is named at once, each with its key")
    func everyFault() {
        let found = faults([
            "admin.listen": "0.0.0.0:80", "lookup.url": "gdmf", "plan.minimumNotice": "soon", "store": "mysql://x",
            "nonsense": "1", "log.level": "loud",
        ])
        let keys = Set(found.map { String($0.prefix(while: { $0 != ":" })) })
        #expect(keys == ["admin.listen", "lookup.url", "plan.minimumNotice", "store", "nonsense", "log.level"])
    }

    @Test(
        "a PostgreSQL URL of any form is taken",
        arguments: [
            "postgres://", "postgres://ratchet@db.example.org/ratchet?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "postgres://me%40server:p%40ss%2Fword@h:5432/db", "postgresql:///db?host=/tmp/pg-1&user=postgres",
            "postgres://u@[2001:db8::1]:5433/db", "postgres://%2Fvar%2Frun%2Fpostgresql/db",
            "postgres://u@h1,h2:5433/db?target_session_attrs=read-write", "postgres://u:p#s?s@h/db",
        ])
    func postgres(_ url: String) throws {
        #expect(try read(["store": url]).store == .postgres(url: url))
    }

    @Test(
        "a PostgreSQL URL that is read otherwise than it was meant is a fault",
        arguments: [
            "postgres://u:se@cret@h/db", "postgres://u:se/cret@h/db", "postgres://u:12/34@h/db",
            "postgres://u:%zz@h/db", "postgres://u@[::1/db", "postgres://u@h/db?nonsense=1",
        ])
    func misread(_ url: String) {
        let found = faults(["store": url])
        #expect(found.count == 1 && found.first?.hasPrefix("store: the PostgreSQL URL can't be read; ") == true)
    }

    @Test(
        "devices are believed without proof on loopback only",
        arguments: ["0.0.0.0:8443", "192.0.2.1:8443", "[::]:8443", "example.org:8443", "127.0.0.1.example.org:1"])
    func insecureBeyondLoopback(_ address: String) {
        #expect(faults(["devices.listen": address]).count == 1)
    }

    @Test("loopback addresses are taken", arguments: ["127.0.0.1:1", "127.1.2.3:1", "[::1]:1", "localhost:1"])
    func insecureOnLoopback(_ address: String) {
        #expect(faults(["devices.listen": address]).isEmpty)
    }

    @Test(
        "the admin listener leaves loopback with a name and a certificate only, and that has two files",
        arguments: [
            (["admin.hosts": "a.example"], ["admin.listen"]),
            (["admin.certificate": "c.pem", "admin.key": "k.pem"], ["admin.hosts"]),
            (["admin.certificate": "c.pem", "admin.key": "k.pem", "admin.hosts": "a.example"], []),
            (["admin.certificate": "c.pem", "admin.hosts": "a.example"], ["admin.key"]),
            (["admin.key": "k.pem", "admin.hosts": "a.example"], ["admin.certificate", "admin.listen"]),
        ] as [([String: String], [String])])
    func adminBeyondLoopback(_ settings: [String: String], _ keys: [String]) {
        let found = faults(settings.merging(["admin.listen": "0.0.0.0:8080"]) { $1 })
        #expect(found.map { String($0.prefix { $0 != ":" }) }.sorted() == keys)
    }

    @Test(
        "a host's name is one, without a port",
        arguments: [("a.example, [2001:db8::1]", 0), ("a:80", 1), ("a/b,c d", 2)])
    func adminHosts(_ names: String, _ count: Int) {
        #expect(faults(["admin.hosts": names]).count == count)
    }

    @Test(
        "commands reach the admin listener by the certificate's name, else on this machine",
        arguments: [
            ("0.0.0.0:8080", [:], "http://127.0.0.1:1"), ("[::1]:8080", [:], "http://[::1]:1"),
            ("0.0.0.0:8080", ["admin.hosts": "a.example, b.example"], "https://a.example:1"),
            ("127.0.0.1:8080", ["admin.hosts": ""], "https://127.0.0.1:1"),
        ] as [(String, [String: String], String)])
    func adminURL(_ listen: String, _ settings: [String: String], _ url: String) throws {
        let files = settings.isEmpty ? [:] : ["admin.certificate": "c.pem", "admin.key": "k.pem"]
        let address = settings.isEmpty && !listen.hasPrefix("[") ? "127.0.0.1:8080" : listen
        let all = settings.merging(files) { $1 }.merging(["admin.listen": address]) { $1 }
        #expect(try read(all).adminURL(port: 1) == url)
    }

    @Test(
        "two listeners can't have one address",
        arguments: [
            ("127.0.0.1:9", "127.0.0.1:9", 1), ("localhost:9", "127.0.0.1:9", 1), ("[::1]:9", "localhost:9", 1),
            ("127.0.0.1:9", "127.0.0.2:9", 0), ("127.0.0.1:0", "127.0.0.1:0", 0),
        ])
    func sameAddress(_ admin: String, _ devices: String, _ count: Int) {
        let found = faults(["admin.listen": admin, "devices.listen": devices])
        #expect(found.count == count && found.allSatisfy { $0.hasPrefix("devices.listen: ") })
    }

    @Test("devices need TLS, or a proxy that has it, or a trial on this machine")
    func devicesNeedTLS() {
        #expect(faults(["devices.insecure": "false"]).map { $0.prefix(20) } == ["devices.certificate:"])
        #expect(faults(["devices.insecure": "false", "devices.proxies": "10.0.0.5"]).isEmpty)
        #expect(faults(["devices.insecure": "false", "devices.certificate": "c.pem", "devices.key": "k.pem"]).isEmpty)
        #expect(
            faults(["devices.insecure": "false", "devices.certificate": "c.pem"]).contains {
                $0.hasPrefix("devices.key:")
            })
        #expect(faults(["devices.proxies": "somewhere"]).map { $0.prefix(16) } == ["devices.proxies:"])
    }

    @Test("what profiles are to say is checked before anything is issued")
    func enrolment() {
        #expect(faults(["enroll.accessRights": "5139"]).isEmpty)
        for rights in ["0", "8192", "2", "1026", "64", "words"] {
            #expect(faults(["enroll.accessRights": rights]).allSatisfy { $0.hasPrefix("enroll.accessRights:") })
            #expect(!faults(["enroll.accessRights": rights]).isEmpty, "\(rights)")
        }
        let both = ["enroll.scep": "https://scep.example.org", "enroll.acme": "https://acme.example.org"]
        #expect(faults(both).map { $0.prefix(12) } == ["enroll.acme:"])
        #expect(faults(["enroll.scep": "http://scep.example.org"]).map { $0.prefix(12) } == ["enroll.scep:"])
        #expect(faults(["enroll.scepChallenge": "word"]).map { $0.prefix(21) } == ["enroll.scepChallenge:"])
        let trial = ["enroll.trial": "true", "devices.insecure": "false", "devices.proxies": "10.0.0.5"]
        #expect(
            faults(trial.merging(["devices.listen": "0.0.0.0:8443"]) { $1 }).map { $0.prefix(13) } == ["enroll.trial:"])
    }

    /// Found by an attack: `config check` said "no fault", and the server crashed at its start.
    @Test("files that can't be used are named with their keys, all at once")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(
            """
            admin: {certificate: none.pem, key: none.key}
            devices: {certificate: none.pem, key: none.key, authorities: \(file.lastPathComponent)}
            push: {certificate: none.pem, key: none.key, roots: none.pem}
            lookup: {roots: none.pem}
            enroll: {signingCertificate: none.pem, signingKey: none.key}
            """.utf8
        ).write(to: file)
        let faults = ConfigurationFiles.faults(of: try Configuration.load(file.path, environment: [:]))
        #expect(
            faults.map { $0.prefix { $0 != ":" } } == [
                "admin.certificate", "devices.certificate", "devices.authorities", "enroll.signingCertificate",
                "push.certificate", "push.roots", "lookup.roots",
            ])
    }

    @Test("the environment wins over the file")
    func environmentWins() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("devices: {insecure: true}\nadmin: {listen: '127.0.0.1:1'}\npush: {schedule: [1s, 2s]}\n".utf8)
            .write(to: file)
        let environment = ["RATCHET_ADMIN_LISTEN": "127.0.0.1:2"]
        let configuration = try Configuration.load(file.path, environment: environment)
        #expect(configuration.admin.port == 2)
        #expect(configuration.settings.pushSchedule == [.seconds(1), .seconds(2)])
    }

    @Test("a file that is missing or no YAML is a fault, not a crash", arguments: ["a: [", "\u{0}", "- 1\n  b: {"])
    func badFiles(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        #expect(throws: ConfigurationFaults.self) { try Configuration.load(file.path, environment: [:]) }
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(throws: ConfigurationFaults.self) { try Configuration.load(file.path, environment: [:]) }
    }

    @Test("docs/configuration.md lists every key with its variable and default")
    func documented() throws {
        let page = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        let text = try String(contentsOfFile: "\(page)/docs/configuration.md", encoding: .utf8)
        for key in ConfigurationKey.allCases {
            let row = text.split(separator: "\n").first { $0.hasPrefix("| `\(key.rawValue)` |") }
            #expect(row?.contains("`\(key.environmentVariable)`") == true, "\(key.rawValue) has no row")
            if let fallback = key.fallback {
                #expect(row?.contains("`\(fallback)`") == true, "\(key.rawValue): default \(fallback)")
            }
        }
    }
}
