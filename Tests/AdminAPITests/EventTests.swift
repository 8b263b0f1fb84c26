import Foundation
import HTTPTypes
import HummingbirdTesting
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import AdminAPI
@testable import Orchestrator

@Suite("Everything that happened")
struct EventTests {
    private let house: House

    init() async throws {
        house = try await House()
        let runner = house.installation.runner
        _ = try await runner.perform(AdminPlans.create(PlanRequest(rule: "latest", everything: true, days: 30)))
        _ = try await runner.perform(AdminGroups.create(name: "pilot"))
        try await runner.perform { store, context in
            try store.recordAdmin("device.noted", of: DeviceID("device-MAC-1"), ["why": "a\nb"], context)
            _ = try store.placeEvents(limit: 100)
            return StepOutcome(())
        }
    }

    @Test func `it is read page by page, with the device's name`() async throws {
        try await house.test { (client: Client) async throws in
            let all: EventListResource = try await client.get("/api/v1/events")
            #expect(all.events.map(\.position) == [1, 2, 3] && all.next == 3)
            #expect(all.events.map(\.event.type) == ["plan.created", "group.created", "device.noted"])
            #expect(all.events.map(\.device?.title) == [nil, nil, "Anna's Mac"])
            #expect(all.events.last?.device?.number == 1)
            let page: EventListResource = try await client.get("/api/v1/events?after=1&limit=1")
            #expect(page.events.map(\.position) == [2] && page.next == 2)
            let end: EventListResource = try await client.get("/api/v1/events?after=3")
            #expect(end.events.isEmpty && end.next == 3)
            #expect(try await client.refused(.get, "/api/v1/events?after=-1").code == "invalid-parameter")
        }
    }

    @Test(
        arguments: [
            ("/api/v1/events?after=0", nil, ["1", "2", "3"]), ("/api/v1/events?after=2", nil, ["3"]),
            ("/api/v1/events?after=0", "1", ["2", "3"]), ("/api/v1/events", nil, []),
        ] as [(String, String?, [String])])
    func `it is streamed from where the reader left off, else from now on`(
        path: String, lastEventID: String?, ids: [String]
    ) async throws {
        // A stream tells what there is, and ends where the server is going down.
        house.installation.runner.eventTail.close()
        try await house.test { (client: Client) async throws in
            var headers: HTTPFields = [.accept: "text/event-stream"]
            if let name = HTTPField.Name("Last-Event-ID") { headers[name] = lastEventID }
            let response = try await client.send(.get, path, headers: headers)
            #expect(response.headers[.contentType] == "text/event-stream")
            let messages = response.text.components(separatedBy: "\n\n").dropLast()
            #expect(messages.first == "retry: 2000")
            #expect(messages.dropFirst().map { $0.prefix { $0 != "\n" } } == ids.map { "id: \($0)" })
            for message in messages.dropFirst() {
                #expect(message.split(separator: "\n").count == 3, "an event's own lines would end it early")
            }
        }
    }

    @Test func `more streams than there are places are refused, and a place that is left is free again`() throws {
        let count = StreamCount()
        var places = (0..<StreamCount.most).compactMap { _ in count.enter() }
        #expect(places.count == StreamCount.most && count.enter() == nil)
        places.removeLast()
        let free = try #require(count.enter())
        free.leave()
        free.leave()
        #expect(count.enter() != nil)
    }
}
