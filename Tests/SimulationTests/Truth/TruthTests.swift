import FleetAudit
import FleetSimulator
import Foundation
import RatchetCore
import Testing

@testable import Simulation

/// Ten days of a fleet in which every device has another mood or another user, seen by the server's real steps.
@Suite("What the server says and what is true")
struct TruthTests {
    private struct Run: Sendable {
        /// What was said wrongly, with when and of whom.
        var faults: [String] = []
        var kinds: Set<DeviceTruth.Kind> = []
        var reasons: Set<Reason> = []
        var alarms: [String] = []
        /// Who is unfinished at the end.
        var left: [String] = []
    }

    private static func run() throws -> Run {
        let house = try TruthHouse()
        try house.plan(hours: 60)
        var run = Run()
        for sample in 1...80 {
            try house.run(until: World.start + .hours(sample * 3))
            for device in house.devices { try compare(device, in: house, &run) }
        }
        run.alarms = house.devices.flatMap { device in device.alarms.map { "\(device.summary): \($0)" } }
        run.left = house.devices.filter { ![.idle, .finished].contains($0.truth.kind) }.map {
            "\($0.mood.rawValue) \($0.habit.rawValue)"
        }
        return run
    }

    private static func compare(_ device: HandDrivenDevice, in house: TruthHouse, _ run: inout Run) throws {
        let truth = device.truth.kind
        let verdict = try house.verdict(of: device)
        let finding = AuditFinding.comparing(ServerStatement(verdict), with: truth, device.mood, at: house.now)
        if finding == .cannotBeKnown { return }
        run.kinds.insert(truth)
        run.reasons.insert(verdict.reason)
        guard case .disagrees(let detail) = finding else { return }
        run.faults.append("\(house.now.simulationText) \(device.summary), \(device.habit.rawValue): \(detail)")
    }

    /// What became of each device after two days.
    private static func outcomes() throws -> [String] {
        let house = try TruthHouse()
        try house.plan(hours: 60)
        try house.run(until: World.start + .hours(48))
        return house.devices.map { "\($0.summary) \($0.truth.kind.rawValue) \($0.truth.until ?? "-")" }
    }

    @Test func `the same seed brings every device to the same end`() async throws {
        let one = try await onItsOwnThread { try TruthTests.outcomes() }
        let other = try await onItsOwnThread { try TruthTests.outcomes() }
        #expect(one == other)
    }

    @Test func `explain of every device says what is the matter with it, at every hour`() async throws {
        let run = try await onItsOwnThread { try TruthTests.run() }
        #expect(run.faults.isEmpty, "\(run.faults.count): \(run.faults.prefix(40).joined(separator: "\n"))")
        #expect(run.alarms.isEmpty, "\(run.alarms)")
        let never: Set<DeviceTruth.Kind> = [.off, .unenrolled, .enrolling]
        #expect(run.kinds.isSuperset(of: Set(DeviceTruth.Kind.allCases).subtracting(never)), "\(run.kinds)")
        #expect(run.reasons.isSuperset(of: [.pastDue, .blocked, .unreachable, .prepared, .installing]))
        #expect(
            Set(run.left) == [
                "cannot-finish installs-early", "unsupervised-mac installs-early", "too-old-to-enforce installs-early",
                "user-enrolment installs-early", "below-the-floor installs-early", "obedient never",
            ])
    }
}
