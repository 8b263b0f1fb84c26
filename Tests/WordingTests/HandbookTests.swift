import Foundation
import RatchetCore
import Testing
import Wording

@Suite("What the reference explains")
struct HandbookTests {
    @Test func `every reason, state, phase and outcome is explained in a sentence of its own`() {
        let meanings =
            Reason.allCases.filter { EnforcementState(rawValue: $0.rawValue) == nil }.map(\.meaning)
            + EnforcementState.allCases.map(\.meaning) + Phase.allCases.map(\.meaning)
            + EnforcementOutcome.allCases.map(\.meaning)
        for meaning in meanings { #expect(meaning.count > 15 && meaning.hasSuffix("."), "\(meaning)") }
        #expect(Set(meanings).count >= meanings.count - 1, "done as outcome may say what done as state says")
    }

    @Test func `a state that is a reason means the same`() {
        for reason in Reason.allCases {
            if let state = EnforcementState(rawValue: reason.rawValue) { #expect(reason.meaning == state.meaning) }
        }
    }

    @Test func `each of the five acts in some phase, and nobody after the end`() {
        #expect(Set(Phase.allCases.flatMap(\.actors)) == Set(Actor.allCases))
        #expect(EnforcementState.closed.actor == nil)
    }

    @Test func `a pattern has every value of its sentence in braces`() {
        let book = Phrasebook.english
        #expect(
            book.pattern(Reason.failing).contains("has failed {failureCount} times; the device says: {failureReason}"))
        #expect(book.pattern(WayOut.moveDeadline).contains("{earliest} or after"))
        #expect(book.pattern(RatchetCore.Expectation.Event.install).contains("at {byLocal} on its own clock"))
        for reason in Reason.allCases {
            #expect(!book.pattern(reason).contains("["), "\(book.pattern(reason))")
            #expect(!book.pattern(reason).contains("<"), "\(book.pattern(reason))")
        }
    }

    @Test func `the picture of the messages has every phase and every actor`() throws {
        let root = (1...3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let picture = try String(contentsOf: root.appending(path: "docs/images/messages.svg"), encoding: .utf8)
        #expect(labels("phase", in: picture) == Phase.allCases.map(\.name))
        #expect(Set(labels("actor", in: picture)) == Set(Actor.allCases.map(\.rawValue)))
    }

    /// What the text elements of one class say.
    private func labels(_ name: String, in picture: String) -> [String] {
        picture.components(separatedBy: "<text class=\"\(name)\"").dropFirst().compactMap { rest in
            rest.split(separator: ">", maxSplits: 1).last?.split(separator: "<").first.map(String.init)
        }
    }
}
