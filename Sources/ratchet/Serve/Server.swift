import AdminAPI
import ApplePush
import AsyncHTTPClient
import DeviceEndpoint
import Foundation
import Hummingbird
import HummingbirdCore
import Identity
import Logging
import NIOCore
import Orchestrator
import ServiceLifecycle
import SoftwareLookup
import Storage
import StoragePostgres
import StorageSQLite
import UnixSignals

/// The composition root: reads as a list of what the server is made of.
struct Server {
    private let configuration: Configuration
    private let logger = Logger(label: "ratchet")
    /// A connection that says nothing for so long is closed.
    private static let idleTimeout: TimeAmount = .seconds(120)

    init(_ configuration: Configuration) { self.configuration = configuration }

    func run() async throws {
        let store = try openStore()
        let runner = StepRunner(
            store: store, clock: SystemClock(), ids: UUIDv7Source(clock: SystemClock()),
            secrets: try KeyFileSecretBox(keyFile: configuration.data.appendingPathComponent("keys/secrets.key")),
            settings: configuration.settings)
        let lookupHTTP = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try lookupTLS())
        let pushHTTP = HTTPClient(eventLoopGroupProvider: .singleton)
        let lookup = LookupService(
            runner: runner, source: LookupClient(client: lookupHTTP, url: configuration.lookupURL), logger: logger)
        let services: [any Service] = [
            devicesListener(runner), adminListener(runner, lookup),
            PushService(
                runner: runner, sender: PushClient(client: pushHTTP, baseURL: configuration.pushURL), logger: logger),
            PlanningService(runner: runner, logger: logger), MaintenanceService(runner: runner, logger: logger),
            lookup,
        ]
        let group = ServiceGroup(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        do {
            try await group.run()
        } catch {
            await close([lookupHTTP, pushHTTP], store)
            throw error
        }
        await close([lookupHTTP, pushHTTP], store)
    }

    private func close(_ clients: [HTTPClient], _ store: any Store) async {
        for client in clients { try? await client.shutdown() }
        await store.close()
    }

    private func openStore() throws -> any Store {
        switch configuration.store {
        case .sqlite:
            let file = configuration.data.appendingPathComponent("ratchet.sqlite")
            return try SQLiteStore(path: file.path, migrations: Schema.migrations)
        case .postgres(let url): return try PostgresStore(url: url, migrations: Schema.migrations)
        }
    }

    private func lookupTLS() throws -> HTTPClient.Configuration {
        HTTPClient.Configuration(
            tlsConfiguration: try LookupTrust.configuration(
                url: configuration.lookupURL, rootsFile: configuration.lookupRoots?.path))
    }

    private func devicesListener(_ runner: StepRunner) -> some Service {
        Application(
            router: DeviceRouter.router(runner: runner, identity: InsecureIdentity()),
            server: .http1(configuration: .init(idleTimeout: Server.idleTimeout)),
            configuration: .init(
                address: .hostname(configuration.devices.host, port: configuration.devices.port), serverName: nil),
            onServerRunning: { channel in announce("devices", channel) }, logger: Logger(label: "ratchet.devices"))
    }

    private func adminListener(_ runner: StepRunner, _ lookup: LookupService) -> some Service {
        Application(
            router: AdminAPI.router(runner: runner, lookup: lookup),
            server: .http1(configuration: .init(idleTimeout: Server.idleTimeout)),
            configuration: .init(
                address: .hostname(configuration.admin.host, port: configuration.admin.port), serverName: nil),
            onServerRunning: { channel in announce("admin", channel) }, logger: Logger(label: "ratchet.admin"))
    }

    /// For people and for programs that start the server: one line a listener on standard output.
    @Sendable private func announce(_ name: String, _ channel: any Channel) {
        let port = channel.localAddress?.port.map(String.init) ?? "?"
        let host = channel.localAddress?.ipAddress ?? "?"
        let line = "listening \(name) http://\(host.contains(":") ? "[\(host)]" : host):\(port)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}
