import Foundation
import Testing

@testable import FleetSimulator

@Suite("The pace of a fleet")
struct PacingTests {
    private func paced(_ devices: Int, ramp: Double? = nil) -> PhaseDurations {
        FleetPacing.paced(.demo, devices: devices, ramp: ramp)
    }

    @Test func `a small fleet is as quick as ever`() {
        #expect(paced(30) == PhaseDurations.demo)
    }

    @Test func `devices with nothing to do cost a few dozen requests a second, however many there are`() {
        for devices in [1_000, 20_000, 50_000] {
            let durations = paced(devices)
            func rate(_ range: ClosedRange<Double>) -> Double {
                Double(devices) / ((range.lowerBound + range.upperBound) / 2)
            }
            #expect(rate(durations.poll) + 2 * rate(durations.fullReport) <= 30.1, "\(devices)")
        }
    }

    @Test func `a large fleet is switched on over a longer time, or over the one that was said`() {
        #expect(paced(20_000).enrolment == 0...200)
        #expect(paced(20_000, ramp: 30).enrolment == 0...30)
        #expect(paced(10, ramp: 60).enrolment == 0...60)
    }

    @Test func `what the devices do takes as long as ever`() {
        var durations = paced(50_000)
        (durations.enrolment, durations.poll) = (PhaseDurations.demo.enrolment, PhaseDurations.demo.poll)
        durations.fullReport = PhaseDurations.demo.fullReport
        #expect(durations == .demo)
    }

    @Test func `the same devices come of a seed at any pace`() {
        func devices(_ ramp: Double) -> [SimulatedDevice] {
            FleetFactory(seed: 3, durations: paced(500, ramp: ramp)).devices(
                0..<500, moods: .mixed, habits: .mixed, at: Date(timeIntervalSince1970: 1_764_000_000))
        }
        let (slow, quick) = (devices(900), devices(1))
        #expect(slow.map(\.identity) == quick.map(\.identity))
        #expect(slow.map(\.mood) == quick.map(\.mood) && slow.map(\.random) == quick.map(\.random))
        #expect(slow.map(\.system) == quick.map(\.system) && slow.map(\.update) == quick.map(\.update))
    }

    @Test func `whoever waits at the gate passes it once somebody has left`() async {
        let gate = RequestGate(limit: 1)
        await gate.enter()
        let passed = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask {
                    await gate.enter()
                    gate.leave()
                    return number
                }
            }
            gate.leave()
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(passed == Set(0..<100))
        await gate.enter()
        gate.leave()
    }
}
