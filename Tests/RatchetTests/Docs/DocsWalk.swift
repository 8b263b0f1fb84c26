import Foundation
import LocalServer
import Synchronization
import Testing

/// Follows one page from its first command to its last, in an empty folder.
///
/// What is adapted to the test is said here and nowhere else: each address `127.0.0.1:PORT` gets a free port, the same
/// throughout the page, and programs are told of those that they would find by default; `CONFIGURATION` and `PID` are those
/// of the demo that runs, else of the server; `C02XYZ` and the dates of examples become ones that there are; the demo and
/// large fleets get few devices; what has happened is read from the first event on; what would ask is told `--yes`; a group
/// that is there already gets another name. The files of docs/examples are there, and a block of YAML that begins with a
/// comment such as `# calendars.yaml` is that file. A page without a configuration of its own finds a server with ten
/// devices, a group and a plan.
final class DocsWalk {
    private let page: DocsPage
    private let shell: DocsShell
    private var running: [String: RunningCommand] = [:]
    private var ports: [String: Int] = [:]
    private var words: [String: String] = [:]
    private var groups: [String] = []
    private var hasFleet: Bool
    private var hasConfiguration = false

    static let configuration = """
        data: ./ratchet-data
        admin: {listen: "127.0.0.1:8080"}
        devices: {listen: "127.0.0.1:8443", insecure: true, publicURL: "https://updates.example.org:8443"}
        lookup: {url: "http://127.0.0.1:9001/v2/pmv"}
        push: {url: "http://127.0.0.1:9000", certificate: push.pem, key: push.key, schedule: [10s, 1m, 10m], retry: 5s}
        """

    /// Makes what stands for the push certificate.
    static let pushCertificate = """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout push.key -out push.pem -days 90 \
        -subj /UID=com.apple.mgmt.External.docs/CN=APSP && chmod 600 push.key
        """

