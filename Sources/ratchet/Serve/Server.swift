import AdminAPI
import ApplePush
import AsyncHTTPClient
import DeviceEndpoint
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Identity
import Logging
import NIOCore
import Notify
import Orchestrator
import Ports
import RatchetCore
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
    private static let idleTimeout: TimeAmount = .seconds(60)
    /// How long requests that are under way may take to end; whoever sends half of one must not keep the server.
    private static let gracefulShutdown: Duration = .seconds(5)

    init(_ configuration: Configuration) { self.configuration = configuration }

    func run() async throws {
        let folder = try DataFolder(configuration.data)
        defer { withExtendedLifetime(folder) {} }
        let store = try openStore()
        let signing = try configuration.profileSigning.map {
            try PEMFile.identity(certificates: $0.certificate, key: $0.key)
        }
        let runner = StepRunner(
            store: store, clock: SystemClock(), ids: UUIDv7Source(clock: SystemClock()),
            random: SystemRandom(), secrets: try await secretBox(store),
            signer: signing.map { CMSProfileSigner($0, clock: SystemClock()) }, settings: settings())
        try await keepSoakOverride(runner)
        let door = try await AdminDoor(configuration, runner, logger)
        let devices = try await DeviceDoor(configuration, runner, logger)
        // From here on there is something to close, whatever goes wrong.
        let lookupHTTP = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try lookupTLS())
        let pushes = PushClient(configuration.push)
        do {
            try await serve(runner, door, devices, lookupHTTP, pushes)
        } catch {
            await close(lookupHTTP, pushes, store)
            throw error
        }
        await close(lookupHTTP, pushes, store)
    }

    private func serve(
        _ runner: StepRunner, _ door: AdminDoor, _ devices: DeviceDoor, _ lookupHTTP: HTTPClient, _ pushes: PushClient
    ) async throws {
        let lookup = LookupService(
            runner: runner, source: LookupClient(client: lookupHTTP, url: configuration.lookupURL), logger: logger)
        let pushing = PushService(runner: runner, sender: pushes, logger: logger)
        let drivers = try Drivers.directory(configuration)
        let admin = AdminServices(
            runner: runner, lookup: lookup, pushing: pushing, people: door.people, drivers: drivers.names, files: .yaml)
        let services: [any Service] = [
            Listener(
                key: .devicesListen, address: configuration.devices, service: try devicesListener(runner, devices)),
            Listener(key: .adminListen, address: configuration.admin, service: try adminListener(admin, door)),
            pushing,
            DeviceWorkService(.planning, runner: runner, logger: logger),
            DeviceWorkService(.timers, runner: runner, logger: logger),
            DeviceWorkService(.setup, runner: runner, logger: logger),
            DeviceWorkService(.appliances, runner: runner, logger: logger),
            DriverService(drivers: drivers, runner: runner, logger: logger),
            alarmMails(runner),
            MaintenanceService(runner: runner, logger: logger),
            EventStreamService(runner: runner, logger: logger),
            lookup,
        ]
        var shutdown = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        shutdown.maximumGracefulShutdownDuration = Server.gracefulShutdown
        shutdown.maximumCancellationDuration = Server.gracefulShutdown
        try await ServiceGroup(configuration: shutdown).run()
    }

    private func close(_ lookup: HTTPClient, _ pushes: PushClient, _ store: any Store) async {
        try? await lookup.shutdown()
        await pushes.close()
        await store.close()
    }

    private func alarmMails(_ runner: StepRunner) -> AlarmMailService {
        let mailer: any Mailer = configuration.mail.map { SMTPMailer($0) } ?? NoMailer()
        let post = AlarmPost(operators: configuration.mailTo)
        return AlarmMailService(mailer: mailer, runner: runner, logger: logger) { letter, id, now in
            post.mail(letter, id: id, at: now)
        }
    }

    /// (S1) A soak under 24 hours is an override, and the audit log says who answers for it: whoever wrote the configuration.
    private func keepSoakOverride(_ runner: StepRunner) async throws {
        guard let reason = configuration.soakOverride else { return }
        let soak = "\(configuration.settings.upgrades.soak)"
        try await runner.perform { store, context in
            try store.audit(
                "soak.shortened", of: "configuration", after: ["soak": soak, "because": reason], context)
            return StepOutcome(())
        }
    }

    /// A new key is made only where nothing is sealed with an old one.
    private func secretBox(_ store: any Store) async throws -> KeyFileSecretBox {
        let hasSecrets = try await store.read { store in try store.hasSecrets() }
        return try KeyFileSecretBox(
            keyFile: configuration.data.appendingPathComponent("keys/secrets.key"), mayCreate: !hasSecrets)
    }

    private func openStore() throws -> any Store {
        switch configuration.store {
        case .sqlite:
            let file = configuration.data.appendingPathComponent("ratchet.sqlite")
            do {
                return try SQLiteStore(path: file.path, migrations: Schema.migrations)
            } catch {
                throw StartProblem(error, file: file)
            }
        case .postgres(let url):
            do {
                return try PostgresStore(url: url, migrations: Schema.migrations)
            } catch {
                throw StartProblem(error, file: nil)
            }
        }
    }

    private func lookupTLS() throws -> HTTPClient.Configuration {
        let roots = configuration.lookupRoots?.path
        do {
            return HTTPClient.Configuration(
                tlsConfiguration: try LookupTrust.configuration(url: configuration.lookupURL, rootsFile: roots))
        } catch {
            throw StartProblem(
                "\(roots ?? configuration.lookupURL) (lookup.roots) can't be read as certificates in PEM")
        }
    }

    private func devicesListener(_ runner: StepRunner, _ door: DeviceDoor) throws -> some Service {
        Application(
            router: DeviceRouter.router(runner: runner, door.listener),
            server: try door.server(.http1(configuration: .init(idleTimeout: Server.idleTimeout))),
            configuration: .init(
                address: .hostname(configuration.devices.host, port: configuration.devices.port), serverName: nil),
            onServerRunning: { channel in announce("devices", channel, scheme: door.scheme) },
            logger: Logger(label: "ratchet.devices"))
    }

    /// The topic of profiles is the push certificate's. One that can't be read is told by whoever sends pushes; profiles can't be
    /// issued then.
    private func settings() -> Settings {
        var settings = configuration.settings
        if let file = configuration.push.certificate {
            settings.enrolment.topic = try? PushIdentity(certificate: file, key: configuration.push.key).certificate
                .topic
        }
        return settings
    }

    private func adminListener(_ services: AdminServices, _ door: AdminDoor) throws -> some Service {
        let plain = HTTPServerBuilder.http1(configuration: .init(idleTimeout: Server.idleTimeout))
        return Application(
            router: AdminAPI.router(
                services, hosts: AllowedHosts(configuration.adminHosts), isSecure: door.certificate != nil),
            server: try door.certificate.map { try .tls(plain, tlsConfiguration: $0.configuration) } ?? plain,
            configuration: .init(
                address: .hostname(configuration.admin.host, port: configuration.admin.port), serverName: nil),
            onServerRunning: { channel in
                await door.open(port: channel.localAddress?.port ?? configuration.admin.port)
                announce("admin", channel, scheme: door.certificate == nil ? "http" : "https")
            }, logger: Logger(label: "ratchet.admin"))
    }

    /// For people and for programs that start the server: one line a listener on standard output.
    @Sendable private func announce(_ name: String, _ channel: any Channel, scheme: String = "http") {
        let port = channel.localAddress?.port.map(String.init) ?? "?"
        let host = channel.localAddress?.ipAddress ?? "?"
        let line = "listening \(name) \(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}
