import RatchetCore
import Testing

@Suite("The verdict for each state")
struct EnforcementVerdictTests {
    private func verdict(
        _ state: EnforcementState, device: DeviceFacts? = nil, context: ExplainContext? = nil
    ) throws -> Verdict {
        var snapshot = try plannedEnforcement().snapshot
        (snapshot.state, snapshot.since, snapshot.evidence) = (state, Evidence.report(5).at, .report(5))
        return Enforcement(restoring: snapshot)
            .verdict(for: try device ?? mac(), in: context ?? ExplainContext(now: Evidence.report(6).at))
    }

    @Test(arguments: EnforcementState.allCases)
    func `there is one, with evidence, since, target and deadline`(_ state: EnforcementState) throws {
        let verdict = try verdict(state)
        #expect(verdict.answer == (state == .done ? .yes : state == .rejected || state == .blocked ? .no : .notYet))
        #expect(verdict.evidence.first == .report(5) && verdict.since == Evidence.report(5).at)
        #expect(verdict.details["target"] == "26.4" && verdict.details["deadline"] == "2026-04-10T18:00:00")
        #expect(verdict.details["state"] == state.rawValue)
    }

    @Test(arguments: EnforcementState.allCases)
    func `each cause has its evidence`(_ state: EnforcementState) throws {
        var device = try mac()
        device.availableCapacity = Known(3, .report(2))
        device.batteryLevel = Known(0.1, .report(2))
        let context = ExplainContext(
            now: Evidence.report(6).at, lastContact: Evidence.report(6).at, pushRefusal: .report(1),
            unappliedReport: .report(2), targetMissing: .report(3), outrankedPlan: .report(4))
        let causes = try verdict(state, device: device, context: context).causes
        #expect(causes.contains { $0.reason == .reportUnapplied })
        #expect(causes.contains { $0.reason == .otherPlan } == state.isLive)
        for cause in causes { #expect(!cause.evidence.isEmpty, "\(cause.reason)") }
    }

    @Test func `every state but the ends says what happens next`() throws {
        for state in EnforcementState.allCases where state != .rejected && state != .closed {
            #expect(try verdict(state).next != nil, "\(state)")
        }
    }

    @Test func `done shows the report that proves it`() throws {
        var device = try mac()
        device.observe(.osVersion(try version("26.4")), .report(4))
        let verdict = try verdict(.done, device: device)
        #expect(verdict.reason == .current && verdict.evidence.contains(.report(4)))
    }

    @Test func `a Mac without a bootstrap token is told so before it installs`() throws {
        var device = try mac()
        #expect(try verdict(.prepared, device: device).causes.map(\.reason) == [.userDecides, .bootstrapTokenMissing])
        device.bootstrapToken.escrowedAt = Evidence.report(1).at
        #expect(try verdict(.prepared, device: device).causes.map(\.reason) == [.userDecides])
        device.productName = "iPhone17,1"
        device.bootstrapToken.escrowedAt = nil
        #expect(try verdict(.prepared, device: device).causes.map(\.reason) == [.userDecides])
    }

    @Test func `refused pushes and unapplied reports come first`() throws {
        let refusal = Evidence(.push, at: Evidence.report(5).at, ref: "Unregistered")
        let context = ExplainContext(
            now: Evidence.report(6).at, pushRefusal: refusal, unappliedReport: .report(4))
        #expect(
            try verdict(.offered, context: context).causes.map(\.reason).prefix(2) == [.reportUnapplied, .pushRefused])
    }

    @Test func `prepared is due on the device's own clock, and at the last moment possible in UTC`() throws {
        let next = try #require(try verdict(.prepared).next)
        #expect(try next.byLocal == local("2026-04-10T18:00:00"))
        #expect(try next.by == moment("2026-04-11T06:00:00Z"))
    }

    @Test func `a device without an enforcement gets its way out, and what is missing`() throws {
        var device = try mac()
        device.capabilities = nil
        let context = ExplainContext(now: Evidence.report(6).at, nextPush: Evidence.report(9).at)
        let verdict = Verdict(.notYet, .inventoryPending).completed(for: device, in: context)
        #expect(verdict.next == Expectation(.answerInventory, by: Evidence.report(9).at))
        #expect(verdict.details["missing"] == "capabilities" && verdict.causes.map(\.wayOut) == [.connectDevice])
    }

    @Test(arguments: [
        ("Not enough disk space", Reason.lowDisk), ("battery too low", .lowPower),
        ("No network connection", .noNetwork),
        ("Failed in workspace setup", .failureReported), ("namespace error", .failureReported),
    ])
    func `whole words of a failure point to its cause`(words: String, reason: Reason) throws {
        #expect(try causes(of: words, on: try mac()).first == reason)
    }

    @Test func `an authorisation that failed points to the passcode, or to the token that there is`() throws {
        var device = try mac()
        #expect(try causes(of: "authorization failed", on: device).contains(.bootstrapTokenMissing))
        #expect(try !causes(of: "authorization failed", on: device).contains(.bootstrapTokenRefused))
        device.bootstrapToken.escrowedAt = Evidence.report(1).at
        #expect(try causes(of: "authorization failed", on: device).first == .bootstrapTokenRefused)
        device.productName = "iPhone17,1"
        #expect(try causes(of: "Passcode required", on: device).first == .passcodeNotEntered)
    }

    private func causes(of words: String, on device: DeviceFacts) throws -> [Reason] {
        var snapshot = try plannedEnforcement().snapshot
        (snapshot.state, snapshot.evidence) = (.failing, .report(5))
        snapshot.failure = UpdateFailure(count: 1, reason: words)
        return Enforcement(restoring: snapshot)
            .verdict(for: device, in: ExplainContext(now: Evidence.report(6).at)).causes.map(\.reason)
    }

    @Test func `a Mac that needs no token is not told that it has none`() throws {
        var device = try mac()
        device.observe(.appleSilicon(false), .report(2))
        #expect(try verdict(.prepared, device: device).causes.map(\.reason) == [.userDecides])
        device = try mac()
        device.observe(.bootstrapTokenRequired(false), .report(2))
        #expect(try verdict(.pastDue, device: device).causes.map(\.reason) == [.deviceOffline])
    }

    @Test func `nothing is expected in the past`() throws {
        for state in EnforcementState.allCases {
            let context = ExplainContext(now: try moment("2027-01-01T00:00:00Z"))
            let next = try verdict(state, context: context).next
            #expect(next?.by.map { $0 >= context.now } ?? true, "\(state)")
            #expect(next?.byLocal == nil, "\(state)")
        }
    }
}
