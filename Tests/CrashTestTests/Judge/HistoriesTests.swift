import AdminAPI
import Foundation
import Testing

@testable import CrashTest

@Suite("What was served of the past")
struct HistoriesTests {
    private func event(_ id: String, _ to: String = "offered") throws -> EventResource {
        try decoded(
            """
            {"id": "\(id)", "time": "2026-11-22T06:30:00Z", "type": "enforcement.moved", "version": 1, "actor": "device",
             "body": {"to": "\(to)"}}
            """)
    }

    private func streamed(_ position: Int, _ id: String, title: String = "Mac") throws -> StreamedEventResource {
        try decoded(
            """
            {"position": \(position), "device": {"id": "D", "number": 1, "title": "\(title)"},
             "event": {"id": "\(id)", "time": "2026-11-22T06:30:00Z", "type": "enrolled", "version": 1, "actor": "device",
                       "body": {}}}
            """)
    }

    private func decoded<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    @Test func `a timeline may grow`() throws {
        var histories = Histories()
        #expect(histories.served([try event("1")], of: "A") == nil)
        #expect(histories.served([try event("1"), try event("2")], of: "A") == nil)
        #expect(histories.events == 2)
    }

    @Test func `a timeline that ends earlier than it did has lost something`() throws {
        var histories = Histories()
        #expect(histories.served([try event("1"), try event("2")], of: "A") == nil)
        #expect(histories.served([try event("1")], of: "A")?.kind == .history)
    }

    @Test func `an event between two that were served changes history`() throws {
        var histories = Histories()
        #expect(histories.served([try event("1"), try event("3")], of: "A") == nil)
        let loss = histories.served([try event("1"), try event("2"), try event("3")], of: "A")
        #expect(loss?.kind == .history)
        #expect(loss?.device == "A")
    }

    @Test func `an event that says something else than it did changes history`() throws {
        var histories = Histories()
        #expect(histories.served([try event("1")], of: "A") == nil)
        #expect(histories.served([try event("1", "delivered")], of: "A")?.kind == .history)
    }

    @Test func `a stream goes on where it was`() throws {
        var histories = Histories()
        #expect(histories.served([try streamed(1, "a"), try streamed(2, "b")], from: 1) == nil)
        #expect(histories.served([try streamed(3, "c")], from: 3) == nil)
        #expect(histories.stream.count == 3)
    }

    @Test func `an event of a timeline that is not in the stream has no place yet`() throws {
        var histories = Histories()
        #expect(histories.served([try event("a"), try event("b")], of: "A") == nil)
        #expect(histories.served([try streamed(1, "a")], from: 1) == nil)
        #expect(histories.unplaced.map(\.event.id) == ["b"])
        #expect(histories.unplaced.map(\.loss.kind) == [.stream])
    }

    @Test func `a device may be called otherwise later`() throws {
        var histories = Histories()
        #expect(histories.served([try streamed(1, "a", title: "C02XYZ")], from: 1) == nil)
        #expect(histories.served([try streamed(1, "a", title: "Anna's Mac")], from: 1) == nil)
    }

    @Test func `another event in a place changes the stream`() throws {
        var histories = Histories()
        #expect(histories.served([try streamed(1, "a"), try streamed(2, "b")], from: 1) == nil)
        #expect(histories.served([try streamed(1, "a"), try streamed(2, "x")], from: 1)?.kind == .stream)
    }

    @Test func `a place that is left out changes the stream`() throws {
        var histories = Histories()
        #expect(histories.served([try streamed(1, "a"), try streamed(3, "c")], from: 1)?.kind == .stream)
    }

    @Test func `a stream that ends earlier than it did has lost something`() throws {
        var histories = Histories()
        #expect(histories.served([try streamed(1, "a"), try streamed(2, "b")], from: 1) == nil)
        #expect(histories.served([try streamed(1, "a")], from: 1)?.kind == .stream)
    }
}
