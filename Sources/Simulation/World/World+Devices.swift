import AppleMDM
import FleetSimulator
import Foundation
import RatchetCore

extension World {
    /// The moods that a run draws from, in the order that the stories of all seeds go by: a new mood of the simulator gets in
    /// here only together with another check of all seeds.
    static let moods: [DeviceMood] = [
        .obedient, .failsOnce, .cannotFinish, .unsupervisedMac, .tooOldToEnforce, .alreadyCurrent, .notNowFirst,
    ]

    /// Two to six devices of any model and mood.
    func addDevices(_ seed: UInt64) {
        let count = random.pick([2, 3, 3, 4, 4, 6])
        var numbers: Set<Int> = []
        while numbers.count < count { numbers.insert(Int.random(in: 0..<40, using: &random)) }
        for number in numbers.sorted() {
            let mood = random.happens(600) ? DeviceMood.obedient : random.pick(World.moods)
            devices.append(
                WorldDevice(
                    machine: HandDrivenDevice(
                        seed: seed, index: number, mood: mood, durations: World.durations, at: now.date)))
        }
        for index in devices.indices {
            note(name(index), "is a \(devices[index].machine.summary)")
            plan(index, at: now)
        }
    }

    func name(_ index: Int) -> String { "device \(index + 1)" }

    func who(_ udid: String) -> String { devices.firstIndex { $0.machine.udid == udid }.map(name) ?? udid }

    /// The device acts at that moment, and not when it was going to before.
    func plan(_ index: Int, at moment: Instant) {
        devices[index].plan += 1
        agenda.add(.deviceActs(index, plan: devices[index].plan), at: max(moment, now))
    }

    /// Lets the device do what it wants to.
    func act(_ index: Int) {
        guard devices[index].waitsFor == nil else { return }
        if now < devices[index].offUntil { return plan(index, at: devices[index].offUntil) }
        switch devices[index].machine.next(at: now.date, in: apple) {
        case .finish: note(name(index), "has left for good")
        case .wait(let date): if let date { plan(index, at: max(Instant(date), now + .milliseconds(1))) }
        case .send(let message): send(message, index)
        }
    }

    private func send(_ message: HandDrivenDevice.Message, _ index: Int) {
        devices[index].requests += 1
        let request = devices[index].requests
        devices[index].waitsFor = request
        let transit = Transit(
            device: index, request: request, erasures: devices[index].erasures, message: message,
            version: devices[index].machine.version)
        let arrival = now + random.duration(.milliseconds(5), .milliseconds(300))
        // No network brings the messages of an enrolment late or apart.
        if random.happens(weather.lostMessage) { return lose(transit, "is lost") }
        if random.happens(weather.late) {
            if message.isEnrolment { return lose(transit, "is lost") }
            var copy = transit
            copy.isHeard = false
            agenda.add(.arrives(copy), at: now + random.duration(.minutes(1), .minutes(10)))
            return lose(transit, "is late")
        }
        agenda.add(.arrives(transit), at: arrival)
        if random.happens(weather.repeated) {
            var copy = transit
            copy.isHeard = false
            let delay = message.isEnrolment ? .zero : random.duration(.zero, .seconds(90))
            agenda.add(.arrives(copy), at: arrival + delay)
        }
    }

    private func lose(_ transit: Transit, _ how: String) {
        note(name(transit.device), "\(transit.message.name) \(how)")
        agenda.add(.silence(transit), at: now + random.duration(.seconds(20), .seconds(40)))
    }

