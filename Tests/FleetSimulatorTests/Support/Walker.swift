import AppleDDM
import AppleMDM
import Foundation
import SeededRandom

@testable import FleetSimulator

/// Walks one device against a fake server. Time moves only from one wish of the device to the next.
struct Walker {
    var device: SimulatedDevice
    var server = FakeServer()
    var now = Date(timeIntervalSince1970: 1_764_000_000)
    var surroundings: Surroundings
    /// When the device was silent.
    var waits: [Date] = []
    /// What a device that asks for its profile gets, in order; nothing: it is refused one.
    var profiles: [Data] = []
    /// What orders for certificates come to, in order; nothing: nobody answers.
    var certificates: [CertificateOutcome] = []
    var orders: [CertificateOrder] = []

    init(
        _ mood: DeviceMood = .obedient, _ habit: UserHabit = .installsEarly, model product: String = "Mac14,2",
        from version: String = "26.3.1",
        build: String = "25D2128", durations: PhaseDurations = .steady, zone: String = "Europe/Berlin"
    ) throws {
        let feed = try StandInFeed(DemoFeed.releases)
        surroundings = Surroundings(catalog: feed.catalog, durations: durations)
        device = try Walker.device(mood, habit, product, version, build, at: now)
    }

    /// Requests until the device wants to wait; the moment until which it does.
    @discardableResult
    mutating func settle() throws -> Date? {
        for _ in 0..<200 {
            switch device.next(at: now, in: surroundings) {
            case .finish: return nil
            case .wait(let date): return date
            case .send(let message):
                device.answered(server.answer(message), at: now, in: surroundings)
            case .fetchProfile:
                guard !profiles.isEmpty else {
                    device.profileRefused("none is left", at: now, in: surroundings)
                    continue
                }
                device.profileArrived(profiles.removeFirst(), at: now, in: surroundings)
            case .certify(let order):
                orders.append(order)
                let outcome = certificates.isEmpty ? .unavailable : certificates.removeFirst()
                device.certified(outcome, at: now, in: surroundings)
            }
        }
        throw Endless()
    }

    /// Lets time pass up to this many seconds from now, one wish after another.
    mutating func pass(_ seconds: Double, until isOver: (Walker) -> Bool = { _ in false }) throws {
        let end = now + seconds
        for _ in 0..<2_000 {
            guard let date = try settle(), date <= end, !isOver(self) else { break }
            waits.append(date)
            now = max(now + 0.001, date)
        }
        if !isOver(self) { now = max(now, end) }
        try settle()
    }

    mutating func push() throws {
        device.woken(at: now)
        try settle()
    }

    /// Enrols, and brings the first manifest: subscriptions to everything the device knows.
    mutating func enrol() throws {
        try pass(10) { $0.device.enrolment == .enrolled }
        try settle()
        let items = device.capabilities.statusItems.map { JSONValue.object(["Name": .string($0)]) }
        server.declare(DeclarationType.subscriptions, "subscriptions", ["StatusItems": .array(items)])
        server.declare(
            DeclarationType.activation, "activate.subscriptions", ["StandardConfigurations": ["subscriptions"]])
        try sync()
    }

    /// A change of the manifest as a server tells it: a command, then a push.
    mutating func sync() throws {
        server.orderSync()
        try push()
    }

    mutating func enforce(
        _ version: String, build: String? = nil, by deadline: String = "2026-12-24T18:00:00",
        as identifier: String = "update"
    ) throws {
        var payload: [String: JSONValue] = [
            "TargetOSVersion": .string(version), "TargetLocalDateTime": .string(deadline),
        ]
        if let build { payload["TargetBuildVersion"] = .string(build) }
        server.declare(DeclarationType.enforcement, identifier, .object(payload))
        server.declare(
            DeclarationType.activation, "activate.\(identifier)",
            ["StandardConfigurations": .array([.string(identifier)])])
        try sync()
    }

    /// A deadline so many seconds from now, as the device's own wall clock shows it.
    mutating func enforce(_ version: String, in seconds: Double) throws {
        let zone = TimeZone(identifier: device.zone) ?? .gmt
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().time(includingFractionalSeconds: false)
        try enforce(version, by: (now + seconds).formatted(style))
    }

    /// What the simulator says of the device.
    var truth: DeviceTruth { DeviceTruth(device) }

    mutating func withdraw(_ identifier: String = "update") throws {
        server.declarations.removeAll { [identifier, "activate.\(identifier)"].contains($0.identifier) }
        try sync()
    }

    /// The values of one item in all reports, in order.
    func reported(_ item: String) -> [JSONValue] {
        server.reports.compactMap { $0["StatusItems"]?.value(at: item) }
    }

    /// How the device last described a declaration.
    func state(of identifier: String) -> JSONValue? {
        let lists = reported("management.declarations").last
        return ["activations", "configurations", "assets", "management"].lazy
            .flatMap { lists?[$0]?.array ?? [] }
            .first { $0["identifier"]?.string == identifier }
    }

    struct Endless: Error {}

    private static func device(
        _ mood: DeviceMood, _ habit: UserHabit, _ product: String, _ version: String, _ build: String, at now: Date
    ) throws -> SimulatedDevice {
        let entries = ModelTable.macs + ModelTable.phones + ModelTable.tablets + ModelTable.others
        guard let model = entries.first(where: { $0.model.productName == product })?.model,
            let version = OSVersion(version)
        else { throw Endless() }
        var (random, extra) = (SeededRandom(seed: 7), SeededRandom(seed: 8))
        let identity = DeviceIdentity.make(
            index: 0, model: model, supervised: DeviceTraits(mood).isSupervised, topic: "com.apple.mgmt.External.test",
            random: &random)
        var device = SimulatedDevice(
            index: 0, identity: identity, model: model, mood: mood,
            system: InstalledSystem(version: version, build: build), enrolment: .new,
            update: UpdateWalk(temper: UpdateTemper(of: model, mood, habit, random: &extra)), random: random)
        device.timers.enrolment = now + 1
        return device
    }
}

extension PhaseDurations {
    /// Ten seconds for each phase, and polls that don't come in between.
    static let steady = PhaseDurations(
        waiting: 10...10, downloading: 10...10, notice: 10...10, pastDueNotice: 10...10, installing: 10...10,
        retryAfterFailure: 10...10, poll: 100_000...100_000, fullReport: 500_000...500_000, notNowRetry: 30...30,
        enrolment: 1...1, firstRetry: 1, slowestRetry: 60, recovery: 100...100, absence: 200...200, tonight: 50...50)
}
