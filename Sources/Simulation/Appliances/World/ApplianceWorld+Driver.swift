import ApplianceDrivers
import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

/// A call that a worker of one life of one server waits for.
struct CallInHand {
    let number: Int
    let begun: DriverCallSteps.Begun
    let server: Int
    let life: Int
    let machine: Int
    /// Until when it is waited for.
    let limit: Instant

    var call: DriverCall { begun.call }
    var verb: DriverVerb { begun.call.request.verb }
}

/// The driver, driven by hand: what `DriverService` does around a driver, and what the way to the appliance does to it.
extension ApplianceWorld {
    func beginCall(_ work: ClaimedWork, _ index: Int) throws {
        if random.happens(weather.storeTrouble) { return }
        let server = servers[index].server
        guard let machine = machines.firstIndex(where: { $0.id.text == work.subject }) else { return }
        let begun = try server.step(.begin) { try DriverCallSteps.begin(work, &$0, $1) }
        guard let begun else { return try lookAt(work.subject, server) }
        if !begun.isRecalled { try inspector.begins(begun, machine, in: self, server) }
        if crashes(index, "after beginning \(begun.call.request.verb.rawValue)") { return }
        callCount += 1
        waiting.insert(callCount)
        let call = CallInHand(
            number: callCount, begun: begun, server: index, life: server.life, machine: machine,
            limit: now + begun.call.timeLimit)
        agenda.add(.hold(call), at: now + .seconds(10))
        let isHanded = begun.isRecalled && saboteur != .callsAgain
        agenda.add(isHanded ? .follow(call) : .makeCall(call), at: soon())
    }

    /// The order reaches the appliance, or doesn't.
    func make(_ call: CallInHand) throws {
        let verbs = machines[call.machine].verbs
        guard verbs.contains(call.verb) else {
            return agenda.add(.answer(call, call.verb.isOneShot ? .notBegun(reason: "no such verb") : nil), at: now)
        }
        // (D4) As every driver does.
        if call.verb.isOneShot, let earlier = atWork(call.machine), earlier.key != call.call.key {
            return agenda.add(.answer(call, .notBegun(reason: "\(earlier.words) is still at work")), at: now)
        }
        if random.happens(weather.lostOrder) {
            note("driver", "\(machines[call.machine].name) is not reached with \(call.verb.rawValue)")
            return agenda.add(.answer(call, SimulatedTranslation.unknown("no connection", call.verb)), at: soon())
        }
        try order(SimulatedTranslation.order(of: call.call.request), call)
        try follow(call)
    }

    private func order(_ order: ApplianceOrder, _ call: CallInHand) throws {
        let (index, key) = (call.machine, call.call.key)
        machines[index].advance(to: now)
        try inspector.orderArrives(order, key, at: index, in: self)
        if case .install(let package) = order {
            machines[index].truth.installs.append((package, key, now))
        }
        if orderedAt[key] == nil { orderedAt[key] = now }
        if !order.isReading { note(machines[index].name, "is told: \(order)") }
        machines[index].appliance.begin(order, call: key, at: now.date)
        machines[index].note(now)
        watch(index)
        try inspector.weigh(index, in: self)
    }

    /// How far it is; asked again when something has changed.
    func follow(_ call: CallInHand) throws {
        let index = call.machine
        machines[index].advance(to: now)
        let outcome: DriverOutcome
        if !machines[index].appliance.knows(call.call.key) {
            outcome = SimulatedTranslation.unknown("nobody knows of it", call.verb)
        } else {
            let state = machines[index].appliance.state(of: call.call.key, at: now.date)
            machines[index].note(now)
            switch state {
            case .ended(let reply):
                outcome =
                    reply == .silence && !call.verb.isOneShot
                    ? .failed(reason: "it does not answer") : read(reply, call)
            case .atWork(_, _, let until):
                guard now < call.limit else {
                    return agenda.add(.answer(call, SimulatedTranslation.unknown("no end in time", call.verb)), at: now)
                }
                let next = until.map { Instant($0) + .milliseconds(1) } ?? call.limit
                return agenda.add(.follow(call), at: max(now + .milliseconds(1), min(next, call.limit)))
            }
        }
        deliver(outcome, of: call)
    }

