import AsyncHTTPClient
import Foundation
import Logging
import NIOCore

extension SimulatedFleet {
    /// Stand-ins and devices, until the task is cancelled or a stand-in cannot listen.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.runStandIns() }
            group.addTask {
                // Without stand-ins there is nothing to run; why they failed, their own task tells.
                guard (try? await self.endpoints()) != nil else { return }
                try await self.runDevices()
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// The stand-ins only, until the task is cancelled.
    public func runStandIns() async throws {
        // Connections that end with the service are no errors, though the HTTP server calls them so.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .critical)
        let logger = quiet
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let push { group.addTask { try await push.run(logger: logger) } }
            if configuration.lookup != nil { group.addTask { try await self.lookup.run(logger: logger) } }
            group.addTask { await SimulatedFleet.untilCancelled() }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// The devices only, until the task is cancelled; the state file is written one last time then.
    public func runDevices() async throws {
        let client = HTTPClient(configuration: clientConfiguration)
        let workshop = KeyWorkshop()
        let writer = FleetStateWriter(fleet: self)
        await withTaskGroup(of: Void.self) { group in
            for runner in runners(client, workshop) { group.addTask { await runner.run() } }
            group.addTask { await writer.run() }
            group.addTask { await SimulatedFleet.untilCancelled() }
            await group.waitForAll()
        }
        try? await client.shutdown()
        await workshop.close()
        try await writer.finish()
    }

    private static func untilCancelled() async {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3_600)) }
    }

    private var clientConfiguration: HTTPClient.Configuration {
        var settings = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.concurrentRequests
        settings.httpVersion = .http1Only
        // Where nobody listens a request has failed, and the device comes again when it sees fit.
        settings.connectionPool.retryConnectionEstablishment = false
        return settings
    }

    private func runners(_ client: HTTPClient, _ workshop: KeyWorkshop) -> [DeviceRunner] {
        let line = DeviceLine(
            server: server, wire: DeviceWire(client: client, tls: tls, timeout: configuration.requestTimeout),
            gate: RequestGate(limit: configuration.concurrentRequests), meter: meter, witness: witness)
        let provider = provider(line, workshop)
        return cells.enumerated().map { number, cell in
            DeviceRunner(
                cell: cell, line: line, provider: provider,
                surroundings: { [lookup, durations] in
                    Surroundings(catalog: lookup.current.catalog, durations: durations)
                },
                tookProfile: { [weak self] in self?.registerPushToken(number) },
                happened: { [weak self] before, after in self?.note(cell, before, after) })
        }
    }

    private func provider(_ line: DeviceLine, _ workshop: KeyWorkshop) -> DeviceProvider {
        DeviceProvider(
            profiles: ProfileClient(
                wire: line.wire, exchange: { await line.exchange($0, as: .profile) },
                enrolment: configuration.enrolment),
            certificates: CertificateClient(
                wire: line.wire, workshop: workshop, exchange: { await line.exchange($0, as: .certificate) }))
    }

    private func note(_ cell: DeviceCell, _ before: DeviceSummary, _ after: DeviceSummary) {
        let events = FleetEvent.between(before, after)
        bulletin.post(events)
        for event in events where event.kind == .unenrolled {
            push?.unregister(cell.device.identity, at: Date())
            logger.warning(
                "device unenrolled by the server",
                metadata: ["serial": .string(event.serialNumber), "reason": .string(event.detail)])
        }
    }

    /// The fleet as it goes into the state file.
    func state() async -> FleetState {
        let devices = cells.map(\.device)
        return FleetState(
            seed: seed, server: server,
            push: try? await push?.bound.value(),
            lookup: configuration.lookup == nil ? nil : try? await lookup.server.bound.value(), roots: roots,
            releases: lookup.current.releases, devices: devices,
            truths: Dictionary(devices.map { ($0.identity.udid, DeviceTruth($0)) }) { first, _ in first })
    }
}
