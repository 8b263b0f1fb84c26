import Foundation
import LocalServer
import Synchronization
import TestSupport
import Testing

/// The real program in a folder of its own: servers, a simulated fleet, and a person's commands.
struct ServedFleet {
    /// A server's configuration and addresses.
    struct Server {
        /// `here.yaml` is the configuration, `here` the data folder.
        let name: String
        let admin: String
        let devices: String
    }

    /// Wherever a test runs, its servers must not meet others.
    private static func address() -> String { "127.0.0.1:\(FreePort.take())" }

    let folder: TemporaryDirectory
    private let shell: DocsShell
    private let push = address()
    private let lookup = address()

    init() throws {
        folder = try TemporaryDirectory()
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(Project.programs.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
        environment["LC_ALL"] = "C.UTF-8"
        shell = DocsShell(folder: folder.url, environment: environment)
    }

    /// Writes a server's configuration.
    ///
    /// - Parameters:
    ///   - store: what stands after `store:`.
    ///   - isProven: devices have to prove who they are, over TLS, with what stands in the folder `tls`.
    func configure(
        _ name: String, store: String, log level: String = "info", isProven: Bool = false
    ) throws -> Server {
        let server = Server(name: name, admin: ServedFleet.address(), devices: ServedFleet.address())
        let port = server.devices.split(separator: ":").last ?? ""
        let door =
            isProven
            ? "publicURL: \"https://localhost:\(port)\", certificate: ./tls/server.pem, key: ./tls/server.pem"
            : "insecure: true"
        let pushes =
            isProven ? "\"https://\(push)\", roots: ./tls/roots.pem, certificate: ./tls/push.pem" : "\"http://\(push)\""
        let text = """
            data: ./\(name)
            store: \(store)
            admin: {listen: "\(server.admin)"}
            devices: {listen: "\(server.devices)", \(door)}
            enroll: {trial: \(isProven)}
            lookup: {url: "http://\(lookup)/v2/pmv", interval: 1h}
            push: {url: \(pushes), schedule: [3s, 10s, 30s], retry: 1s}
            plan: {minimumNotice: 1h}
            log: {level: \(level)}

            """
        try Data(text.utf8).write(to: folder.url.appending(path: "\(name).yaml"))
        return server
    }

    /// Starts a server, and waits until it listens.
    func serve(_ server: Server) async throws -> RunningCommand {
        let running = try start("echo pid $$; exec ratchet serve --config \(server.name).yaml")
        let isThere = await running.read { $0.contains("listening admin") && $0.contains("listening devices") }
        try #require(isThere, "\(running.said.withLock { $0 })")
        return running
    }

    /// Starts devices that do what they are told, and waits until all have enrolled.
    func enrol(_ devices: Int, at server: Server) async throws -> RunningCommand {
        let running = try start(
            "ratchet simulate --devices \(devices) --obedient --users eager --speed 4 --state fleet.json "
                + "--server http://\(server.devices) --push-listen \(push) --lookup-listen \(lookup)")
        let isThere = await running.read(until: DocsRule.Sign.everybodyEnrolled.isIn)
        try #require(isThere, "\(running.said.withLock { $0 })")
        return running
    }

    /// What lets `curl` in at a server that listens.
    func token(_ server: Server) -> String {
        "-H \"Authorization: Bearer $(head -1 \(server.name)/keys/local-admin.token)\""
    }

    func start(_ command: String) throws -> RunningCommand { try shell.start(command) }

    /// Runs a command to its end.
    func finish(_ command: String, environment: [String: String] = [:]) async throws -> DocsShell.Finished {
        var shell = shell
        shell.environment.merge(environment) { $1 }
        return try await shell.run(command)
    }

    /// Runs a command that must succeed; returns what it printed.
    @discardableResult
    func ratchet(_ command: String, at server: Server) async throws -> String {
        let finished = try await finish("ratchet \(command) --config \(server.name).yaml")
        #expect(finished.exit == 0, "ratchet \(command)\n\(finished.output)")
        return finished.output
    }

    /// Follows everything that happens after a place, until it suffices; returns it.
    func events(after place: Int, at server: Server, until suffices: @escaping @Sendable (String) -> Bool) async throws
        -> String
    {
        let stream = try start(
            "exec curl -sN 'http://\(server.admin)/api/v1/events?after=\(place)' -H 'Accept: text/event-stream' "
                + token(server))
        let hasCome = await stream.read { $0.hasSuffix("\n\n") && suffices($0) }
        await stream.interrupt()
        let said = stream.said.withLock { $0 }
        #expect(hasCome, "\(said)")
        return said
    }
}

extension RunningCommand {
    /// Ends a server of `ServedFleet` as a power cut does.
    func cut() async {
        let id = said.withLock { said in said.firstMatch(of: #/pid (\d+)/#).flatMap { Int32($0.1) } }
        if let id { kill(id, SIGKILL) }
        _ = await rest()
        _ = await exit()
    }
}