    /// A message reaches the server, if there is one.
    func arrive(_ transit: Transit) throws {
        let device = devices[transit.device]
        guard device.erasures == transit.erasures else { return }
        guard server.isUp, !crashes("before \(transit.message.name)") else { return unheard(transit) }
        if random.happens(weather.storeTrouble) {
            note("server", "can't use its store for \(transit.message.name) of \(name(transit.device))")
            if transit.isHeard {
                let reply = SimulatedServer.Reply(status: 503, retryAfter: 60)
                agenda.add(.replies(transit, reply), at: now + .milliseconds(20))
            }
            return
        }
        let reply = server.answer(transit.message)
        note(name(transit.device), "\(transit.message.name) -> \(reply.status)\(transit.isHeard ? "" : " (a copy)")")
        try inspector.answered(transit.message, of: device.machine, runningThen: transit.version, with: reply)
        if transit.message.name == "declaration-items" { devices[transit.device].hasMissedManifest = true }
        // The moment at which a change of the manifest does most harm.
        if transit.message.name == "declaration-items", !isCalm, random.happens(150) {
            agenda.add(.adminActs, at: now + .milliseconds(1))
        }
        if crashes("after \(transit.message.name)") { return unheard(transit) }
        guard transit.isHeard else { return }
        if random.happens(weather.lostReply) {
            note(name(transit.device), "does not hear the answer to \(transit.message.name)")
            return unheard(transit)
        }
        agenda.add(.replies(transit, reply), at: now + random.duration(.milliseconds(2), .milliseconds(200)))
    }

    private func unheard(_ transit: Transit) {
        if transit.isHeard { agenda.add(.silence(transit), at: now + random.duration(.seconds(1), .seconds(40))) }
    }

    func hear(_ reply: SimulatedServer.Reply, _ transit: Transit) throws {
        guard takesAnswer(transit) else { return }
        let index = transit.device
        guard devices[index].offUntil <= now else {
            devices[index].machine.unreachable(at: now.date, in: apple)
            return plan(index, at: devices[index].offUntil)
        }
        devices[index].machine.answered(
            status: reply.status, contentType: reply.contentType, retryAfter: reply.retryAfter, body: reply.body,
            at: now.date, in: apple)
        if transit.message.name == "declaration-items" { devices[index].hasMissedManifest = false }
        let machine = devices[index].machine
        if devices[index].hasMissedManifest, machine.alarms.last?.hasSuffix(World.otherRevision) ?? false {
            devices[index].alarmsSeen = machine.alarmCount
        }
        if machine.alarmCount > devices[index].alarmsSeen {
            throw Violation(.deviceSeesNoBreach, "\(machine.udid): \(machine.alarms.last ?? "an alarm")")
        }
        act(index)
    }

    func giveUp(_ transit: Transit) {
        guard takesAnswer(transit) else { return }
        devices[transit.device].machine.unreachable(at: now.date, in: apple)
        act(transit.device)
    }

    private func takesAnswer(_ transit: Transit) -> Bool {
        let device = devices[transit.device]
        guard device.erasures == transit.erasures, device.waitsFor == transit.request else { return false }
        devices[transit.device].waitsFor = nil
        return true
    }

    func push(_ token: Data) {
        guard let index = devices.firstIndex(where: { $0.machine.pushToken == token }) else { return }
        guard devices[index].offUntil <= now else { return }
        devices[index].machine.woken(at: now.date)
        act(index)
    }

    func switchOff(_ index: Int) {
        devices[index].offUntil = now + random.duration(.hours(1), .hours(40))
        note(name(index), "is switched off until \(devices[index].offUntil.simulationText)")
    }

    /// Somebody erases a device; perhaps it can still say so. It enrols again.
    func erase(_ index: Int) throws {
        let machine = devices[index].machine
        guard machine.isEnrolled, !isCalm else { return }
        note(name(index), "is erased")
        devices[index].erasures += 1
        devices[index].waitsFor = nil
        let back = now + random.duration(.minutes(5), .hours(3))
        devices[index].machine.erase(enrollingAt: back.date)
        if random.happens(500), server.isUp {
            let checkOut = CheckOut(identity: EnrolmentIdentity(device: .udid(machine.udid)))
            let message = HandDrivenDevice.Message(
                name: "CheckOut", isCheckIn: true, isEnrolment: true, body: checkOut.plist())
            let reply = server.answer(message)
            note(name(index), "CheckOut -> \(reply.status)")
            try inspector.answered(message, of: machine, runningThen: machine.version, with: reply)
        }
        plan(index, at: back)
    }

    func updateByHand(_ index: Int) {
        guard devices[index].machine.updateByHand(in: apple) else { return }
        devices[index].waitsFor = nil
        note(name(index), "is updated by its user: \(devices[index].machine.summary)")
        plan(index, at: now + .minutes(10))
    }

    /// How a device complains of it.
    private static let otherRevision = "is not the revision that the manifest names"
}
