import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let contacts = [
        Fact("a contact is noted, raises the revision, and says what most messages need") { store in
            let channel = try store.enrol("U1")
            let contact = try #require(try store.noteContact(on: channel, at: at(10)))
            #expect(try contact.channel == store.enrolment(channel))
            #expect(contact.enforcement == nil && !contact.hasCommands && !contact.hasPush)
            let device = try #require(try store.device(DeviceID("device-U1")))
            #expect(device.lastContact == at(10) && device.revision == 2)
            #expect(try store.noteContact(on: EnrolmentID(stored: "nobody"), at: at(1)) == nil)
        },
        Fact("a contact tells of commands, of a push, and of the enforcement that is open") { store in
            let (channel, other) = (try store.enrol("U1"), try store.enrol("U2"))
            try store.queueCommand("A", arguments: "[]", id: "c1", for: channel, at: at(1))
            try store.enqueue(subject: channel.text, kind: WorkKind.push, dueAt: 0, body: "", now: 0)
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            var open = try enforcement("e1", of: "U1", plan: "p1")
            _ = open.offered(Evidence(.plan, at: at(2), ref: "p1"))
            try store.save(open)
            let contact = try #require(try store.noteContact(on: channel, at: at(3)))
            #expect(contact.hasCommands && contact.hasPush && contact.enforcement == .offered)
            let quiet = try #require(try store.noteContact(on: other, at: at(3)))
            #expect(!quiet.hasCommands && !quiet.hasPush && quiet.enforcement == nil)
            _ = try store.answerCommand("c1", for: channel, .acknowledged, error: nil, at: at(4))
            #expect(try store.noteContact(on: channel, at: at(5))?.hasCommands == false)
        },
        Fact("inventory may be lacking until facts have been saved that lack none") { store in
            let channel = try store.enrol("U1")
            #expect(try store.noteContact(on: channel, at: at(1))?.mayLackInventory == true)
            try store.save(try allFacts(), of: DeviceID("device-U1"))
            #expect(try store.noteContact(on: channel, at: at(2))?.mayLackInventory == false)
            try store.save(DeviceFacts(enrolment: .enrolled), of: DeviceID("device-U1"))
            #expect(try store.noteContact(on: channel, at: at(3))?.mayLackInventory == true)
        },
        Fact("a push is dropped when its channel has nothing to be woken for, and only then") { store in
            let channel = try store.enrol("U1")
            func hasPush() throws -> Bool {
                try store.enqueue(subject: channel.text, kind: WorkKind.push, dueAt: 0, body: "", now: 0)
                try store.dropNeedlessPush(channel)
                return try !store.pending(subject: channel.text).isEmpty
            }
            #expect(try !hasPush())
            try store.queueCommand("A", arguments: "[]", id: "c1", for: channel, at: at(1))
            #expect(try hasPush(), "a command waits")
            _ = try store.answerCommand("c1", for: channel, .acknowledged, error: nil, at: at(2))
            #expect(try !hasPush())
            try store.want(.sample("t1", [:]), for: channel, at: at(3))
            #expect(try hasPush(), "its manifest is not fetched")
            _ = try store.advertise(channel)
            #expect(try !hasPush())
            try store.want(.sample("t2", [:]), for: channel, at: at(4))
            try store.setState(channel, .checkedOut)
            #expect(try !hasPush(), "nobody is there any more")
        },
        Fact("a device comes with its open enforcement and its declaration, and without one that has ended") { store in
            let id = try store.enrol("U1")
            let channel = try #require(try store.enrolment(id))
            let bare = try #require(try store.deviceAtWork(of: channel, configuration: "ours"))
            #expect(try bare.device == store.device(channel.device))
            #expect(bare.enforcement == nil && bare.serverToken == nil)
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            var open = try enforcement("e1", of: "U1", plan: "p1")
            try store.save(open)
            try store.want(.sample("t1", ["ours": "s1", "other": "s2"]), for: id, at: at(2))
            let wanting = try #require(try store.enrolment(id))
            let found = try #require(try store.deviceAtWork(of: wanting, configuration: "ours"))
            #expect(found.enforcement == open && found.serverToken == "s1")
            _ = open.offered(Evidence(.plan, at: at(2), ref: "p1"))
            _ = open.withdraw(.cancelled, Evidence(.plan, at: at(3), ref: "p1"))
            _ = open.synced(Evidence(.declarationFetch, at: at(4), ref: "t1"))
            try store.save(open)
            #expect(try store.deviceAtWork(of: wanting, configuration: "ours")?.enforcement == nil)
        },
        Fact("news comes with all that it may change, and the contact is noted when the device is saved") { store in
            let (channel, other) = (try store.enrol("U1"), try store.enrol("U2"))
            #expect(try store.hearNews(on: EnrolmentID(stored: "nobody"), from: channel, configuration: "ours") == nil)
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            _ = try store.createPlan(plan("p2", .devices([DeviceID("device-U2")])), at: at(1))
            let open = try enforcement("e1", of: "U1", plan: "p1")
            try store.save(open)
            try store.want(.sample("t1", ["ours": "s1", "other": "s2"]), for: channel, at: at(2))
            let item = StatusItemRow(name: "a.b", value: "1", at: at(2), reportID: "r1", problem: nil)
            try store.saveStatusItems([item], of: other)
            let before = try #require(try store.device(DeviceID("device-U1")))
            let news = try #require(try store.hearNews(on: channel, from: other, configuration: "ours"))
            #expect(try news.contact.channel == store.enrolment(channel) && news.contact.mayLackInventory)
            #expect(news.work.device == before && news.work.enforcement == open && news.work.serverToken == "s1")
            #expect(try news.work.basis == store.planningBasis(of: before.id) && news.work.basis?.plans.count == 1)
            #expect(news.items == [item])
            #expect(try store.device(before.id) == before, "nothing is written yet")
            try store.save(before.facts, of: before.id, contact: at(9))
            let after = try #require(try store.device(before.id))
            #expect(after.lastContact == at(9) && after.revision == before.revision + 1)
            try store.save(before.facts, of: before.id)
            #expect(try store.device(before.id)?.lastContact == at(9))
        },
        Fact("what a decision rests on is the plans that cover the device and the catalog's revision") { store in
            let id = try #require(try store.enrolment(store.enrol("U1"))).device
            #expect(try store.planningBasis(of: id).plans.isEmpty)
            let made = try store.createPlan(plan("p1", .everything), at: at(1))
            _ = try store.createPlan(plan("p2", .devices([])), at: at(2))
            let basis = try store.planningBasis(of: id)
            #expect(try basis.plans == [made] && basis.catalogRevision == store.catalogStatus().revision)
        },
    ]
}
