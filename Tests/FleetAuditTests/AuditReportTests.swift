import FleetAudit
import Foundation
import RatchetCore
import Testing

@testable import FleetSimulator

@Suite("The audit of a fleet")
struct AuditReportTests {
    private let now = Instant(seconds: 1_764_000_000)

    private func device(_ index: Int = 0, _ change: (inout SimulatedDevice) -> Void = { _ in }) -> DeviceSummary {
        var device = FleetFactory(seed: 1, durations: .demo).device(
            index, mood: .obedient, at: Date(timeIntervalSince1970: 1_764_000_000))
        change(&device)
        return DeviceSummary(device)
    }

    private func isIdle(_ device: inout SimulatedDevice) {
        (device.enrolment, device.declarative) = (.enrolled, DeclarativeState())
    }

    @Test func `a device whose truth changed while the server was asked is not judged`() {
        let said = ServerStatement(reason: "offered", since: nil, causes: [])
        let (off, idle) = (device(), device(0, isIdle))
        #expect(AuditFinding.comparing(said, between: off, and: idle, at: now) == .changing)
        guard case .disagrees = AuditFinding.comparing(said, between: idle, and: idle, at: now) else {
            Issue.record("an idle device may not be called offered")
            return
        }
    }

    @Test func `the report counts everybody once and names whom the server was wrong about`() {
        var report = AuditReport()
        for index in 0..<1_234 { report.note(.agrees, of: device(index % 3)) }
        report.note(.cannotBeKnown, of: device())
        #expect(report.isGood)
        report.note(.disagrees("it is idle, and the server does not know it"), of: device(0, isIdle))
        report.note(.changing, of: device())
        #expect(!report.isGood && report.devices == 1_237 && report.disagreements.count == 1)
        #expect(
            report.sentence
                == "The server's explanation agrees with the truth for 1,234 of 1,237 devices; of 1 it can't know; 1 went on "
                + "changing.")
    }
}
