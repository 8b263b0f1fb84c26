import Foundation
import Testing

@testable import FleetSimulator

@Suite("A settled fleet")
struct SettledTests {
    private let start = Date(timeIntervalSince1970: 1_764_000_000)

    private func isSettled(_ walker: Walker) -> Bool {
        DeviceSummary(walker.device).isSettled(before: walker.now + PhaseDurations.demo.longest)
    }

    @Test func `a device with nothing to do is settled, one that is on its way is not`() throws {
        var walker = try Walker()
        #expect(!isSettled(walker))
        try walker.enrol()
        #expect(isSettled(walker))
        try walker.enforce("26.4")
        #expect(!isSettled(walker))
        try walker.pass(60)
        #expect(isSettled(walker) && walker.device.update.installedCount == 1)
    }

    @Test func `one that never finds space is settled, one that fails and tries again is not`() throws {
        var full = try Walker(.cannotFinish)
        try full.enrol()
        try full.enforce("26.4")
        try full.pass(60)
        #expect(DeviceSummary(full.device).truth.kind == .noSpace && isSettled(full))
        var trying = try Walker(.failsOnce)
        try trying.enrol()
        try trying.enforce("26.4")
        try trying.pass(60) { $0.device.update.phase == .failed }
        #expect(DeviceSummary(trying.device).truth.kind == .failed && !isSettled(trying))
    }

    @Test func `a deadline that is far away is not waited for`() {
        #expect(PhaseDurations.demo.longest == 28)
        #expect(PhaseDurations.realistic.longest > 7 * 86_400)
    }

    @Test func `a fleet has come to rest when every look for a while found it settled`() {
        var settling = Settling(quiet: 10)
        let looks: [(isSettled: Bool, after: Double)] = [(true, 0), (true, 9), (false, 10), (true, 11), (true, 21)]
        let rests = looks.map { settling.look(isSettled: $0.isSettled, at: start + $0.after) }
        #expect(rests == [false, false, false, false, true])
    }
}
