import Simulation
import Testing

@Suite("The simulation of appliances")
struct ApplianceSimulationTests {
    @Test func `the same seed tells the same story, line by line`() async throws {
        let (one, other) = try await onItsOwnThread {
            (try Simulation.runAppliances(seed: 7), try Simulation.runAppliances(seed: 7))
        }
        #expect(one.timeline == other.timeline && one.violation == other.violation && one.steps == other.steps)
    }

    @Test func `in a few seeds everything that can go wrong does, and every invariant holds`() async throws {
        var told = ""
        for seed: UInt64 in 1...11 {
            let run = try await onItsOwnThread { try Simulation.runAppliances(seed: seed) }
            #expect(run.violation == nil, "seed \(seed)")
            told += run.timeline.joined(separator: "\n")
        }
        for word in [
            "is not reached with", "is lost", "crashes before", "crashes after", "the second starts again", "jumps by",
            "by hand", "raises an alarm", "changes settings", "do-not-restart", "alarm hop-failed", "unfreezes",
            "put back", "overrun", "changed-by-others", "turn-has-come", "pauses everything", "signs off install",
            "is refused", "frozen 2026", "verified", "all is well",
        ] {
            #expect(told.contains(word), "\(word)")
        }
    }
}

@Suite("Each invariant of appliances fails once its guard is gone", .serialized)
struct ApplianceSabotageTests {
    /// How many seeds a saboteur may need to be caught.
    private static let patience: ClosedRange<UInt64> = 1...40

    @Test(arguments: ApplianceSabotage.allCases)
    func `the first thing that is noticed is the invariant that has lost its guard`(
        _ sabotage: ApplianceSabotage
    ) async throws {
        for seed in ApplianceSabotageTests.patience {
            let run = try await onItsOwnThread { try Simulation.runAppliances(seed: seed, sabotage: sabotage) }
            guard let violation = run.violation else { continue }
            #expect(violation.invariant == sabotage.breaks.rawValue, "seed \(seed): \(violation)")
            return
        }
        Issue.record("\(sabotage.rawValue) was not noticed")
    }

    @Test func `there is a saboteur for every invariant`() {
        #expect(Set(ApplianceSabotage.allCases.map(\.breaks)) == Set(ApplianceInvariant.allCases))
    }
}
