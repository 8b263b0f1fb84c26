import FleetAudit
import RatchetCore
import Testing

@testable import ratchet

@Suite("How a demo ended")
struct DemoOutcomeTests {
    private func standing(_ word: String, hasEnded: Bool = true, trouble: Int64? = nil) -> DemoStanding {
        DemoStanding(
            word: word, hasEnded: hasEnded,
            trouble: trouble.map { DemoStanding.Trouble(number: $0, title: "mac-\($0)") })
    }

    @Test func `it is good when everybody ended as they could, explained, and no breach was seen`() {
        let ended = [standing("done"), standing("not-supervised", trouble: 2)]
        #expect(DemoOutcome(standings: ended, audit: AuditReport()).isGood)
        #expect(!DemoOutcome(standings: ended).isGood, "nobody has compared")
        #expect(!DemoOutcome(standings: ended, alarms: 1, lastAlarm: "a 404", audit: AuditReport()).isGood)
        let late = ended + [standing("offered", hasEnded: false)]
        #expect(!DemoOutcome(standings: late, audit: AuditReport()).isGood)
        #expect(!DemoOutcome(standings: [], audit: AuditReport()).isGood)
    }

    @Test func `whoever did not end as it could is looked at first, then whom somebody can help`() {
        let shut = standing("not-supervised", trouble: 1)
        let late = standing("offered", hasEnded: false, trouble: 3)
        let all = [standing("done"), shut, standing("blocked", trouble: 2), late]
        #expect(DemoOutcome(standings: all).troubled?.trouble?.number == 3)
        #expect(DemoOutcome(standings: Array(all.prefix(3))).troubled?.trouble?.number == 2)
        #expect(DemoOutcome(standings: Array(all.prefix(2))).troubled?.trouble?.number == 1)
        #expect(DemoOutcome(standings: Array(all.prefix(1))).troubled == nil)
    }

    @Test func `the counts are one JSON object`() {
        let outcome = DemoOutcome(standings: [standing("done"), standing("done"), standing("blocked")])
        #expect(outcome.json == #"{"blocked":1,"done":2}"#)
    }
}
