import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import Storage

/// The course of a run: some days of trouble, then calm until all is well.
extension World {
    func begin() {
        note("server", "starts")
        startServices()
        agenda.add(.calm, at: World.start + World.trouble)
        spread(Int.random(in: 4...10, using: &random), .adminActs)
        spread(Int.random(in: 1...5, using: &random), .feedChanges)
        if weather.crash > 0 {
            spread(Int.random(in: 0...2, using: &random), .clockJumps)
            spread(Int.random(in: 0...1, using: &random), .erase(Int.random(in: 0..<devices.count, using: &random)))
        }
        spread(Int.random(in: 0...2, using: &random), .switchOff(Int.random(in: 0..<devices.count, using: &random)))
        spread(
            Int.random(in: 0...1, using: &random), .updateByHand(Int.random(in: 0..<devices.count, using: &random)))
    }

    private func spread(_ count: Int, _ event: WorldEvent) {
        for _ in 0..<count { agenda.add(event, at: World.start + random.duration(.minutes(1), World.trouble)) }
    }

    /// Nothing goes wrong any more, the clock is right, and mostly there is a plan for everybody.
    func calm() {
        note("world", "calm")
        isCalm = true
        weather = .calm
        clockError = .zero
        watch.restart()
        server.now = now
        if random.happens(700) {
            do {
                try createPlan(PlanRequest(rule: "latest", everything: true, days: 3))
            } catch {
                note("admin", "can't make a plan: \(error)")
            }
        }
        agenda.add(.judge, at: now + .hours(2))
    }

    /// Ends the run when all is well, or when it takes too long.
    func judge() throws {
        guard server.isUp else { return agenda.add(.judge, at: now + .minutes(5)) }
        let complaint = try inspector.complaint(about: devices.map(\.machine))
        guard let complaint else {
            try inspector.audit()
            note("world", "all is well")
            isOver = true
            return
        }
        if now >= World.start + World.trouble + World.patience { throw complaint }
        agenda.add(.judge, at: now + .hours(6))
    }
}
