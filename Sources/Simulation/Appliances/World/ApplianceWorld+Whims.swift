import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore

/// What concerns everybody, and what nobody planned.
extension ApplianceWorld {
    func whim() throws {
        let index = Int.random(in: 0..<timetables.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            if people.isStandstill { return try endStandstill() }
            let step = AdminStandstill.pauseAll(because: "something is wrong")
            if try asPerson("kim", "pauses everything", step) != nil { people.isStandstill = true }
        case 2:
            let from = now + random.duration(.minutes(5), .hours(20))
            var other = timetables[index]
            other.freeze(from: from, until: from + random.duration(.hours(1), .hours(30)), at: now)
            try publish(other, at: index)
        case 3: try importGraph(Int.random(in: 0..<landscape.lines.count, using: &random))
        default: try publish(timetables[index], at: index)
        }
    }

    func endStandstill() throws {
        let step = AdminStandstill.resumeAll(because: "all is well")
        if try asPerson("kim", "ends the standstill", step) != nil { people.isStandstill = false }
    }

    /// What happens to an appliance without anybody's plan.
    func nature(_ index: Int) {
        agenda.add(.nature(index), at: now + random.duration(.minutes(30), .hours(6)))
        guard random.happens(weather.nature) else { return }
        let name = machines[index].name
        machines[index].advance(to: now)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            machines[index].appliance.alarms.append("a disk is failing")
            note(name, "raises an alarm")
        case 1:
            machines[index].appliance.freeBytes = 1_000_000
            note(name, "has no space left")
        case 2: visit(index)
        case 3:
            machines[index].appliance.alarms = []
            machines[index].appliance.freeBytes = 50_000_000_000
            note(name, "is well again")
        default:
            machines[index].appliance.changeConfiguration(at: now.date)
            machines[index].truth.changes.append(now)
            note("admin", "changes settings of \(name)")
        }
    }

    /// Somebody installs the next package that goes, beside the server.
    private func visit(_ index: Int) {
        let appliance = machines[index].appliance
        guard appliance.state == .running, let next = machines[index].installable.first else { return }
        machines[index].appliance.installByHand(next.id, at: now.date)
        machines[index].note(now)
        note(appliance.name, "somebody installs \(next.id) by hand")
    }
}
