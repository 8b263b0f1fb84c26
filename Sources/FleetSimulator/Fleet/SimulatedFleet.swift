public import Foundation
public import Logging

/// A fleet of simulated Apple devices with a stand-in lookup service and a stand-in push service.
///
/// `run` does everything until its task is cancelled. Who needs the addresses of the stand-ins first (a server has
/// them in its configuration) starts `runStandIns`, asks `endpoints`, and then starts `runDevices`.
public final class SimulatedFleet: Sendable {
    public let configuration: FleetConfiguration
    /// The base of the server's device listener, without a slash at its end.
    public let server: String
    let seed: UInt64
    let cells: [DeviceCell]
    /// As they are for a fleet of this size.
    let durations: PhaseDurations
    let meter = TrafficMeter()
    let push: PushService?
    let lookup: LookupService
    let bulletin = FleetBulletin()
    let logger: Logger
    let witness: (any FleetWitness)?
    /// PEM of the authorities that vouch for the server; nil for the system's.
    let roots: Data?
    let tls: ClientTLS

    /// Reads the state file if there is one, and makes the devices that are missing.
    ///
    /// - Parameter witness: is told of every request of a device and its answer.
    public init(
        _ configuration: FleetConfiguration, logger: Logger, witness: (any FleetWitness)? = nil
    ) throws {
        try configuration.check()
        let saved = try configuration.stateFile.flatMap { try FleetState.load($0) }
        let seed = saved?.seed ?? configuration.seed
        let durations = SimulatedFleet.durations(configuration, saved: saved)
        let cells = SimulatedFleet.devices(configuration, durations, seed: seed, saved: saved).map(DeviceCell.init)
        let server = configuration.server ?? saved?.server ?? FleetConfiguration.defaultServer
        self.configuration = configuration
        self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
        self.seed = seed
        self.cells = cells
        self.durations = durations
        self.logger = logger
        self.witness = witness
        roots = configuration.enrolment?.roots ?? saved?.roots
        tls = try ClientTLS(roots: roots)
        push = configuration.push.map { wanted in
            PushService(
                address: SimulatedFleet.address(wanted, saved?.push), identity: configuration.pushIdentity
            ) { number in
                guard cells.indices.contains(number) else { return }
                _ = cells[number].step { $0.woken(at: Date()) }
                cells[number].doorbell.ring()
            }
        }
        lookup = LookupService(
            address: SimulatedFleet.address(configuration.lookup ?? ListenAddress(), saved?.lookup),
            feed: try StandInFeed(saved?.releases ?? configuration.releases),
            changed: { [bulletin] in
                bulletin.noteChange()
                for cell in cells { cell.doorbell.ring() }
            })
        registerPushTokens()
    }

    /// Where the stand-ins listen; waits until they do.
    public func endpoints() async throws -> FleetEndpoints {
        FleetEndpoints(
            push: try await push?.url,
            lookup: try await lookupAddress().map { $0.url + LookupService.path })
    }

    /// Where everybody stands at the moment.
    public func progress() -> FleetProgress {
        let downloads = cells.map { ($0.device.index, $0.device.downloads) }
        return FleetProgress(
            cells.map(\.summary), pushes: push?.counts ?? PushCounts(), delivery: ContentDelivery(downloads),
            traffic: meter.figures)
    }

    /// How many devices stand where at the moment: what can be looked at every few seconds however many there are.
    public func counts() -> FleetCounts { FleetCounts(cells.lazy.map(\.summary)) }

    /// What went over the wire up to now.
    public var traffic: TrafficFigures { meter.figures }

    /// The topic that a push certificate needs to wake these devices.
    public var pushTopic: String { cells.first?.device.identity.topic ?? FleetFactory.topic(seed: seed) }

    /// How many devices it has; they are numbered from 1.
    public var count: Int { cells.count }

    /// Where one device stands at the moment; nil where there is none of that number.
    public func summary(of number: Int) -> DeviceSummary? {
        cells.indices.contains(number - 1) ? cells[number - 1].summary : nil
    }

    /// What ends later than this waits for a deadline.
    public func horizon(from now: Date) -> Date { now + durations.longest }

    /// Whether nothing more comes of any device by itself.
    public func isSettled(at now: Date) -> Bool {
        let horizon = horizon(from: now)
        return cells.allSatisfy { $0.summary.isSettled(before: horizon) }
    }

    /// What happens from now on. The stream ends with the listener, not with the fleet.
    public func events() -> AsyncStream<FleetEvent> { bulletin.listen() }

    /// Adds a release to the feed while things run.
    public func publish(_ release: FleetRelease) throws { try lookup.publish(release) }

    /// Whether a device runs the newest release that the feed has for its model.
    public func isCurrent(_ summary: DeviceSummary) -> Bool {
        guard cells.indices.contains(summary.number - 1) else { return false }
        let device = cells[summary.number - 1].device
        return !lookup.current.catalog.rows.contains {
            $0.list == device.model.platform.feedList && $0.devices.contains(device.model.feedKey)
                && $0.version > device.system.version
        }
    }

    private func lookupAddress() async throws -> ListenAddress? {
        configuration.lookup == nil ? nil : try await lookup.server.bound.value()
    }

    private func registerPushTokens() {
        for (number, cell) in cells.enumerated() {
            let device = cell.device
            registerPushToken(number)
            if case .gone = device.enrolment { push?.unregister(device.identity, at: Date()) }
        }
    }

    /// Its topic becomes known with its profile.
    func registerPushToken(_ number: Int) { push?.register(cells[number].device.identity, device: number) }

    /// A server keeps the addresses that it was told, so a continued run takes the ports of the last one.
    private static func address(_ wanted: ListenAddress, _ saved: ListenAddress?) -> ListenAddress {
        guard wanted.port == 0, let saved, saved.host == wanted.host else { return wanted }
        return saved
    }

    private static func durations(_ configuration: FleetConfiguration, saved: FleetState?) -> PhaseDurations {
        let known = saved?.devices.count ?? 0
        let wanted = configuration.devices ?? (saved == nil ? FleetConfiguration.defaultDevices : known)
        return FleetPacing.paced(
            configuration.durations, devices: max(known, wanted), ramp: configuration.ramp)
    }

    private static func devices(
        _ configuration: FleetConfiguration, _ durations: PhaseDurations, seed: UInt64, saved: FleetState?
    ) -> [SimulatedDevice] {
        let now = Date()
        var devices = (saved?.devices ?? []).sorted { $0.index < $1.index }
        for index in devices.indices { devices[index].resumed(at: now) }
        let factory = FleetFactory(seed: seed, durations: durations)
        let fallback = saved == nil ? FleetConfiguration.defaultDevices : devices.count
        let missing = devices.count..<max(devices.count, configuration.devices ?? fallback)
        devices += factory.devices(missing, moods: configuration.moods, habits: configuration.habits, at: now)
        guard let enrolment = configuration.enrolment else { return devices }
        for index in devices.indices where devices[index].enrolment == .new && devices[index].management == nil {
            devices[index].management = DeviceManagement(
                showsCertificate: devices[index].index < enrolment.mutualTLSDevices)
        }
        return devices
    }
}
