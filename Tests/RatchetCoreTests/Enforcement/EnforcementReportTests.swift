import RatchetCore
import Testing

@Suite("What one message says about an enforcement")
struct EnforcementReportTests {
    private let ours = DeclarationReference(identifier: "ours", serverToken: "new")

    private func offered() throws -> Enforcement {
        var enforcement = try plannedEnforcement()
        _ = enforcement.offered(.report(1))
        return enforcement
    }

    /// Lets the device say something, after what it said before.
    private func say(
        _ observations: [Observation], to enforcement: inout Enforcement, _ facts: inout DeviceFacts,
        _ number: Int64 = 5
    ) -> [EnforcementEffect] {
        let before = facts
        for observation in observations { facts.observe(observation, .report(number)) }
        let message = DeviceMessage(
            observations: observations, before: before, after: facts, evidence: .report(number))
        return enforcement.take(message, ours: ours)
    }

    private func held(_ token: String = "new", _ validity: DeclarationReport.Validity = .valid) -> Observation {
        .declarations([
            DeclarationReport(identifier: "ours", serverToken: token, isActive: true, validity: validity)
        ])
    }

    @Test func `an entry with an older token counts for nothing`() throws {
        var (it, facts) = (try offered(), try mac())
        #expect(say([held("old", .invalid)], to: &it, &facts).isEmpty)
        #expect(it.state == .offered)
    }

    @Test func `of two entries with one identifier, the one with our token counts`() throws {
        var (it, facts) = (try offered(), try mac())
        let both: Observation = .declarations([
            DeclarationReport(identifier: "ours", serverToken: "old", isActive: false, validity: .invalid),
            DeclarationReport(identifier: "ours", serverToken: "new", isActive: true, validity: .valid),
        ])
        _ = say([both], to: &it, &facts)
        #expect(it.state == .accepted)
    }

    @Test func `one report may skip every state in between`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = say([.installState(.prepared), held()], to: &it, &facts)
        #expect(it.state == .prepared)
    }

    @Test func `the version proves it, whatever else the same report says and in whatever order`() throws {
        for observations: [Observation] in [
            [.osVersion(try version("26.4")), .installState(.failed), held()],
            [.failure(UpdateFailure(count: 3)), .installState(.installing), .osVersion(try version("26.4"))],
        ] {
            var (it, facts) = (try offered(), try mac())
            _ = say(observations, to: &it, &facts)
            #expect(it.state == .done)
        }
    }

    @Test func `a device that failed and is at it again reads as being at it`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = say([held()], to: &it, &facts)
        _ = say([.installState(.downloading), .failure(UpdateFailure(count: 1))], to: &it, &facts, 6)
        #expect(it.state == .downloading && it.failure?.count == 1)
    }

    @Test func `a failure told again is no news`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = say([held(), .failure(UpdateFailure(count: 1, timestamp: "t"))], to: &it, &facts)
        _ = say([.installState(.downloading)], to: &it, &facts, 6)
        #expect(say([.failure(UpdateFailure(count: 1, timestamp: "t"))], to: &it, &facts, 7).isEmpty)
        #expect(it.state == .downloading)
    }

    @Test func `what a device says of another pending update is not about this one`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = say([held()], to: &it, &facts)
        let other = PendingVersion(version: "26.3.1", build: "25D2128")
        #expect(say([.pendingVersion(other), .installState(.prepared)], to: &it, &facts, 6).isEmpty)
        let this = PendingVersion(version: "26.4", build: "25E246")
        _ = say([.pendingVersion(this), .installState(.prepared)], to: &it, &facts, 7)
        #expect(it.state == .prepared)
    }

    @Test func `none and no failure prove nothing`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = say([held(), .installState(.installing)], to: &it, &facts)
        let nothing = PendingVersion(version: "", build: "")
        _ = say(
            [.installState(.none), .failure(UpdateFailure(count: 0)), .pendingVersion(nothing)], to: &it, &facts, 6)
        #expect(it.state == .accepted && it.outcome == nil)
    }

    @Test func `an improvement is done by its own build only`() throws {
        let target = Target(version: try version("26.3.1"), build: "25D771280a", isSecurityImprovement: true)
        var (it, facts) = (try plannedEnforcement(target), try mac(running: "26.3.1", build: "25D2128"))
        _ = it.offered(.report(1))
        _ = say([.osVersion(try version("26.3.1")), .supplementalBuild("25D2128")], to: &it, &facts)
        #expect(it.state == .offered)
        _ = say([.supplementalBuild("25D771280a")], to: &it, &facts, 6)
        #expect(it.state == .done)
    }

    @Test func `nothing is said about one that is over`() throws {
        var (it, facts) = (try offered(), try mac())
        _ = it.withdraw(.cancelled, .report(2))
        #expect(say([held(), .installState(.prepared), .failure(UpdateFailure(count: 1))], to: &it, &facts).isEmpty)
        #expect(it.state == .withdrawn && it.outcome == .cancelled)
    }

    @Test func `one that was withdrawn while it was installing is done all the same when its version is reported`()
        throws
    {
        var (it, facts) = (try offered(), try mac())
        _ = say([held(), .installState(.installing)], to: &it, &facts)
        _ = it.withdraw(.cancelled, .report(6))
        _ = say([.osVersion(try version("26.4"))], to: &it, &facts, 7)
        #expect(it.state == .done && it.outcome == .done)
    }

    @Test func `a failure that was forgotten and is told again is no news to the target that has seen it`() throws {
        var (it, facts) = (try offered(), try mac())
        let failure = UpdateFailure(count: 2, timestamp: "t")
        _ = say([held(), .failure(failure)], to: &it, &facts)
        _ = say([.installState(.downloading)], to: &it, &facts, 6)
        facts.forgetUpdateStatus()
        #expect(say([.failure(failure)], to: &it, &facts, 7).isEmpty)
        #expect(it.state == .downloading)
    }
}
