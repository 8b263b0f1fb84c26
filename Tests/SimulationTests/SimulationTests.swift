import Foundation
import Simulation
import Testing

@Suite("The simulation")
struct SimulationTests {
    @Test func `the same seed tells the same story, line by line`() throws {
        for seed: UInt64 in [7, 8] {
            let (one, other) = (try Simulation.run(seed: seed), try Simulation.run(seed: seed))
            #expect(one.timeline == other.timeline && one.violation == other.violation && one.steps == other.steps)
        }
    }

    @Test func `another seed tells another story`() throws {
        #expect(try Simulation.run(seed: 1).timeline != Simulation.run(seed: 2).timeline)
    }

    @Test func `in a few seeds everything that can go wrong does, and every invariant holds`() async throws {
        var told = ""
        for seed: UInt64 in 1...12 {
            let run = try await onItsOwnThread { try Simulation.run(seed: seed) }
            #expect(run.violation == nil, "seed \(seed)")
            told += run.timeline.joined(separator: "\n")
        }
        for word in [
            "is lost", "is late", "a copy", "does not hear", "can't use its store", "crashes before", "crashes after",
            "starts again", "clock jumps", "publishes", "back", "cancels", "failed", "all is well",
        ] {
            #expect(told.contains(word), "\(word)")
        }
    }
}

@Suite("Each invariant fails once its guard is gone", .serialized)
struct SabotageTests {
    /// How many seeds a saboteur may need to be caught.
    private static let patience: ClosedRange<UInt64> = 1...150

    @Test(arguments: Sabotage.allCases)
    func `the first thing that is noticed is the invariant that has lost its guard`(
        _ sabotage: Sabotage
    ) async throws {
        for seed in SabotageTests.patience {
            let run = try await onItsOwnThread { try Simulation.run(seed: seed, sabotage: sabotage) }
            guard let violation = run.violation else { continue }
            #expect(violation.invariant == sabotage.breaks.rawValue, "seed \(seed): \(violation)")
            return
        }
        Issue.record("\(sabotage.rawValue) was not noticed")
    }

    @Test func `there is a saboteur for every invariant`() {
        #expect(Set(Sabotage.allCases.map(\.breaks)) == Set(Invariant.allCases))
    }
}

/// A run is busy for seconds and never waits. The few threads that tests share belong to those that do.
func onItsOwnThread<Outcome: Sendable>(
    _ work: @escaping @Sendable () throws -> Outcome
) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try work() }) }.start()
    }
}
