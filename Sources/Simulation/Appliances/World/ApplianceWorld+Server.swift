import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

/// A mail in a worker's hands.
struct MailInHand {
    let work: ClaimedWork
    let server: Int
    let life: Int
}

extension ApplianceWorld {
    /// True when the server ends here; everything that it had in memory is gone.
    func crashes(_ index: Int, _ when: String) -> Bool {
        guard random.happens(weather.crash), servers[index].server.isUp else { return false }
        note("server", "\(name(index)) crashes \(when)")
        servers[index].server.crash()
        servers[index].watch.restart()
        let away =
            random.happens(300) ? random.duration(.minutes(10), .hours(9)) : random.duration(.seconds(1), .minutes(3))
        agenda.add(.restart(server: index), at: now + away)
        return true
    }

    func restart(_ index: Int) throws {
        servers[index].server.restart()
        note("server", "\(name(index)) starts again")
    }

    private func name(_ index: Int) -> String { servers.count == 1 ? "it" : ["the first", "the second"][index] }

    /// Notes when a worker looks for work next.
    func lookForWork() {
        for index in servers.indices where servers[index].server.isUp {
            let seat = servers[index]
            let planned = servers[index].watch.plan(seat.server, at: now, clockError: seat.clockError)
            for (kind, at) in planned { agenda.add(.work(kind, server: index, life: seat.server.life), at: at) }
        }
    }

    /// A worker claims what is due; each piece is settled by itself, if the server lives to do it.
    func work(_ kind: String, _ index: Int) throws {
        let seat = servers[index]
        guard servers[index].watch.begins(kind, at: now) else { return }
        // What has been put off since is looked for at its new time: a look that finds nothing is no step.
        guard seat.server.dueWork().contains(where: { $0.kind == kind && $0.due <= seat.server.now }) else {
            return lookForWork()
        }
        if crashes(index, "before claiming \(kind)") || random.happens(weather.storeTrouble) { return }
        let (server, life) = (seat.server, seat.server.life)
        switch kind {
        case WorkKind.appliance:
            let claimed = try server.claim(kind, limit: 8)
            if crashes(index, "after claiming \(claimed.count) \(kind)") { return }
            for (number, _) in claimed { agenda.add(.settle(number, server: index, life: life), at: soon()) }
        case WorkKind.driverCall:
            let claimed = try server.step(.claim(kind)) { try DriverCallSteps.claim(8, &$0, $1) }
            if crashes(index, "after claiming \(claimed.count) \(kind)") { return }
            for work in claimed { try beginCall(work, index) }
        default:
            let claimed = try server.step(.claim(kind)) { try MailSteps.claim(8, &$0, $1) }
            for work in claimed { agenda.add(.sendMail(MailInHand(work: work, server: index, life: life)), at: soon()) }
        }
    }

    func settle(_ number: Int, _ index: Int) throws {
        if crashes(index, "before looking") || random.happens(weather.storeTrouble) { return }
        guard let held = try servers[index].server.settle(number, nil) else { return }
        try lookAt(held.subject, servers[index].server)
        _ = crashes(index, "after looking")
    }

    func send(_ mail: MailInHand) throws {
        let server = servers[mail.server].server
        if random.happens(weather.mailTrouble) {
            return try server.step(.settle(WorkKind.mail)) {
                try MailSteps.failed(mail.work, "451 later", isLasting: false, &$0, $1)
            }
        }
        if crashes(mail.server, "after sending a mail") { return }
        try server.step(.settle(WorkKind.mail)) { try MailSteps.sent(mail.work, &$0, $1) }
        let letter = AlarmLetter(body: mail.work.body)
        note("mail", letter.simulationText)
        if let index = machines.firstIndex(where: { $0.name == letter.appliance }), random.happens(500) {
            agenda.add(.alarmed(index), at: now + random.duration(.minutes(2), .hours(1)))
        }
    }

    /// Holds every invariant against what a server has just done about one appliance.
    ///
    /// - Parameter hasLooked: whether the server has just looked itself.
    func lookAt(_ subject: String, _ server: SimulatedServer, hasLooked: Bool = true) throws {
        guard let index = machines.firstIndex(where: { $0.id.text == subject }) else { return }
        let before = inspector.seen[index]?.attempt?.key
        try inspector.look(at: index, in: self, server)
        if let upgrade = inspector.seen[index]?.upgrade, let attempt = upgrade.attempt, attempt.isByHand,
            attempt.key != before, upgrade.state == .installing
        {
            callWhoInstalls(index)
        }
        if hasLooked { try inspector.requireOverrunTold(index, in: self, server) }
    }

    /// Whoever installs by hand knows when the window opens, and is there in time, mostly: the hop's clock runs already.
    private func callWhoInstalls(_ index: Int) {
        guard isCalm || random.happens(600) else { return }
        agenda.add(.alarmed(index), at: now + random.duration(.minutes(1), .minutes(6)))
    }

    func soon() -> Instant { now + random.duration(.milliseconds(1), .milliseconds(400)) }

    /// A clock is set to another time, within reason.
    func jump(_ index: Int) {
        let size = random.duration(.seconds(1), .minutes(6))
        let error = servers[index].clockError
        let limit = ApplianceInspector.clockLimit
        servers[index].clockError = min(max(random.happens(500) ? error + size : error - size, .zero - limit), limit)
        servers[index].watch.restart()
        note(
            "server", "the clock of \(name(index)) jumps by \((servers[index].clockError - error).components.seconds) s"
        )
        setClocks()
        noteClocks()
    }
}

extension AlarmLetter {
    var simulationText: String {
        "\(appliance): " + fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
