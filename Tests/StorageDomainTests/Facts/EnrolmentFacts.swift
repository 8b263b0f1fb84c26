import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let enrolments = [
        Fact("an enrolment is authenticated first, and enrolled with its push address") { store in
            _ = try store.touchOrCreate(identifier: "U1", newID: DeviceID("a"), facts: DeviceFacts(), at: at(0))
            let id = try #require(EnrolmentID(device: "U1"))
            try store.startEnrolment(id, of: DeviceID("a"), isUserChannel: false, topic: "t1", at: at(1))
            let begun = try #require(try store.enrolment(id))
            #expect(begun.state == .authenticated && begun.pushToken == nil && begun.topic == "t1")
            try store.setPushAddress(id, topic: "t2", token: Data([7]), magic: "m", at: at(2))
            let enrolled = try #require(try store.enrolment(id))
            #expect(enrolled.state == .enrolled && enrolled.pushToken == Data([7]) && enrolled.pushMagic == "m")
            #expect(enrolled.topic == "t2" && enrolled.wantedToken == nil && !enrolled.isBehind)
        },
        Fact("an enrolment that starts over has no push address, manifest, command or status left") { store in
            let id = try store.enrol("U1")
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(1))
            _ = try store.advertise(id)
            try store.queueCommand("SecurityInfo", arguments: "[]", id: "c1", for: id, at: at(1))
            try store.saveStatusItems(
                [StatusItemRow(name: "a.b", value: "1", at: at(1), reportID: "r", problem: nil)], of: id)
            #expect(try store.refuse(id))
            try store.startEnrolment(id, of: DeviceID("device-U1"), isUserChannel: false, topic: "t", at: at(9))
            let row = try #require(try store.enrolment(id))
            #expect(row.state == .authenticated && row.pushToken == nil && row.pushMagic == nil)
            #expect(row.pushRefusal == nil && row.wantedToken == nil && row.advertisedToken == nil)
            #expect(try store.waitingCommands(for: id) == 0 && store.statusItems(of: id).isEmpty)
            #expect(try store.advertisedDeclaration(id, kind: "configuration", identifier: "x") == nil)
        },
        Fact("a refused push address stays refused until the next one") { store in
            let id = try store.enrol("U1")
            #expect(try store.refuse(id))
            #expect(try store.enrolment(id)?.pushRefusal == "410 Unregistered")
            try store.setPushAddress(id, topic: "t", token: Data([9]), magic: "m", at: at(3))
            #expect(try store.enrolment(id)?.pushRefusal == nil)
        },
        Fact("users' channels stand beside the device's") { store in
            let id = try store.enrol("U1")
            let user = try #require(EnrolmentID(device: "U1", user: "501"))
            try store.startEnrolment(user, of: DeviceID("device-U1"), isUserChannel: true, topic: "t", at: at(1))
            #expect(try store.deviceChannel(of: DeviceID("device-U1"))?.id == id)
            #expect(try store.userChannels(of: DeviceID("device-U1")).map(\.id) == [user])
            try store.setState(user, .checkedOut)
            #expect(try store.enrolment(user)?.state == .checkedOut && store.enrolment(id)?.state == .enrolled)
        },
        Fact("channels that are behind: enrolled, reachable, and with no push waiting") { store in
            for name in ["behind", "current", "refused", "pushed", "gone"] {
                let id = try store.enrol(name)
                try store.want(.sample("m1", [:]), for: id, at: at(1))
                if name == "current" { _ = try store.advertise(id) }
                if name == "refused" { #expect(try store.refuse(id)) }
                if name == "pushed" {
                    try store.enqueue(subject: name, kind: WorkKind.push, dueAt: 0, body: "", now: 0)
                }
                if name == "gone" { try store.setState(id, .checkedOut) }
            }
            #expect(try store.channelsBehind(limit: 10).map(\.text) == ["behind"])
            #expect(try store.channelsBehind(limit: 0).isEmpty)
        },
    ]

    static let manifests = [
        Fact("what is served is what was shown, until the device has been shown something newer") { store in
            let id = try store.enrol("U1")
            #expect(try store.advertise(id) == nil, "there is no manifest yet")
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(1))
            #expect(try store.enrolment(id)?.isBehind == true)
            #expect(try store.advertisedDeclaration(id, kind: "configuration", identifier: "x") == nil)
            #expect(try store.advertise(id) == Data("items of m1".utf8))
            #expect(try store.enrolment(id)?.isBehind == false)

            try store.want(.sample("m2", ["x": "2", "y": "1"]), for: id, at: at(2))
            let shown = try store.advertisedDeclaration(id, kind: "configuration", identifier: "x")
            #expect(shown?.serverToken == "1" && shown?.body == Data("x 1".utf8))
            #expect(try store.advertisedDeclaration(id, kind: "configuration", identifier: "y") == nil)
            #expect(try store.advertisedDeclaration(id, kind: "activation", identifier: "x") == nil)
            #expect(try store.wantedServerToken(id, kind: "configuration", identifier: "x") == "2")

            #expect(try store.advertise(id) == Data("items of m2".utf8))
            #expect(try store.advertisedDeclaration(id, kind: "configuration", identifier: "x")?.serverToken == "2")
        },
        Fact("manifests that are neither wanted nor shown are dropped") { store in
            let id = try store.enrol("U1")
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(1))
            _ = try store.advertise(id)
            for token in ["m2", "m3", "m4"] { try store.want(.sample(token, ["x": token]), for: id, at: at(2)) }
            let tokens = try store.run("SELECT token FROM manifest ORDER BY token").map { try $0.text(0) }
            #expect(tokens == ["m1", "m4"])
            let declarations = try store.run("SELECT token FROM manifest_declaration ORDER BY token")
            #expect(try declarations.map { try $0.text(0) } == ["m1", "m4"])
        },
        Fact("wanting the same again, or what was shown before, is no conflict") { store in
            let id = try store.enrol("U1")
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(1))
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(1))
            _ = try store.advertise(id)
            try store.want(.sample("m2", [:]), for: id, at: at(2))
            try store.want(.sample("m1", ["x": "1"]), for: id, at: at(3))
            let row = try #require(try store.enrolment(id))
            #expect(!row.isBehind && row.wantedSince == at(3))
        },
    ]
}
