import RatchetCore
import Testing

@testable import ratchet

@Suite("How a demo ended")
struct DemoOutcomeTests {
    private func standing(_ word: String, isGood: Bool = true, trouble: Int64? = nil) -> DemoStanding {
        DemoStanding(
            word: word, isFinal: isGood, isGood: isGood, phase: nil,
            trouble: trouble.map { DemoStanding.Trouble(number: $0, title: "mac-\($0)") })
    }

    @Test func `it is good when everybody ended as they could and nobody saw the protocol broken`() {
        let ended = [standing("done"), standing("not-supervised", trouble: 2)]
        #expect(DemoOutcome(standings: ended).isGood)
        #expect(!DemoOutcome(standings: ended, alarms: 1, lastAlarm: "a 404").isGood)
        #expect(!DemoOutcome(standings: ended + [standing("offered", isGood: false)]).isGood)
        #expect(!DemoOutcome(standings: []).isGood)
    }

    @Test func `whoever did not end as it could is looked at first`() {
        let all = [standing("done"), standing("blocked", trouble: 2), standing("offered", isGood: false, trouble: 3)]
        #expect(DemoOutcome(standings: all).troubled?.trouble?.number == 3)
        #expect(DemoOutcome(standings: Array(all.prefix(2))).troubled?.trouble?.number == 2)
        #expect(DemoOutcome(standings: Array(all.prefix(1))).troubled == nil)
    }

    @Test func `the counts are one JSON object`() {
        let outcome = DemoOutcome(standings: [standing("done"), standing("done"), standing("blocked")])
        #expect(outcome.json == #"{"blocked":1,"done":2}"#)
    }
}