    /// The answer as it leaves the appliance.
    private func read(_ reply: ApplianceReply, _ call: CallInHand) -> DriverOutcome {
        // What is changed while a backup is taken may not be in it.
        if case .backup = reply { machines[call.machine].truth.backups.append(orderedAt[call.call.key] ?? now) }
        if case .certificate = reply { machines[call.machine].truth.exports.append(now) }
        let outcome = SimulatedTranslation.outcome(of: reply, to: call.verb)
        inspector.told(outcome, call, machines[call.machine], at: now)
        return saboteur?.distort(outcome, of: machines[call.machine]) ?? outcome
    }

    private func deliver(_ outcome: DriverOutcome, of call: CallInHand) {
        if random.happens(weather.lostAnswer) {
            note("driver", "\(machines[call.machine].name)'s answer to \(call.verb.rawValue) is lost")
            return agenda.add(
                .answer(call, SimulatedTranslation.unknown("the connection broke", call.verb)), at: soon())
        }
        guard random.happens(weather.lateAnswer) else { return agenda.add(.answer(call, outcome), at: soon()) }
        agenda.add(.answer(call, outcome), at: min(now + random.duration(.minutes(1), .hours(2)), max(call.limit, now)))
    }

    func hear(_ outcome: DriverOutcome?, of call: CallInHand) throws {
        waiting.remove(call.number)
        if crashes(call.server, "before hearing of \(call.verb.rawValue)") || random.happens(weather.storeTrouble) {
            return
        }
        let server = servers[call.server].server
        let (verbs, atWork) = (machines[call.machine].verbs, atWork(call.machine))
        try server.step(.settle(WorkKind.driverCall)) {
            try DriverCallSteps.settle(
                call.begun, outcome, .init(verbs: verbs, atWork: atWork), &$0, $1)
        }
        inspector.heard(outcome, call, call.machine, in: self)
        try lookAt(call.begun.appliance.id.text, server)
        _ = crashes(call.server, "after hearing of \(call.verb.rawValue)")
    }

    /// What the driver still has at work at a machine.
    private func atWork(_ index: Int) -> CallAtWork? {
        guard saboteur != .installsBeside else { return nil }
        return machines[index].appliance.atWork(at: now.date).map(SimulatedTranslation.callAtWork)
    }

    /// The worker says that it goes on, as long as the call is open.
    func hold(_ call: CallInHand) throws {
        guard waiting.contains(call.number) else { return }
        if random.happens(weather.forgottenHold) {
            agenda.add(.hold(call), at: now + random.duration(.seconds(30), .minutes(5)))
        } else {
            try promise(call)
        }
    }

    /// The real worker says it every few seconds; so as not to make a step of each, it is said here for a while.
    private func promise(_ call: CallInHand) throws {
        let length: Duration = .minutes(5)
        let isMine = try servers[call.server].server.step(.claim(WorkKind.driverCall), ahead: length) {
            try DriverCallSteps.hold(call.begun, &$0, $1)
        }
        if isMine { agenda.add(.hold(call), at: now + length) }
    }

    /// Notes when something happens at the appliance by itself next.
    func watch(_ index: Int) {
        guard let next = machines[index].appliance.nextChange(after: now.date) else { return }
        agenda.add(.machineMoves(index), at: max(Instant(next), now + .milliseconds(1)))
    }

    func move(_ index: Int) {
        let before = machines[index].truth.runs
        machines[index].advance(to: now)
        let runs = machines[index].truth.runs
        if runs != before { note(machines[index].name, "runs base \(runs.base), product \(runs.product)") }
        watch(index)
    }
}
