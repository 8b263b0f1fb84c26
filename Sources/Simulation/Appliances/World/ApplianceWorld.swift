import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import SeededRandom
import Storage

/// One or two servers on one store, appliances, and people, on one clock and in one thread.
///
/// Everything that happens is an event of the agenda; whatever could be one way or another is drawn from the seed.
final class ApplianceWorld {
    /// How much of the world's time everything may go wrong.
    static let trouble: Duration = .days(5)
    /// How long after it the appliances may take to become current.
    static let patience: Duration = .days(25)
    /// Nothing that ends needs so many steps.
    private static let patienceInSteps = 60_000

    var landscape: Landscape
    var timetables: [Timetable]
    var now: Instant
    var random: SeededRandom
    var agenda = Agenda<ApplianceEvent>()
    var weather: ApplianceWeather
    var isCalm = false
    var isOver = false
    var servers: [ServerSeat]
    let inspector: ApplianceInspector
    var machines: [Machine] = []
    var people = PeopleDesk()
    /// Calls that a worker waits for, by number.
    var waiting: Set<Int> = []
    var callCount = 0
    /// When an order reached its appliance first, by the call's key.
    var orderedAt: [String: Instant] = [:]
    private(set) var timeline: [String] = []

    /// One server in its seat: what the world keeps of it.
    struct ServerSeat {
        let server: SimulatedServer
        /// How far its clock is off.
        var clockError: Duration = .zero
        var watch = WorkWatch()
    }

    init(seed: UInt64, saboteur: ApplianceSabotage?) throws {
        random = SeededRandom(simulation: seed ^ 0xA991)
        landscape = Landscape(&random, saboteur?.odds ?? LandscapeOdds())
        (now, timetables) = (landscape.start, landscape.calendars)
        weather = ApplianceWeather(&random)
        let settings = Settings(upgrades: ApplianceWorld.policy(&random))
        let first = try SimulatedServer(at: landscape.start, settings: settings, saboteur: saboteur)
        servers = [ServerSeat(server: first)]
        if weather.crash > 0, random.happens(300) {
            servers.append(ServerSeat(server: SimulatedServer(beside: first)))
        }
        inspector = ApplianceInspector(policy: settings.upgrades)
        try begin(seed)
    }

    /// Until all is well in the calm.
    /// - Throws: `Violation`.
    func run() throws {
        while !isOver, let (at, event) = agenda.next() {
            now = max(now, at)
            setClocks()
            let before = steps
            do {
                try happen(event)
            } catch  where !(error is Violation) {
                throw Violation(.noStepFails, "\(error)")
            }
            for change in inspector.takeChanges() { note("server", change) }
            // Without a step there is no new work, but for a clock or a process that began anew.
            if steps != before || servers.contains(where: \.watch.mustLook) { lookForWork() }
            if steps > ApplianceWorld.patienceInSteps {
                throw Violation(.workIsDone, "after \(steps) steps the servers have not come to rest")
            }
        }
    }

    /// By how much the servers' clocks have differed so far.
    private(set) var clockSpread: Duration = .zero
    private var clockErrors: (least: Duration, most: Duration) = (.zero, .zero)

    func noteClocks() {
        for seat in servers {
            clockErrors = (min(clockErrors.least, seat.clockError), max(clockErrors.most, seat.clockError))
        }
        clockSpread = clockErrors.most - clockErrors.least
    }

    func setClocks() { for seat in servers { seat.server.now = now + seat.clockError } }

    /// One line of what happened.
    func note(_ actor: String, _ what: String) {
        let padding = String(repeating: " ", count: max(12 - actor.count, 0))
        timeline.append("\(now.simulationText)  \(actor)\(padding)  \(what)")
    }

    var steps: Int { servers.reduce(0) { $0 + $1.server.steps } }
    var crashes: Int { servers.reduce(0) { $0 + $1.server.life } }

    private func happen(_ event: ApplianceEvent) throws {
        switch event {
        case .work(let kind, let server, let life): if isAlive(server, life) { try work(kind, server) }
        case .settle(let number, let server, let life): if isAlive(server, life) { try settle(number, server) }
        case .sendMail(let mail): if isAlive(mail.server, mail.life) { try send(mail) }
        case .makeCall(let call): if isAlive(call.server, call.life) { try make(call) }
        case .follow(let call): if isAlive(call.server, call.life) { try follow(call) }
        case .answer(let call, let outcome): if isAlive(call.server, call.life) { try hear(outcome, of: call) }
        case .hold(let call): if isAlive(call.server, call.life) { try hold(call) }
        case .restart(let server): try restart(server)
        case .clockJumps(let server): jump(server)
        case .machineMoves(let index): move(index)
        case .nature(let index): nature(index)
        case .attend(let index): try comeBy(index)
        case .alarmed(let index): try attend(index)
        case .whim: try whim()
        case .calm: calm()
        case .judge: try judge()
        }
    }

    func isAlive(_ server: Int, _ life: Int) -> Bool {
        servers[server].server.isUp && servers[server].server.life == life
    }

    /// What an operator can set differs from world to world.
    private static func policy(_ random: inout SeededRandom) -> UpgradePolicy {
        UpgradePolicy(
            soak: random.pick([.hours(24), .hours(24), .hours(8), .hours(36)]),
            backupAge: random.pick([.hours(24), .hours(3)]), exportAge: random.pick([.days(30), .hours(60)]),
            readingAge: random.pick([.minutes(15), .minutes(45)]), needsSecondPerson: random.happens(800),
            inventoryInterval: random.pick([.hours(4), .hours(8), .hours(16)]),
            pollInterval: random.pick([.minutes(3), .minutes(10)]),
            preparationLead: random.pick([.hours(2), .minutes(30)]))
    }
}
