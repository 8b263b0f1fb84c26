import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let commands = [
        Fact("at most one command of each type is queued, with the newest arguments") { store in
            let id = try store.enrol("U1")
            #expect(try store.queueCommand("DeviceInformation", arguments: "[1]", id: "c1", for: id, at: at(1)))
            #expect(try !store.queueCommand("DeviceInformation", arguments: "[2]", id: "c2", for: id, at: at(2)))
            #expect(try store.queueCommand("SecurityInfo", arguments: "[]", id: "c3", for: id, at: at(3)))
            #expect(try store.waitingCommands(for: id) == 2)
            let next = try #require(try store.nextCommand(for: id, isPoll: true, at: at(4)))
            #expect(next.id == "c1" && next.arguments == "[2]" && next.state == .sent && next.queuedAt == at(1))
        },
        Fact("commands are delivered in order, one after the other, and answered once") { store in
            let id = try store.enrol("U1")
            try store.queueCommand("A", arguments: "[]", id: "c1", for: id, at: at(1))
            try store.queueCommand("B", arguments: "[]", id: "c2", for: id, at: at(2))
            #expect(try store.nextCommand(for: id, isPoll: true, at: at(3))?.id == "c1")
            #expect(try store.answerCommand("c1", for: id, .acknowledged, error: nil, at: at(4))?.requestType == "A")
            #expect(try store.answerCommand("c1", for: id, .acknowledged, error: nil, at: at(5)) == nil)
            #expect(try store.nextCommand(for: id, isPoll: false, at: at(5))?.id == "c2")
            #expect(try store.answerCommand("c2", for: id, .failed, error: "why", at: at(6))?.state == .failed)
            #expect(try store.nextCommand(for: id, isPoll: true, at: at(7)) == nil)
            #expect(try store.waitingCommands(for: id) == 0)
        },
        Fact("an answer to a command that this channel has not is none") { store in
            let (one, other) = (try store.enrol("U1"), try store.enrol("U2"))
            try store.queueCommand("A", arguments: "[]", id: "c1", for: one, at: at(1))
            #expect(try store.answerCommand("c1", for: other, .acknowledged, error: nil, at: at(2)) == nil)
            #expect(try store.answerCommand("c9", for: one, .acknowledged, error: nil, at: at(2)) == nil)
            #expect(try store.nextCommand(for: other, isPoll: true, at: at(3)) == nil)
        },
        Fact("what is answered NotNow comes again with the next poll, and not before") { store in
            let id = try store.enrol("U1")
            try store.queueCommand("A", arguments: "[]", id: "c1", for: id, at: at(1))
            try store.queueCommand("B", arguments: "[]", id: "c2", for: id, at: at(2))
            _ = try store.nextCommand(for: id, isPoll: true, at: at(3))
            #expect(try store.answerCommand("c1", for: id, .notNow, error: nil, at: at(4))?.state == .notNow)
            #expect(try store.nextCommand(for: id, isPoll: false, at: at(4))?.id == "c2")
            _ = try store.answerCommand("c2", for: id, .acknowledged, error: nil, at: at(5))
            #expect(try store.nextCommand(for: id, isPoll: false, at: at(5)) == nil)
            #expect(try store.waitingCommands(for: id) == 1)
            #expect(try store.nextCommand(for: id, isPoll: true, at: at(6))?.id == "c1")
        },
        Fact("what was sent and never answered comes again, unless a newer one of its type waits") { store in
            let id = try store.enrol("U1")
            try store.queueCommand("A", arguments: "[]", id: "c1", for: id, at: at(1))
            _ = try store.nextCommand(for: id, isPoll: true, at: at(2))
            #expect(try store.nextCommand(for: id, isPoll: true, at: at(3))?.id == "c1")
            #expect(try store.queueCommand("A", arguments: "[]", id: "c2", for: id, at: at(4)))
            #expect(try store.nextCommand(for: id, isPoll: true, at: at(5))?.id == "c2")
            #expect(try store.waitingCommands(for: id) == 1, "c1 was overtaken")
        },
        Fact("answered commands are forgotten after a while, waiting ones are not") { store in
            let id = try store.enrol("U1")
            for (number, type) in ["A", "B", "C"].enumerated() {
                try store.queueCommand(type, arguments: "[]", id: type, for: id, at: at(Int64(number)))
                _ = try store.nextCommand(for: id, isPoll: true, at: at(5))
            }
            _ = try store.answerCommand("A", for: id, .acknowledged, error: nil, at: at(10))
            _ = try store.answerCommand("B", for: id, .notNow, error: nil, at: at(10))
            try store.removeCommands(answeredBefore: at(11))
            let left = try store.run("SELECT id FROM command ORDER BY id").map { try $0.text(0) }
            #expect(left == ["B", "C"])
        },
    ]

    static let secrets = [
        Fact("a secret is kept by device and kind, replaced and removed") { store in
            try store.enrol("U1")
            let device = DeviceID("device-U1")
            try store.keepSecret(Data([1]), .bootstrapToken, of: device, at: at(1))
            try store.keepSecret(Data([2]), .unlockToken, of: device, at: at(1))
            try store.keepSecret(Data([3]), .bootstrapToken, of: device, at: at(2))
            #expect(try store.secret(.bootstrapToken, of: device) == Data([3]))
            try store.removeSecret(.bootstrapToken, of: device)
            #expect(try store.secret(.bootstrapToken, of: device) == nil)
            #expect(try store.secret(.unlockToken, of: device) == Data([2]))
            #expect(try store.secret(.unlockToken, of: DeviceID("nobody")) == nil)
        }
    ]

    static let refusals = [
        Fact("refusals are counted by reason and subject, with the newest detail first") { store in
            try store.countRefusal(reason: "malformed", subject: "status", detail: "one", at: at(1))
            try store.countRefusal(reason: "unknown-enrolment", subject: "U9", detail: "x", at: at(2))
            try store.countRefusal(reason: "malformed", subject: "status", detail: "two", at: at(3))
            let rows = try store.refusals(limit: 10)
            #expect(rows.map(\.reason) == ["malformed", "unknown-enrolment"])
            #expect(rows.first?.count == 2 && rows.first?.detail == "two")
            #expect(rows.first?.firstAt == at(1) && rows.first?.lastAt == at(3))
            #expect(try store.refusals(limit: 1).count == 1)
        },
        Fact("refusals are forgotten a while after the newest of them") { store in
            for (number, subject) in ["/a", "/b", "/a"].enumerated() {
                try store.countRefusal(reason: "unknown-path", subject: subject, detail: "", at: at(Int64(number)))
            }
            try store.removeRefusals(lastBefore: at(2))
            #expect(try store.refusals(limit: 10).map(\.subject) == ["/a"])
        },
        Fact("a flood of different refusals pushes the oldest out") { store in
            for number in 1...1010 {
                try store.countRefusal(
                    reason: "unknown-path", subject: "/\(number)", detail: "", at: at(Int64(number)))
            }
            let rows = try store.refusals(limit: 5000)
            #expect(rows.count == 1000)
            #expect(rows.first?.subject == "/1010" && rows.last?.subject == "/11")
        },
    ]
}
