import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    private static func keep(_ id: String, _ store: StoreTransaction, at seconds: Int64, device: String = "U1") throws {
        let channel = try #require(EnrolmentID(device: device))
        try store.keep(
            NewReport(id: id, body: Data("{}".utf8), sha256: "s-\(id)", requestSHA256: "q-\(id)", isFull: id == "r2"),
            from: channel, of: DeviceID("device-\(device)"), at: at(seconds))
    }

    static let reports = [
        Fact("reports are kept as they came, and listed newest first, page by page") { store in
            try store.enrol("U1")
            try store.enrol("U2")
            for (number, id) in ["r1", "r2", "r3"].enumerated() { try keep(id, store, at: Int64(number)) }
            try keep("r4", store, at: 4, device: "U2")
            let rows = try store.reports(of: DeviceID("device-U1"), before: nil, limit: 2)
            #expect(rows.map(\.id) == ["r3", "r2"] && rows.map(\.isFull) == [false, true])
            #expect(rows.first?.sha256 == "s-r3" && rows.first?.requestSHA256 == "q-r3" && rows.first?.size == 2)
            #expect(rows.first?.receivedAt == at(2) && rows.first?.error == nil)
            #expect(try store.reports(of: DeviceID("device-U1"), before: "r2", limit: 9).map(\.id) == ["r1"])
            #expect(try store.reportBody("r1") == Data("{}".utf8))
            #expect(try store.reportBody("r1", of: DeviceID("device-U2")) == nil)
            #expect(try store.reportBody("r9") == nil)
        },
        Fact("reports that could not be applied are counted and come again, oldest first, until they were") { store in
            try store.enrol("U1")
            for (number, id) in ["r1", "r2", "r3"].enumerated() { try keep(id, store, at: Int64(number)) }
            try store.markUnapplied("r3", error: "no")
            try store.markUnapplied("r1", error: "no")
            #expect(try store.newestUnapplied(of: DeviceID("device-U1"))?.ref == "r3" && store.unappliedReports() == 2)
            #expect(try store.unappliedReports(after: nil, limit: 9).map(\.id) == ["r1", "r3"])
            #expect(try store.unappliedReports(after: "r1", limit: 9).map(\.id) == ["r3"])
            #expect(try store.unappliedReports(after: nil, limit: 1).first?.enrolment.text == "U1")
            try store.markApplied("r1")
            #expect(try store.newestUnapplied(of: DeviceID("device-U1"))?.at == at(2))
            try store.markApplied("r3")
            #expect(try store.newestUnapplied(of: DeviceID("device-U1")) == nil)
        },
        Fact("reports are forgotten after a while") { store in
            try store.enrol("U1")
            for (number, id) in ["r1", "r2", "r3"].enumerated() { try keep(id, store, at: Int64(number)) }
            try store.removeReports(receivedBefore: at(1))
            #expect(try store.reports(of: DeviceID("device-U1"), before: nil, limit: 9).map(\.id) == ["r3", "r2"])
        },
        Fact("the newest value of each status item is kept by channel") { store in
            let (one, other) = (try store.enrol("U1"), try store.enrol("U2"))
            let first = StatusItemRow(name: "a.b", value: "\"x\"", at: at(1), reportID: "r1", problem: nil)
            let second = StatusItemRow(name: "c", value: nil, at: at(1), reportID: "r1", problem: "no boolean")
            try store.saveStatusItems([second, first], of: one)
            #expect(try store.statusItems(of: one) == [first, second])
            let newer = StatusItemRow(name: "a.b", value: "\"x\"", at: at(2), reportID: "r2", problem: "no string")
            try store.saveStatusItems([newer], of: one)
            try store.removeStatusItems(["c", "d"], of: one)
            #expect(try store.statusItems(of: one) == [newer])
            #expect(try store.statusItems(of: other).isEmpty)
        },
    ]

    static let timeline = [
        Fact("a device's timeline is read newest first, page by page") { store in
            let events = ["e1", "e2", "e3"].map {
                TimelineEvent(
                    id: $0, device: DeviceID("d"), at: at(1), type: "device.enrolled", actor: "device",
                    body: "{\"a\":\"\u{1F34F}\"}")
            }
            try store.record(events)
            try store.record([
                TimelineEvent(
                    id: "e4", device: nil, at: at(2), type: "feed.imported", version: 2, actor: "lookup", body: "{}")
            ])
            #expect(try store.timeline(of: DeviceID("d"), before: nil, limit: 2) == [events[2], events[1]])
            #expect(try store.timeline(of: DeviceID("d"), before: "e2", limit: 9) == [events[0]])
            try store.record([])
        },
        Fact("a device's newest pushes are found among everything else that happened to it") { store in
            let types = ["push.sent", "device.enrolled", "push.topic-refused", "pushed", "plan.created"]
            try store.record(
                types.enumerated().map { number, type in
                    TimelineEvent(
                        id: "e\(number)", device: DeviceID("d"), at: at(1), type: type, actor: "push", body: "{}")
                })
            #expect(try store.newestPushes(of: DeviceID("d"), limit: 9).map(\.id) == ["e2", "e0"])
            #expect(try store.newestPushes(of: DeviceID("d"), limit: 1).map(\.type) == ["push.topic-refused"])
            #expect(try store.newestPushes(of: DeviceID("other"), limit: 9).isEmpty)
        },
    ]

    private static func happened(_ id: String, to device: String? = "d") -> TimelineEvent {
        TimelineEvent(
            id: id, device: device.map { DeviceID($0) }, at: at(1), type: "device.enrolled", actor: "device", body: "{}"
        )
    }

    static let eventStream = [
        Fact("events get their places by id, a few at a time, and are read in that order") { store in
            #expect(try !store.hasUnplacedEvents() && store.lastEventPosition() == 0)
            try store.record([happened("e2"), happened("e1"), happened("e3", to: nil)])
            #expect(try store.hasUnplacedEvents() && store.events(after: 0, limit: 9).isEmpty)
            #expect(try store.placeEvents(limit: 2) == 2)
            #expect(try store.events(after: 0, limit: 9).map(\.event.id) == ["e1", "e2"])
            #expect(try store.placeEvents(limit: 2) == 3 && !store.hasUnplacedEvents())
            #expect(try store.events(after: 1, limit: 1).map(\.position) == [2])
            #expect(try store.events(after: 3, limit: 9).isEmpty && store.lastEventPosition() == 3)
        },
        Fact("an event that is recorded late with an early id comes after those that have been read") { store in
            try store.record([happened("e5")])
            #expect(try store.placeEvents(limit: 9) == 1)
            try store.record([happened("e4")])
            #expect(try store.placeEvents(limit: 9) == 2)
            #expect(try store.events(after: 1, limit: 9).map(\.event.id) == ["e4"])
            #expect(try store.placeEvents(limit: 9) == 2, "nothing waits, nothing changes")
        },
    ]

    static let status = [
        Fact("the whole installation is counted") { store in
            #expect(try store.deviceCount() == 0 && store.outboxCounts().isEmpty && store.unappliedReports() == 0)
            let id = try store.enrol("U1")
            try store.enrol("U2")
            try store.setState(id, .checkedOut)
            try store.enqueue(subject: "U2", kind: WorkKind.push, dueAt: 7, body: "", now: 1)
            try store.enqueue(subject: "U1", kind: WorkKind.push, dueAt: 5, body: "", now: 1)
            #expect(try store.enrolmentCounts() == [.enrolled: 1, .checkedOut: 1])
            #expect(try store.activePlanCount() == 0)
            let counts = try store.outboxCounts()
            #expect(counts.map(\.kind) == [WorkKind.push] && counts.first?.waiting == 2)
            #expect(counts.first?.firstDueAt == Instant(microseconds: 5))
        }
    ]
}