    init(_ page: DocsPage, in folder: URL) {
        self.page = page
        hasFleet = page.blocks.contains { $0.language == "yaml" && DocsWalk.fileName(of: $0.lines) == nil }
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(Project.programs.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
        environment["HOME"] = folder.path
        environment["LC_ALL"] = "C.UTF-8"
        shell = DocsShell(folder: folder, environment: environment)
    }

    /// Runs every command, whatever became of the one before; only where something does not start, the page ends there.
    func follow() async throws {
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await walk()) } catch { outcome = .failure(error) }
        for command in running.values { await command.interrupt() }
        try outcome.get()
    }

    private func walk() async throws {
        let examples = Project.folder.appending(path: "docs/examples")
        for name in try FileManager.default.contentsOfDirectory(atPath: examples.path) {
            try FileManager.default.copyItem(at: examples.appending(path: name), to: shell.folder.appending(path: name))
        }
        for (index, block) in page.blocks.enumerated() {
            switch block.language {
            case "yaml": try write(block.lines)
            case "sh":
                var output = ""
                for command in block.commands { output = try await follow(command.text, line: command.line) }
                let next = page.blocks.dropFirst(index + 1).first
                if let next, next.language == "json", output.hasPrefix("{") {
                    compare(next, with: output)
                }
            default: break
            }
        }
    }

    private func follow(_ written: String, line: Int) async throws -> String {
        let plain = written.replacing(#/^\.build/(debug|release)//#, with: "").replacing(#/\s+# .*$/#, with: "")
        guard let rule = try DocsRule.of(plain) else {
            Issue.record("\(page.path):\(line): there is no rule in DocsRule for `\(written)`")
            return ""
        }
        if rule.needsFleet, !hasFleet { try await settle() }
        let command = try adapted(plain, rule)
        switch rule.deed {
        case .skip: return ""
        case .knowVerb:
            let verb = command.replacing(#/^make/#, with: "make -n -C '\(Project.folder.path)'")
            return try await run(verb, exit: 0, line)
        case .run(let exit): return try await run(command, exit: exit, line)
        case .start(let name, let sign): return try await start(command, as: name, until: sign, line)
        }
    }

    private func run(_ command: String, exit: Int32, _ line: Int) async throws -> String {
        let finished = try await shell.run(command)
        #expect(finished.exit == exit, "\(page.path):\(line): \(command)\n\(finished.output)")
        return finished.output
    }

    private func start(_ command: String, as name: String, until sign: DocsRule.Sign, _ line: Int) async throws
        -> String
    {
        if name == "server", !hasConfiguration {
            try write([DocsWalk.configuration])
            _ = try await run(DocsWalk.pushCertificate, exit: 0, line)
        }
        await running[name]?.interrupt()
        let started = try shell.start(command)
        running[name] = started
        let isThere = await started.read(until: sign.isIn)
        let said = started.said.withLock { $0 }
        try #require(isThere, "\(page.path):\(line): \(command)\n\(said)")
        if name == "demo" { try await meet(said, line) }
        return said
    }
}

extension DocsWalk {
    /// A server with ten devices, a group and a plan, as somebody has who looks something up in a page.
    private func settle() async throws {
        hasFleet = true
        for command in [
            "ratchet serve --config ratchet.yaml",
            "ratchet simulate --devices 10 --state fleet.json --obedient --push-listen 127.0.0.1:9000 "
                + "--lookup-listen 127.0.0.1:9001",
            "ratchet releases refresh", "ratchet group create pilot --device 1 --device 2 --device 3",
            "ratchet plan create --target latest --group pilot --days 14 --yes",
        ] {
            _ = try await follow(command, line: 0)
        }
        let devices = try await follow("ratchet devices --json", line: 0)
        words["C02XYZ"] = devices.firstMatch(of: #/"serial" : "([^"]+)"/#).map { String($0.1) }
    }

    /// `calendars.yaml` of a block that begins with `# calendars.yaml`.
    private static func fileName(of lines: [String]) -> String? {
        lines.first?.wholeMatch(of: #/# ([a-z]+\.yaml)/#).map { String($0.1) }
    }

    private func write(_ lines: [String]) throws {
        let text = withPorts(lines.joined(separator: "\n")) + "\n"
        if let name = DocsWalk.fileName(of: lines) {
            return try Data(text.utf8).write(to: shell.folder.appending(path: name))
        }
        try Data(text.utf8).write(to: shell.folder.appending(path: "ratchet.yaml"))
        words["CONFIGURATION"] = "ratchet.yaml"
        hasConfiguration = true
    }

    /// Learns where the demo's server is, and waits until the devices that a page may name have made themselves known.
    private func meet(_ demo: String, _ line: Int) async throws {
        words["CONFIGURATION"] = demo.firstMatch(of: #/\S+/ratchet\.yaml/#).map { String($0.0) }
        words["PID"] = demo.firstMatch(of: #/pid (\d+)/#).map { String($0.1) }
        let address = demo.firstMatch(of: #/http://127\.0\.0\.1:\d+/#).map { String($0.0) } ?? ""
        let data = words["CONFIGURATION"].map { URL(filePath: $0).deletingLastPathComponent().path + "/data" } ?? ""
        let events = "\(DocsWalk.token(of: data)); curl -sN '\(address)/api/v1/events?after=0' \(DocsWalk.header)"
        // The note of its enrolment link names it before it has come.
        let hasCome = DocsRule.Sign.text(#""title":"mac-4""#)
        _ = try await start(
            "\(events) -H 'Accept: text/event-stream'", as: "events of the demo", until: hasCome, line)
    }

    private func adapted(_ written: String, _ rule: DocsRule) throws -> String {
        var command = withPorts(written)
        for (word, value) in words { command = command.replacing(word, with: value) }
        command = command.replacing("events?after=41", with: "events?after=0")
        command = command.replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d/#, with: DocsWalk.inAMonth)
        command = command.replacing(#/^make demo$/#, with: "ratchet demo")
        if command.hasPrefix("ratchet demo") { command += " --directory ." }
        if rule.deed == .start("demo", until: .text("Plan 1")) { command += " --devices 12" }
        if command.hasPrefix("ratchet plan create"), !command.contains("--dry-run"), !command.contains("--yes") {
            command += " --yes"
        }
        if let name = command.firstMatch(of: #/^ratchet group create (\S+)/#)?.1 {
            groups.append(String(name))
            let count = groups.count { $0 == name }
            if count > 1 { command = command.replacing("create \(name)", with: "create \(name)-\(count)") }
        }
        command = command.replacing(#/^(ratchet simulate .*--devices) \d{3,}/#) { "\($0.1) 20" }
        if command.hasPrefix("ratchet simulate "), !command.contains("--server") {
            command += " --server http://127.0.0.1:\(port(of: "8443"))"
        }
        if command.hasPrefix("curl ") { command = "\(DocsWalk.token(of: "ratchet-data")); \(command)" }
        let namesServer = command.contains("--config") || command.contains("--server")
        return command.hasPrefix("ratchet ") && !namesServer
            ? "RATCHET_SERVER=http://127.0.0.1:\(port(of: "8080")) \(command)" : command
    }

    /// What the pages tell people to do once in their shell.
    private static func token(of data: String) -> String {
        "export RATCHET_TOKEN=$(head -1 \(data)/keys/local-admin.token)"
    }

    private static let header = #"-H "Authorization: Bearer $RATCHET_TOKEN""#

    private func withPorts(_ text: String) -> String {
        text.replacing(#/127\.0\.0\.1:(\d+)/#) { "127.0.0.1:\(port(of: String($0.1)))" }
    }

    private func port(of written: String) -> Int {
        if let port = ports[written] { return port }
        let port = FreePort.take()
        ports[written] = port
        return port
    }

    private static var inAMonth: String {
        String(Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format().prefix(16))
    }

    /// Every key that is shown must be answered, and every one that is answered be shown.
    private func compare(_ block: DocsPage.Block, with output: String) {
        let shown = try? JSONSerialization.jsonObject(with: Data(block.lines.joined(separator: "\n").utf8))
        let answered = try? JSONSerialization.jsonObject(with: Data(output.utf8))
        guard let shown, let answered else {
            Issue.record("\(page.path):\(block.line): not JSON, or the answer is not: \(output)")
            return
        }
        for difference in JSONShape.differences(shown, answered) {
            Issue.record("\(page.path):\(block.line): \(difference)")
        }
    }
}

extension DocsRule.Sign {
    /// Whether it is in what was printed.
    @Sendable func isIn(_ said: String) -> Bool {
        switch self {
        case .text(let text): return said.contains(text) && said.hasSuffix("\n")
        case .anything: return said.contains("\n")
        case .everybodyEnrolled:
            guard let count = said.firstMatch(of: #/(\d+) devices? for/#)?.1 else { return false }
            return said.split(separator: "\n").contains { line in
                let columns = line.split(separator: " ")
                return columns.first?.hasSuffix("s") == true && columns.dropFirst().first == count
            }
        }
    }
}
