import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

extension WalkingMac {
    /// Brings an enrolled device that a plan covers into a state, by what a device in it has done and said.
    func reach(_ state: EnforcementState, under plan: Plan) async throws {
        switch state {
        case .planned: try await stopAtPlanned()
        case .offered: break
        case .unreachable: try await house.pass(.days(7))
        case .delivered: try await sync()
        case .accepted: try await accept()
        case .rejected, .satisfied:
            try await sync()
            let words = state == .satisfied ? "target (26.4) is older than current version" : "invalid format"
            try await judge(valid: "invalid", active: false, because: words)
        case .waiting, .downloading, .prepared, .installing:
            try await accept()
            try await say(state.rawValue)
        case .pastDue:
            try await reach(.prepared, under: plan)
            try await house.pass(.days(21))
        case .installingSilent:
            try await reach(.installing, under: plan)
            try await house.pass(.hours(4))
        case .failing, .blocked:
            try await accept()
            try await fail(state == .failing ? 1 : 5, at: "2026-05-02T00:00:00Z")
        case .done, .closed:
            try await accept()
            try await run("26.4")
            if state == .closed { try await sync() }
        case .withdrawn:
            try await accept()
            try await house.cancel(plan)
        }
        #expect(try await house.state(of: self) == state)
    }

    private func accept() async throws {
        try await sync()
        try await judge()
    }

    /// As a crash between plan and offer would leave it, were they not one unit of work.
    private func stopAtPlanned() async throws {
        let offered = try #require(try await house.enforcement(of: self)).snapshot
        try await house.write { store in
            var planned = offered
            (planned.state, planned.offeredAt) = (.planned, nil)
            try store.save(Enforcement(restoring: planned))
        }
    }
}
