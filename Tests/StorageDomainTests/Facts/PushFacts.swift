import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let pushes = [
        Fact("the state of the push service is kept whole") { store in
            #expect(try store.pushState() == .unknown)
            var state = PushState(
                address: "https://a",
                certificate: .init(topic: "t", subject: "UID=t", fingerprint: "f", expiresAt: at(9)), problem: "p",
                stop: .init(at: at(1), reason: "403"), resumedAt: at(3), warnedAt: at(2))
            try store.setPushState(state)
            #expect(try store.pushState() == state && state.isHeld)
            (state.certificate, state.stop, state.warnedAt) = (nil, nil, nil)
            try store.setPushState(state)
            #expect(try store.pushState() == state && state.isHeld)
            state.problem = nil
            #expect(!state.isHeld)
        },
        Fact("a push is for the channel as it is at that moment") { store in
            let id = try store.enrol("U1")
            let other = EnrolmentID(stored: "nobody")
            #expect(try store.pushTargets([other, id]).map { $0?.isNeeded } == [nil, false])
            try store.queueCommand("A", arguments: "[]", id: "c1", for: id, at: at(1))
            #expect(try store.pushTargets([id]).map { $0?.isNeeded } == [true])
            #expect(try store.pushTargets([id]).first??.channel == store.enrolment(id))
            try store.setState(id, .checkedOut)
            #expect(try store.pushTargets([id]).map { $0?.isNeeded } == [false])
            #expect(try store.pushTargets([]).isEmpty)
        },
        Fact("a token is refused only while it is the channel's, and older than the refusal") { store in
            let id = try store.enrol("U1")
            #expect(try !store.refuse(id, since: at(-1)))
            #expect(try !store.refuseToken(Data([9]), of: id, reason: "400 BadDeviceToken", since: nil))
            #expect(try store.enrolment(id)?.pushRefusal == nil)
            #expect(try store.refuse(id, since: at(0)))
            #expect(try store.enrolment(id)?.pushRefusal == "410 Unregistered")
        },
        Fact("what was refused for the certificate's sake is forgiven, a dead token is not") { store in
            let reasons = ["bad": "400 BadDeviceToken", "dead": "410 Unregistered", "large": "413 PayloadTooLarge"]
            for (name, reason) in reasons {
                let id = try store.enrol(name)
                try store.want(.sample("m1", [:]), for: id, at: at(1))
                #expect(try store.refuse(id, reason))
            }
            let idle = try store.enrol("idle")
            #expect(try store.refuse(idle, "400 BadDeviceToken"))
            #expect(try store.forgiveRefusals(at: at(5)) == 3)
            #expect(try store.enrolment(EnrolmentID(stored: "dead"))?.pushRefusal != nil)
            #expect(try store.enrolment(idle)?.pushRefusal == nil)
            #expect(try store.waiting(WorkKind.push, among: ["bad", "dead", "idle", "large"]) == ["bad", "large"])
        },
        Fact("pushes that wait for later are due now, those in a worker's hands are left") { store in
            for (name, due) in [("early", Int64(1)), ("late", 900), ("held", 2)] {
                try store.enqueue(subject: name, kind: WorkKind.push, dueAt: due, body: "", now: 0)
            }
            try store.enqueue(subject: "late", kind: WorkKind.plan, dueAt: 900, body: "", now: 0)
            let claimed = try store.claim(kinds: [WorkKind.push], limit: 9, now: 2, lease: 500)
            try store.rescheduleAll(claimed.filter { $0.subject == "early" }.map { ($0, 800, "x") })
            try store.hastenPushes(at: Instant(microseconds: 100))
            let due = try ["early", "held", "late"].map { try store.pending(subject: $0).map(\.dueAt) }
            #expect(due == [[100], [2], [900, 100]])
        },
        Fact("what was asked for again while it was settled with others stays") { store in
            for name in ["a", "b"] { try store.enqueue(subject: name, kind: WorkKind.push, dueAt: 1, body: "", now: 0) }
            let claimed = try store.claim(kinds: [WorkKind.push], limit: 9, now: 2, lease: 500)
            try store.enqueue(subject: "b", kind: WorkKind.push, dueAt: 3, body: "", now: 2)
            try store.finishAll(claimed)
            #expect(try store.waiting(WorkKind.push, among: ["a", "b"]) == ["b"])
            #expect(try store.pending(subject: "b").map(\.leaseUntil) == [0])
        },
    ]
}
