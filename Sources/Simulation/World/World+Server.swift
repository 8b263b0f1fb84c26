import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

extension World {
    /// True when the server ends here; everything that it had in memory is gone.
    func crashes(_ when: String) -> Bool {
        guard random.happens(weather.crash), server.isUp else { return false }
        note("server", "crashes \(when)")
        server.crash()
        watch.restart()
        agenda.add(.restart, at: now + random.duration(.seconds(1), .minutes(3)))
        return true
    }

    func restart() throws {
        server.restart()
        note("server", "starts again")
        try inspector.audit()
        startServices()
    }

    /// What the services do as soon as they run.
    func startServices() {
        agenda.add(.maintain(life: server.life), at: now + .milliseconds(10))
        agenda.add(.fetchFeed(life: server.life), at: now + .milliseconds(20))
    }

    func maintain() throws {
        let behind = try server.step(.maintenance) { try ServiceSteps.reconcile(&$0, $1) }
        try server.step(.maintenance) { try ServiceSteps.forget(&$0, $1) }
        try seeToPushes()
        if behind > 0 { note("server", "finds \(behind) channels that nobody is going to wake") }
        agenda.add(.maintain(life: server.life), at: now + server.settings.reconcileInterval)
    }

    /// Somebody notices in the end that the push service refuses the certificate, and sees to it.
    private func seeToPushes() throws {
        guard try server.look({ try $0.pushState().isHeld }) else { return }
        _ = try server.step(.maintenance) { try ServiceSteps.resumePushes(&$0, $1) }
        note("server", "its pushes are let go again")
    }

    /// Notes when a worker looks for work next.
    func lookForWork() {
        guard server.isUp else { return }
        for (kind, at) in watch.plan(server, at: now, clockError: clockError) {
            agenda.add(.work(kind, life: server.life), at: at)
        }
    }

    /// A worker claims what is due; each piece is settled by itself, if the server lives to do it.
    func work(_ kind: String) throws {
        guard watch.begins(kind, at: now) else { return }
        if crashes("before claiming \(kind)") { return }
        let limit = Int.random(in: 1...8, using: &random)
        let claimed = try server.claim(kind, limit: limit)
        if crashes("after claiming \(claimed.count) \(kind)") { return }
        for (number, held) in claimed {
            if let push = held.push { deliver(push) }
            let delay = random.duration(.milliseconds(1), .milliseconds(400))
            agenda.add(.settle(number, life: server.life), at: now + delay)
        }
    }

    func settle(_ number: Int) throws {
        if crashes("before settling") { return }
        let outcome = pushOutcome()
        guard let held = try server.settle(number, outcome) else { return }
        let subject = inspector.udid(ofSubject: held.subject)
        let whom = subject.map(who) ?? held.subject
        note("server", held.push == nil ? "\(held.kind) for \(whom)" : "push for \(whom): \(outcome.simulationText)")
        if let subject { try inspector.look(at: subject) }
        _ = crashes("after settling")
    }

    /// A push on its way to its device: lost, late or twice in bad weather.
    private func deliver(_ push: PushRequest) {
        let soon = now + random.duration(.milliseconds(20), .seconds(2))
        guard random.happens(weather.pushTrouble) else { return agenda.add(.push(push.token), at: soon) }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: note("push", "one is lost")
        case 1: agenda.add(.push(push.token), at: now + random.duration(.minutes(1), .hours(3)))
        default:
            agenda.add(.push(push.token), at: soon)
            agenda.add(.push(push.token), at: soon + random.duration(.zero, .minutes(5)))
        }
    }

    private func pushOutcome() -> PushOutcome {
        guard random.happens(weather.pushRefused) else { return .accepted(id: "accepted") }
        return switch Int.random(in: 0..<5, using: &random) {
        case 0: .tokenRefused(reason: "410 Unregistered")
        case 1: .topicRefused(reason: "403 BadCertificate")
        case 2: .tooMany(reason: "429 TooManyRequests")
        default: .unavailable(reason: "503 ServiceUnavailable")
        }
    }

    /// The server's clock is set to another time.
    func jump() {
        let far = random.happens(400)
        let size = far ? random.duration(.hours(1), .days(2)) : random.duration(.minutes(1), .minutes(50))
        let limit: Duration = .days(2)
        clockError = min(max(random.happens(500) ? clockError + size : clockError - size, .zero - limit), limit)
        note("server", "its clock jumps to \((now + clockError).simulationText)")
        server.now = now + clockError
        watch.restart()
    }
}

extension SimulatedServer {
    /// When the first work of each kind can be claimed, by the server's clock.
    func dueWork() -> [(kind: String, due: Instant)] {
        let rows = try? look { store in
            try store.run(
                """
                SELECT kind, MIN(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) AS due
                FROM outbox GROUP BY kind ORDER BY kind
                """)
        }
        return (rows ?? []).compactMap { row in
            guard let kind = try? row.text(0), let due = try? row.int(1) else { return nil }
            return (kind, Instant(microseconds: due))
        }
    }
}

extension PushOutcome {
    fileprivate var simulationText: String {
        switch self {
        case .accepted: "accepted"
        case .tokenRefused(let reason, _), .topicRefused(let reason, _), .requestRefused(let reason),
            .tooMany(let reason), .unavailable(let reason):
            reason
        }
    }
}
