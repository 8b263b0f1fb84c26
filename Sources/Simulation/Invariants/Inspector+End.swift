import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import Storage

extension Inspector {
    /// The first thing that is not as it should be once the trouble is over; nil when all is well.
    func complaint(about machines: [HandDrivenDevice]) throws -> Violation? {
        for machine in machines {
            if let complaint = try complaint(about: machine) { return complaint }
        }
        return try leftWork()
    }

    private func complaint(about machine: HandDrivenDevice) throws -> Violation? {
        guard let id = devices[machine.udid]?.id, machine.isEnrolled else {
            return Violation(.devicesEndCurrent, "\(machine.udid) has not enrolled")
        }
        let (channel, open) = try server.look { store in
            (try store.deviceChannel(of: id), try store.openEnforcement(of: id))
        }
        guard let channel, channel.wantedToken == channel.advertisedToken,
            channel.wantedToken == machine.declarationsToken
        else {
            return Violation(.manifestsFetched, "\(machine.summary) has not applied the manifest that it should have")
        }
        if let open, !open.state.isLive {
            return Violation(.enforcementsClose, "\(machine.summary) is \(open.state.rawValue) and not closed")
        }
        if let open, cancelledPlans.contains(open.plan.text) {
            return Violation(.cancelledPlansEnd, "\(machine.summary) is still held to the cancelled plan \(open.plan)")
        }
        let judged = try server.read { try AdminDevices.show(id.text)(&$0, $1) }
        if !isStated(judged, machine) {
            return Violation(
                .devicesEndCurrent,
                "\(machine.summary) is \(judged.verdict.answer.rawValue), \(judged.verdict.reason.rawValue)")
        }
        return nil
    }

    /// A verdict with which a run may end.
    private func isStated(_ judged: JudgedDevice, _ machine: HandDrivenDevice) -> Bool {
        switch judged.verdict.answer {
        case .yes: true
        case .no: judged.verdict.reason != .rejected || machine.mood == .unsupervisedMac
        case .notYet:
            switch judged.verdict.reason {
            case .notInFeed: true
            default: machine.mood == .cannotFinish
            }
        }
    }

    /// Work that should have been done.
    private func leftWork() throws -> Violation? {
        let late = server.now - .minutes(10)
        let rows = try server.look { store in
            try store.run(
                """
                SELECT kind, subject FROM outbox WHERE (due_at <= $1 AND lease_until <= $1) OR kind = 'plan'
                ORDER BY kind, subject
                """, [.int(late.microseconds)])
        }
        guard let row = rows.first else { return nil }
        return Violation(.outboxDrains, "\(try row.text(0)) for \(try row.text(1)) is left lying")
    }

    /// The device that work is for; its subject is our id of it, or its channel.
    func udid(ofSubject subject: String) -> String? {
        devices.keys.sorted().first { $0 == subject || devices[$0]?.id?.text == subject }
    }
}
