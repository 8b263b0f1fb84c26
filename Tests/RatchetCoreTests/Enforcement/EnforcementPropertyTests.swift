import RatchetCore
import SeededRandom
import Testing

@Suite("The machine under any sequence of events")
struct EnforcementPropertyTests {
    /// One random event, which can be repeated.
    private enum Event: CaseIterable {
        case offered, fetched, fetchedStale, valid, invalid, alreadyThere, pending, none, noneHeld, waiting, downloading
        case prepared, installing, failed, failure, token, older, reached, withdraw, synced, unmanaged, replaced,
            adopted

        func happen(to it: inout Enforcement, _ evidence: Evidence) throws -> [EnforcementEffect] {
            switch self {
            case .offered: it.offered(evidence)
            case .fetched: it.fetched(serverToken: "t", current: "t", evidence)
            case .fetchedStale: it.fetched(serverToken: "s", current: "t", evidence)
            case .valid: it.declared(judged(.valid), evidence)
            case .invalid: it.declared(judged(.invalid), evidence)
            case .alreadyThere: it.declared(judged(.invalid, "older than current"), evidence)
            case .pending: it.declared(judged(.unknown), evidence)
            case .none: it.installState(.none, isHeld: false, evidence)
            case .noneHeld: it.installState(.none, isHeld: true, evidence)
            case .waiting: it.installState(.waiting, isHeld: true, evidence)
            case .downloading: it.installState(.downloading, isHeld: true, evidence)
            case .prepared: it.installState(.prepared, isHeld: true, evidence)
            case .installing: it.installState(.installing, isHeld: true, evidence)
            case .failed: it.installState(.failed, isHeld: true, evidence)
            case .failure: it.failed(UpdateFailure(count: 1), evidence)
            case .token: it.bootstrapTokenFetched(evidence)
            case .older: it.reportedVersion(InstalledOS(version: try version("26.3")), evidence)
            case .reached: it.reportedVersion(InstalledOS(version: try version("26.4")), evidence)
            case .withdraw: it.withdraw(.cancelled, evidence)
            case .synced: it.synced(evidence)
            case .unmanaged: it.unmanaged(evidence)
            case .replaced: it.replaced(evidence)
            case .adopted:
                it.adopted(
                    by: PlanID("p2"), deadline: try local("2026-04-09T18:00:00"), detailsURL: nil, evidence)
            }
        }

        private func judged(_ validity: DeclarationReport.Validity, _ text: String = "") -> DeclarationReport {
            DeclarationReport(
                identifier: "ours", serverToken: "t", isActive: true, validity: validity,
                reasons: [DeclarationReport.Reason(code: "Error.ConfigurationCannotBeApplied", text: text)])
        }
    }

    @Test func `it never leaves closed, is done by version alone, and its effects are a chain`() throws {
        var random = SeededRandom(seed: 9)
        for _ in 0..<400 {
            var it = try plannedEnforcement()
            for number in 1...Int64.random(in: 5...30, using: &random) {
                let event = try #require(Event.allCases.randomElement(using: &random))
                let before = it
                let effects = try event.happen(to: &it, .report(number))
                try check(effects, of: event, from: before, to: it, .report(number))
            }
        }
    }

    private func check(
        _ effects: [EnforcementEffect], of event: Event, from before: Enforcement, to after: Enforcement,
        _ evidence: Evidence
    ) throws {
        let moves = effects.compactMap { if case .moved(let from, let to, _) = $0 { (from, to) } else { nil } }
        #expect(moves.count == (before.state == after.state ? 0 : 1), "\(event) in \(before.state)")
        if let (from, to) = moves.first { #expect(from == before.state && to == after.state) }
        if before.state == .closed { #expect(after.state == .closed, "\(event) led out of closed") }
        if after.outcome == .done, before.outcome != .done { #expect(event == .reached, "\(event) proved nothing") }
        if before.outcome == .done { #expect(after.outcome == .done, "\(event) took the success back") }
        if effects.contains(where: { if case .ignored = $0 { true } else { false } }) { #expect(before == after) }
        if before.state != after.state { #expect(after.evidence == evidence && after.since == evidence.at) }
        #expect(
            (after.outcome != nil) == !after.state.isLive,
            "\(after.state) with outcome \(String(describing: after.outcome))")
        #expect(Enforcement(restoring: after.snapshot) == after)

        var again = after
        let repeated = try event.happen(to: &again, evidence)
        #expect(again == after, "\(event) told twice in \(before.state)")
        #expect(!repeated.contains { if case .moved = $0 { true } else { false } })
    }
}
