import AppleLookup
package import Foundation

/// One simulated device whose time, network and surroundings are in its driver's hands.
///
/// `SimulatedFleet` drives devices with threads and sockets; this drives one from a loop that has neither.
package struct HandDrivenDevice: Sendable {
    /// What the device wants to do.
    package enum Wish: Sendable {
        /// Send this; then call `answered` or `unreachable`.
        case send(Message)
        /// Nothing before that moment or a push; without a moment, nothing before a push.
        case wait(until: Date?)
        /// Nothing any more: the server has sent it away.
        case finish
    }

    /// A request of the device.
    package struct Message: Sendable {
        /// What it is, for people.
        package let name: String
        package let isCheckIn: Bool
        /// Authenticate, TokenUpdate or SetBootstrapToken.
        package let isEnrolment: Bool
        package let body: Data

        package init(name: String, isCheckIn: Bool, isEnrolment: Bool, body: Data) {
            (self.name, self.isCheckIn, self.isEnrolment, self.body) = (name, isCheckIn, isEnrolment, body)
        }
    }

    private var device: SimulatedDevice
    private let topic: String

    /// Device number `index` of the fleet that `seed` stands for.
    package init(
        seed: UInt64, index: Int, mood: DeviceMood, habit: UserHabit = .installsEarly, durations: PhaseDurations,
        at now: Date
    ) {
        let factory = FleetFactory(seed: seed, durations: durations)
        topic = factory.topic
        device = factory.device(index, mood: mood, habit: habit, at: now)
    }

    package mutating func next(at now: Date, in surroundings: HandDrivenSurroundings) -> Wish {
        switch device.next(at: now, in: surroundings.values) {
        // A device that is believed without proof has nothing to fetch.
        case .finish, .fetchProfile, .certify: return .finish
        case .wait(let date): return .wait(until: date)
        case .send(let message):
            let request = device.inFlight
            let isEnrolment =
                switch request {
                case .authenticate, .tokenUpdate, .setBootstrapToken: true
                default: false
                }
            return .send(
                Message(
                    name: request?.name ?? "message", isCheckIn: message.route == .checkIn, isEnrolment: isEnrolment,
                    body: message.body))
        }
    }

    package mutating func answered(
        status: Int, contentType: String?, retryAfter: Double?, body: Data, at now: Date,
        in surroundings: HandDrivenSurroundings
    ) {
        let reply = DeviceReply(status: status, contentType: contentType, retryAfter: retryAfter, body: body)
        device.answered(reply, at: now, in: surroundings.values)
    }

    package mutating func unreachable(at now: Date, in surroundings: HandDrivenSurroundings) {
        device.unreachable(at: now, in: surroundings.values)
    }

    package mutating func woken(at now: Date) { device.woken(at: now) }

    /// Erased, with the system that it runs; it enrols again at `enrolment`.
    package mutating func erase(enrollingAt enrolment: Date) {
        device = device.unmanaged()
        device.timers.enrolment = enrolment
    }

    /// Its user installs the newest release that Apple offers for it, whatever anybody declared. False when there is none
    /// or an update is under way.
    package mutating func updateByHand(in surroundings: HandDrivenSurroundings) -> Bool {
        device.updateByHand(in: surroundings.values)
    }
}

extension HandDrivenDevice {
    /// What the push service knows it by.
    package var pushToken: Data { Data(device.identity.pushToken) }
    package var udid: String { device.identity.udid }
    package var feedKey: String { device.model.feedKey }
    package var bootstrapToken: Data? { device.identity.bootstrapToken.map { Data($0) } }
    package var mood: DeviceMood { device.mood }
    package var habit: UserHabit { device.update.temper.habit }
    /// What is the matter with it, whatever anybody else believes.
    package var truth: DeviceTruth { DeviceTruth(device) }
    package var version: String { device.system.version.text }
    package var supplementalBuild: String { device.system.supplementalBuild }
    package var isEnrolled: Bool { device.enrolment == .enrolled }
    /// The first alarms it raised: breaches of the protocol by the server.
    package var alarms: [String] { device.alarms.map(\.text) }
    package var alarmCount: Int { device.alarmCount }
    /// The DeclarationsToken of the manifest that it applied last.
    package var declarationsToken: String? { device.declarative?.declarationsToken }
    /// The identifiers of the declarations that it holds.
    package var held: [String] { device.declarative?.held.map(\.key.identifier) ?? [] }
    /// Nothing under way and nothing to say.
    package var isQuiet: Bool { device.errands.isEmpty && device.inFlight == nil }

    /// One line for people: what it is, runs and does.
    package var summary: String {
        "\(device.model.productName) \(device.system.version.text) (\(device.system.supplementalBuild)) \(device.mood.rawValue)"
            + " \(device.update.phase.rawValue)"
    }
}

/// What Apple offers, and how long things take.
package struct HandDrivenSurroundings: Sendable {
    fileprivate let values: Surroundings
    private let feed: StandInFeed
    package let releases: [FleetRelease]

    /// - Parameter revision: another number whenever the releases are others.
    package init(_ releases: [FleetRelease], revision: Int, durations: PhaseDurations) throws(FleetError) {
        self.releases = releases
        feed = try StandInFeed(releases)
        let catalog = UpdateCatalog(revision: revision, rows: feed.catalog.rows)
        values = Surroundings(catalog: catalog, durations: durations)
    }

    /// The feed as the lookup service would serve it.
    package func feed(at now: Date) -> Data { feed.feed(at: now).json() }
}
