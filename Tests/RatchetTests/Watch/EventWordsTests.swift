import AdminAPI
import RatchetCore
import Testing

@testable import ratchet

@Suite("What happened, in words")
struct EventWordsTests {
    private func words(_ type: String, _ body: [String: String]) -> String? {
        EventWords.words(for: FleetPictureTests.event(type, body).event)
    }

    @Test(arguments: EnforcementState.allCases)
    func `every state on the way has words but the bookkeeping at its ends`(state: EnforcementState) {
        let words = words("enforcement.moved", ["from": "planned", "to": state.rawValue, "target": "26.4"])
        #expect((words == nil) == [.planned, .closed].contains(state))
    }

    @Test func `an event that this program does not know says nothing`() {
        #expect(words("push.sent", [:]) == nil && words("something.new", ["to": "x"]) == nil)
        #expect(words("enforcement.moved", ["to": "a state of tomorrow"]) == nil)
    }
}
