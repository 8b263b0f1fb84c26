import FleetAudit
import FleetSimulator
import RatchetCore
import Testing

@Suite("What a server says and what is true")
struct AuditFindingTests {
    private let now = Instant(seconds: 1_764_000_000)

    private func finding(
        _ reason: String, _ causes: String..., since: String? = nil, isPlanned: Bool = true,
        of truth: DeviceTruth.Kind, _ mood: DeviceMood = .obedient
    ) -> AuditFinding {
        let said = ServerStatement(reason: reason, since: since, causes: causes, isPlanned: isPlanned)
        return .comparing(said, with: truth, mood, at: now)
    }

    @Test func `a reason with one of its causes agrees`() {
        #expect(finding("current", of: .finished) == .agrees)
        #expect(finding("failing", "failure-reported", "low-disk", of: .noSpace) == .agrees)
        #expect(finding("past-due", "passcode-not-entered", of: .passcodeNotEntered) == .agrees)
    }

    @Test func `the right reason for the wrong cause disagrees, in words`() {
        let found = finding("failing", "low-power", of: .noSpace)
        #expect(
            found
                == .disagrees(
                    "it is no-space: expected blocked or failing (low-disk), and the server says failing (low-power)"))
    }

    @Test func `a code that nobody knows disagrees by its own name`() {
        guard case .disagrees(let detail) = finding("sleepy", of: .idle) else { Issue.record("it agreed"); return }
        #expect(detail.hasSuffix("the server says sleepy"))
    }

    @Test func `a stalled download must be called so only after a day`() {
        #expect(finding("waiting", since: "2025-11-24T10:00:00Z", of: .noNetwork) == .agrees)
        #expect(finding("waiting", since: "2025-11-22T10:00:00Z", of: .noNetwork) != .agrees)
        #expect(finding("waiting", "stalled", since: "2025-11-22T10:00:00Z", of: .noNetwork) == .agrees)
    }

    @Test func `what a device does not report cannot be asked of the server`() {
        #expect(finding("accepted", of: .userDecides, .skipsStates) == .agrees)
        #expect(finding("accepted", of: .userDecides) != .agrees)
    }

    @Test func `of a device that is off or was sent away the server can know nothing`() {
        for truth in [DeviceTruth.Kind.off, .unenrolled] {
            #expect(finding("current", of: truth) == .cannotBeKnown)
            #expect(AuditFinding.comparing(nil, with: truth, .obedient, at: now) == .cannotBeKnown)
        }
    }

    @Test func `an enrolled device that the server does not know is a disagreement`() {
        #expect(AuditFinding.comparing(nil, with: .enrolling, .obedient, at: now) == .cannotBeKnown)
        #expect(
            AuditFinding.comparing(nil, with: .idle, .obedient, at: now)
                == .disagrees("it is idle, and the server does not know it"))
    }

    @Test func `without a plan a device that has nothing to do may be behind`() {
        #expect(finding("no-plan", isPlanned: false, of: .idle) == .agrees)
        #expect(finding("no-plan", isPlanned: true, of: .idle) != .agrees)
        #expect(finding("no-plan", isPlanned: false, of: .noSpace) != .agrees)
    }

    @Test func `there is an answer to every truth that can be known, and it is one of the reasons`() {
        for truth in DeviceTruth.Kind.allCases where ![.off, .unenrolled].contains(truth) {
            let answers = TruthTable.answers(to: truth, .obedient) ?? []
            #expect(!answers.isEmpty && answers.allSatisfy { !$0.reasons.isEmpty }, "\(truth)")
        }
    }
}
