import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore

@testable import Simulation

/// The server's real steps and a device of every mood and habit, in good weather and with a clock of their own.
final class TruthHouse {
    let server: SimulatedServer
    private(set) var devices: [HandDrivenDevice] = []
    private var wishes: [Date?] = []
    private let apple: HandDrivenSurroundings
    private(set) var now = World.start
    /// When the server next looks after itself: what is behind, and the feed.
    private var upkeep = World.start

    private let durations: PhaseDurations

    /// What is lacking lacks for longer than the deadline of `plan` is ahead, and so do leaves and absences.
    private static let usual = PhaseDurations(
        waiting: 60...600, downloading: 7_200...10_800, notice: 3_600...28_800, pastDueNotice: 3_300...3_900,
        installing: 1_800...5_400, retryAfterFailure: 3_600...7_200, poll: 36_000...50_000,
        fullReport: 82_800...90_000, notNowRetry: 900...1_800, enrolment: 0...7_200, firstRetry: 5, slowestRetry: 600,
        recovery: 380_000...430_000, absence: 380_000...430_000, tonight: 36_000...43_200)

    /// - Parameter hours: over how many hours the devices are switched on.
    init(ramp hours: Double = 2) throws {
        var durations = TruthHouse.usual
        durations.enrolment = 0...(hours * 3_600)
        self.durations = durations
        let limits = EnforcementLimits(unreachableAfter: .days(3))
        let settings = Settings(
            pushSchedule: [.hours(4), .hours(12), .hours(24)], reconcileInterval: .hours(8), limits: limits)
        server = try SimulatedServer(at: World.start, settings: settings, saboteur: nil)
        apple = try HandDrivenSurroundings(DemoFeed.releases, revision: 1, durations: durations)
        for mood in DeviceMood.allCases { add(mood, .installsEarly) }
        // A phone, a tablet, a Mac and a television for each kind of user.
        for habit in UserHabit.allCases {
            for index in [1, 2, 3, 9] { add(.obedient, habit, like: index) }
        }
    }

    private func add(_ mood: DeviceMood, _ habit: UserHabit, like model: Int? = nil) {
        // The model goes by the last digit of the number.
        let index = devices.count * 10 + (model ?? devices.count % 10)
        devices.append(
            HandDrivenDevice(
                seed: 11, index: index, mood: mood, habit: habit, durations: durations, at: now.date))
        wishes.append(now.date)
    }

    /// A plan for everything, to be done in so many hours.
    func plan(hours: Int) throws {
        try keepUp()
        var request = PlanRequest()
        (request.rule, request.everything) = ("latest", true)
        (request.isUrgent, request.because) = (true, "less than the notice is left")
        request.local = LocalDateTime(utc: now + .hours(hours)).description
        _ = try server.step(.admin) { try AdminPlans.create(request)(&$0, $1) }
    }

    /// Lets everything happen up to that moment, after which nobody has anything to say.
    func run(until end: Instant) throws {
        while true {
            try settle()
            let next = ([end, upkeep] + wishes.compactMap { $0.map { Instant($0) } } + dueWork()).min() ?? end
            guard next < end else { break }
            now = max(next, now + .milliseconds(1))
            server.now = now
            if upkeep <= now { try keepUp() }
        }
        now = end
        server.now = end
        try settle()
    }

    func verdict(of device: HandDrivenDevice) throws -> Verdict {
        try server.read { try AdminDevices.show(device.udid)(&$0, $1) }.verdict
    }

    private func dueWork() -> [Instant] { server.dueWork().map { $0.due } }

    private func settle() throws {
        var isBusy = true
        while isBusy {
            isBusy = false
            for index in devices.indices where wishes[index].map({ Instant($0) <= now }) == true {
                try act(index)
                isBusy = true
            }
            for (kind, due) in server.dueWork() where due <= now {
                try work(kind)
                isBusy = true
            }
        }
    }

    /// Requests until it wants to wait.
    private func act(_ index: Int) throws {
        while true {
            switch devices[index].next(at: now.date, in: apple) {
            case .finish:
                wishes[index] = nil
                return
            case .wait(let date):
                // Never the same moment again.
                wishes[index] = date.map { max($0, (now + .milliseconds(1)).date) }
                return
            case .send(let message):
                let reply = server.answer(message)
                devices[index].answered(
                    status: reply.status, contentType: reply.contentType, retryAfter: reply.retryAfter,
                    body: reply.body, at: now.date, in: apple)
            }
        }
    }

    private func work(_ kind: String) throws {
        for (number, held) in try server.claim(kind, limit: 50) {
            if let token = held.push?.token, let index = devices.firstIndex(where: { $0.pushToken == token }) {
                devices[index].woken(at: now.date)
                wishes[index] = now.date
            }
            _ = try server.settle(number, .accepted(id: "accepted"))
        }
    }

    private func keepUp() throws {
        let feed = apple.feed(at: now.date)
        _ = try server.step(.feed) { try ServiceSteps.takeFeed(feed, believedBecause: nil, &$0, $1) }
        _ = try server.step(.maintenance) { try ServiceSteps.reconcile(&$0, $1) }
        upkeep = now + .hours(8)
    }
}
