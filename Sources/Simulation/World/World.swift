import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import SeededRandom

/// Server, devices, push service, lookup service and an administrator, on one clock and in one thread.
///
/// Everything that happens is an event of the agenda; whatever could be one way or another is drawn from the seed.
final class World {
    /// How much of the world's time everything may go wrong.
    static let trouble: Duration = .hours(48)
    /// How long after it the devices may take to become current.
    static let patience: Duration = .days(9)

    var now = World.start
    /// How far the server's clock is off.
    var clockError: Duration = .zero
    var random: SeededRandom
    var agenda = Agenda<WorldEvent>()
    var weather: Weather
    var isCalm = false
    var isOver = false
    let server: SimulatedServer
    let inspector: Inspector
    var devices: [WorldDevice] = []
    var apple: HandDrivenSurroundings
    var feed = FeedDesk()
    var admin = AdminDesk()
    var watch = WorkWatch()
    private(set) var timeline: [String] = []

    /// 2026-05-01T12:00:00Z.
    static let start = Instant(seconds: 1_777_636_800)

    init(seed: UInt64, sabotage: Sabotage?) throws {
        random = SeededRandom(simulation: seed)
        weather = Weather.of(&random)
        let settings = World.settings(&random)
        server = try SimulatedServer(at: World.start, settings: settings, saboteur: sabotage)
        inspector = Inspector(server)
        apple = try HandDrivenSurroundings(DemoFeed.releases, revision: 1, durations: World.durations)
        addDevices(seed)
        let keys = Set(devices.map(\.machine.feedKey)).union(Sabotage.otherModels)
        feed.coming = FeedDesk.trimmed(feed.coming, to: keys)
        let releases = FeedDesk.trimmed(apple.releases, to: keys)
        apple = try HandDrivenSurroundings(releases, revision: 1, durations: World.durations)
        begin()
    }

    /// Until all is well in the calm.
    /// - Throws: `Violation`.
    func run() throws {
        while !isOver, let (at, event) = agenda.next() {
            now = max(now, at)
            server.now = now + clockError
            let before = server.steps
            try happen(event)
            for change in inspector.takeChanges() { note("server", "\(who(change.udid)): \(change.text)") }
            // Without a step there is no new work, but for a clock or a process that began anew.
            if server.steps != before || watch.mustLook { lookForWork() }
        }
    }

    /// One line of what happened.
    func note(_ actor: String, _ what: String) {
        timeline.append("\(now.simulationText)  \(actor.padding(toLength: 9, withPad: " ", startingAt: 0))  \(what)")
    }

    private func happen(_ event: WorldEvent) throws {
        switch event {
        case .deviceActs(let index, let plan): if devices[index].plan == plan { act(index) }
        case .arrives(let transit): try arrive(transit)
        case .replies(let transit, let reply): try hear(reply, transit)
        case .silence(let transit): giveUp(transit)
        case .push(let token): push(token)
        case .work(let kind, let life): if isAlive(life) { try work(kind) }
        case .settle(let number, let life): if isAlive(life) { try settle(number) }
        case .fetchFeed(let life): if isAlive(life) { try fetchFeed() }
        case .maintain(let life): if isAlive(life) { try maintain() }
        case .restart: try restart()
        case .feedChanges: try changeFeed()
        case .adminActs: try adminActs()
        case .clockJumps: jump()
        case .erase(let index): try erase(index)
        case .updateByHand(let index): updateByHand(index)
        case .switchOff(let index): switchOff(index)
        case .calm: calm()
        case .judge: try judge()
        }
    }

    private func isAlive(_ life: Int) -> Bool { server.isUp && server.life == life }

    /// Waits are settings: some operators are patient, some are not.
    private static func settings(_ random: inout SeededRandom) -> Settings {
        let limits = EnforcementLimits(
            unreachableAfter: random.pick([.hours(5), .days(7)]), pastDueGrace: random.pick([.minutes(10), .hours(2)]),
            installationSilence: random.pick([.minutes(10), .hours(4)]),
            stallAfter: random.pick([.minutes(20), .hours(24)]),
            failuresUntilBlocked: random.pick([2, 5]), failingUntilBlocked: random.pick([.hours(3), .hours(72)]))
        return Settings(
            pushSchedule: [.hours(2), .hours(6), .hours(12)], reconcileInterval: .hours(8),
            lookupInterval: random.pick([.hours(12), .hours(24)]), limits: limits)
    }

    /// A walk of some hours, with little in between.
    static let durations = PhaseDurations(
        waiting: 60...600, downloading: 600...3_600, notice: 3_600...28_800, pastDueNotice: 3_300...3_900,
        installing: 900...2_400, retryAfterFailure: 3_600...7_200, poll: 25_200...39_600,
        fullReport: 82_800...90_000, notNowRetry: 900...1_800, enrolment: 0...7_200, firstRetry: 5, slowestRetry: 600)
}

/// A device, and what the world knows of its requests.
struct WorldDevice {
    var machine: HandDrivenDevice
    /// Raised with every new plan of when it acts next.
    var plan = 0
    var requests = 0
    /// The request that it waits for.
    var waitsFor: Int?
    var erasures = 0
    /// It is switched off until then.
    var offUntil = World.start
    var alarmsSeen = 0
    /// The server has shown a manifest that the device did not hear of: what it fetches now may be of another revision than
    /// the one that it goes by, for a fetch does not say which.
    var hasMissedManifest = false
}

extension Instant {
    /// `05-01 12:00:00.123`.
    var simulationText: String {
        let milliseconds = (microseconds / 1000) % 1000
        let text = LocalDateTime(utc: self).description.dropFirst(5).replacing("T", with: " ")
        return "\(text).\(String(1000 + milliseconds).dropFirst())"
    }

    /// For the devices, whose machine counts in `Date`.
    var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    init(_ date: Date) { self.init(microseconds: Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.up))) }
}
