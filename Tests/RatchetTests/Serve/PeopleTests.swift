import Foundation
import Synchronization
import TestSupport
import Testing

/// The real program with the people who use it.
@Suite("People at a server", .timeLimit(.minutes(5)))
struct PeopleTests {
    private static let password = "four words in a row"
    private let fleet: ServedFleet

    init() throws { fleet = try ServedFleet() }

    /// Runs a command as somebody who has a home of their own and no access to the data folder.
    private func elsewhere(_ command: String, _ environment: [String: String] = [:]) async throws -> DocsShell.Finished
    {
        let home = fleet.folder.url.appending(path: "home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let usual = ["HOME": home.path, "XDG_CONFIG_HOME": "", "RATCHET_TOKEN": "", "RATCHET_DATA": "/nonexistent"]
        return try await fleet.finish(command, environment: usual.merging(environment) { $1 })
    }

    private func mode(_ path: String) throws -> Int? {
        let file = fleet.folder.url.appending(path: path).path
        return (try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue
    }

    /// The token of the link that a start has printed.
    private func link(_ running: RunningCommand) -> String? {
        running.said.withLock { said in said.firstMatch(of: #/\/setup#(ratf_[0-9a-f]+)/#).map { String($0.1) } }
    }

    private func setUp(_ token: String, _ name: String, at server: ServedFleet.Server) async throws -> String {
        let body = #"{"token": "\#(token)", "name": "\#(name)", "password": "\#(PeopleTests.password)"}"#
        return try await fleet.finish(
            "curl -s http://\(server.admin)/api/v1/setup -H 'Content-Type: application/json' -d '\(body)'"
        ).output
    }

    @Test func `the link of the newest start makes the first administrator, once, who can then sign in`() async throws {
        let server = try fleet.configure("here", store: "sqlite")
        let first = try await fleet.serve(server)
        let old = try #require(link(first))
        await first.interrupt()
        var running = try await fleet.serve(server)
        let token = try #require(link(running))
        #expect(old != token)
        let page = try await fleet.finish("curl -si http://\(server.admin)/setup").output
        #expect(page.contains("script-src 'self'") && page.contains("<form") && !page.contains(token))
        #expect(
            try await setUp("ratf_\(String(repeating: "0", count: 72))", "eve", at: server).contains("set-up-refused"))
        #expect(try await setUp(token, "anna", at: server).contains("administrator"))
        #expect(try await setUp(token, "eve", at: server).contains("set-up-refused"))
        await running.interrupt()
        running = try await fleet.serve(server)
        #expect(link(running) == nil, "there is an administrator")
        let secrets = try await signInAndOut(at: server)
        await running.interrupt()
        try expectNowhere(secrets + [PeopleTests.password, token], running.said.withLock { $0 })
    }

    /// Raw and in base64, in every file of the data folder, and in what the server has said.
    private func expectNowhere(_ secrets: [String], _ said: String) throws {
        let folder = fleet.folder.url.appending(path: "here")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.lastPathComponent.hasPrefix("ratchet.sqlite") }
        #expect(!files.isEmpty)
        for secret in secrets {
            #expect(secret.utf8.count > 10)
            for form in [Data(secret.utf8), Data(Data(secret.utf8).base64EncodedString().dropLast(4).utf8)] {
                #expect(Data(said.utf8).range(of: form) == nil)
                for file in files { #expect(try Data(contentsOf: file).range(of: form) == nil, "\(file.path)") }
            }
        }
    }

    /// The secrets that were used.
    private func signInAndOut(at server: ServedFleet.Server) async throws -> [String] {
        let address = "--server http://\(server.admin)"
        let stranger = try await elsewhere("ratchet devices \(address)")
        #expect(stranger.exit == 1 && stranger.output.contains("You have to sign in"))
        let wrong = try await elsewhere("echo nonsense | ratchet login --user anna \(address)")
        #expect(wrong.exit == 1 && wrong.output.contains("Name or password is wrong"))
        let login = try await elsewhere("echo '\(PeopleTests.password)' | ratchet login --user anna \(address)")
        #expect(login.exit == 0 && !login.output.contains("rats_"), "\(login.output)")
        #expect(try mode("home/.config/ratchet/sessions.json") == 0o600)
        #expect(try await elsewhere("ratchet user list \(address)").output.contains("anna"))
        let kept = try String(
            contentsOf: fleet.folder.url.appending(path: "home/.config/ratchet/sessions.json"), encoding: .utf8)
        let session = try #require(kept.firstMatch(of: #/rats_[0-9a-f]+/#).map { String($0.0) })
        let token = try await elsewhere("ratchet token create ci --role viewer --area devices \(address) 2>/dev/null")
        let program = ["RATCHET_TOKEN": token.output.trimmingCharacters(in: .whitespacesAndNewlines)]
        #expect(try await elsewhere("ratchet devices \(address)", program).exit == 0)
        let refused = try await elsewhere("ratchet group list \(address)", program)
        #expect(refused.exit == 1 && refused.output.contains("You may not do this"))
        #expect(try await elsewhere("ratchet logout \(address)").exit == 0)
        #expect(try await elsewhere("ratchet user list \(address)").exit == 1)
        let list = try await fleet.ratchet("audit list --json", at: server)
        for action in ["user.created", "sign-in.refused", "sign-in.accepted", "token.created", "sign-out"] {
            #expect(list.contains("\"\(action)\""), "\(action): \(list)")
        }
        return [session, program["RATCHET_TOKEN"] ?? ""]
    }

    @Test func `the local token is another one at each start, for its owner only, and shown to its server only`()
        async throws
    {
        let server = try fleet.configure("here", store: "sqlite")
        let file = fleet.folder.url.appending(path: "here/keys/local-admin.token")
        var tokens: Set<String> = []
        for _ in 1...2 {
            let running = try await fleet.serve(server)
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(lines.count == 2 && lines.last == "http://\(server.admin)")
            #expect(try mode("here/keys/local-admin.token") == 0o600)
            tokens.insert(lines[0])
            _ = try await fleet.ratchet("devices", at: server)
            let other = try await fleet.finish(
                "ratchet devices --config here.yaml --server http://127.0.0.1:\(server.admin.split(separator: ":")[1])")
            #expect(other.exit == 0, "\(other.output)")
            await running.interrupt()
        }
        #expect(tokens.count == 2)
    }

    @Test func `a changed, a missing and a last line are found in an export`() async throws {
        let server = try fleet.configure("here", store: "sqlite")
        let running = try await fleet.serve(server)
        for name in ["a", "b", "c"] { try await fleet.ratchet("group create \(name)", at: server) }
        _ = try await fleet.events(after: 0, at: server) { $0.components(separatedBy: "group.created").count > 5 }
        let head = try #require(
            try await fleet.ratchet("audit verify", at: server).firstMatch(of: #/(\d+):([0-9a-f]{64})/#))
        let all = try await fleet.finish("ratchet audit export --config here.yaml > all.jsonl")
        #expect(all.exit == 0, "\(all.output)")
        await running.interrupt()
        let good = try await fleet.finish("ratchet audit verify all.jsonl --known \(head.0)")
        #expect(good.exit == 0, "\(good.output)")
        let tampering = [
            ("sed 's/\"name\":\"b\"/\"name\":\"x\"/'", "Line 2 is not what it was"),
            ("sed 2d", "After line 1 comes line 3"),
            ("head -2", "The chain ends at line 2 and had reached line \(head.1)"),
            ("sed '1s/{/x/'", "is no line of an export"),
        ]
        for (change, found) in tampering {
            let bad = try await fleet.finish(
                "\(change) all.jsonl > bad.jsonl; ratchet audit verify bad.jsonl --known \(head.0)")
            #expect(bad.exit == 1 && bad.output.contains(found), "\(change): \(bad.output)")
        }
    }

    @Test func `over TLS it leaves loopback, and a renewed certificate is used without a restart`() async throws {
        let server = try fleet.configure("here", store: "sqlite")
        let file = fleet.folder.url.appending(path: "here.yaml")
        let port = server.admin.split(separator: ":")[1]
        let names = "hosts: [localhost, ratchet.test]"
        let admin = "admin: {listen: \"0.0.0.0:\(port)\", \(names), certificate: cert.pem, key: key.pem}"
        let text = try String(contentsOf: file, encoding: .utf8).replacing(#/admin: .*/#, with: admin)
        try Data(text.utf8).write(to: file)
        let make = """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ratchet.test \
            -addext subjectAltName=DNS:ratchet.test,DNS:localhost -keyout key.new -out cert.new 2>/dev/null \
            && mv key.new key.pem && mv cert.new cert.pem
            """
        #expect(try await fleet.finish(make).exit == 0)
        let running = try await fleet.serve(server)
        let call = "curl -s --cacert cert.pem --resolve ratchet.test:\(port):127.0.0.1 https://ratchet.test:\(port)"
        #expect(try await fleet.finish("\(call)/healthz").output == "ok\n")
        #expect(try await fleet.finish(make).exit == 0)
        #expect(try await fleet.finish("\(call)/healthz").output == "ok\n", "the old certificate would not be trusted")
        #expect(try await fleet.finish("\(call)/healthz --tls-max 1.1").exit != 0)
        try await fleet.ratchet("user list", at: server)
        let address = "--server https://localhost:\(port)"
        let stranger = try await elsewhere("ratchet user list \(address)")
        #expect(stranger.exit == 3, "its certificate is not trusted: \(stranger.output)")
        let trusting = try await elsewhere("ratchet user list \(address)", ["RATCHET_CA": "cert.pem"])
        #expect(trusting.exit == 1 && trusting.output.contains("You have to sign in"), "\(trusting.output)")
        let open = try await elsewhere("ratchet user list --server http://ratchet.test:1", ["RATCHET_TOKEN": "rat_x"])
        #expect(open.exit == 1 && open.output.contains("is not https"), "\(open.output)")
        #expect(try await fleet.finish("echo nonsense > cert.pem").exit == 0)
        #expect(try await fleet.finish("curl -sk https://127.0.0.1:\(port)/healthz").output == "ok\n")
        let foreign = try await fleet.finish("curl -sk https://127.0.0.1:\(port)/healthz -H 'Host: example.org'")
        #expect(foreign.output.contains("foreign-host"))
        await running.interrupt()
        #expect(running.said.withLock { $0.contains("the changed certificate can't be used") })
    }
}
