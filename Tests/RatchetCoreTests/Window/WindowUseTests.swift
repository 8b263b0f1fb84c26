import RatchetCore
import Testing

@Suite("What windows are used for")
struct WindowUseTests {
    private let nights: WindowCalendar

    init() throws {
        nights = WindowCalendar(
            name: "nights", zone: try zone("Europe/Berlin"),
            weekly: [try weekly([.monday], "22:00", .hours(2)), try weekly([.friday], "22:00", .hours(8))])
    }

    @Test func `G3: what remains of a maintenance window is the time until it closes, and nothing while it is closed`()
        throws
    {
        let window = MaintenanceWindow(nights)
        #expect(try window.remaining(at: utc("2026-11-23T21:30:00Z")) == .minutes(90))
        #expect(try window.remaining(at: utc("2026-11-23T23:00:00Z")) == .zero)
        #expect(try window.remaining(at: utc("2026-11-23T12:00:00Z")) == .zero)
    }

    @Test func `G3: room for the work is the first time that is long enough, now or later`() throws {
        let window = MaintenanceWindow(nights)
        let inside = try utc("2026-11-23T21:30:00Z")
        #expect(window.room(for: .minutes(90), from: inside)?.text == "2026-11-23T21:30:00Z/2026-11-23T23:00:00Z")
        #expect(window.room(for: .minutes(91), from: inside)?.text == "2026-11-27T21:00:00Z/2026-11-28T05:00:00Z")
        #expect(window.room(for: .hours(9), from: inside) == nil)
    }

    @Test func `a deadline falls in its window, by the clock on the device's own wall`() throws {
        let window = DeadlineWindow(nights)
        #expect(try window.deadline(notBefore: local("2026-11-24T09:00")) == local("2026-11-27T22:00"))
        #expect(try window.deadline(notBefore: local("2026-11-27T23:15")) == local("2026-11-27T23:15"))
        #expect(try window.deadline(notBefore: local("2026-11-28T06:00")) == local("2026-11-30T22:00"))
        let elsewhere = DeadlineWindow(nights.read(in: try zone("Asia/Tokyo")))
        #expect(try elsewhere.deadline(notBefore: local("2026-11-24T09:00")) == local("2026-11-27T22:00"))
    }

    @Test func `G6: a turn begins with its date in its zone, and lasts`() throws {
        let turn = Turn(on: try date("2026-12-01"), in: try zone("Europe/Berlin"))
        #expect(try turn.begins == utc("2026-11-30T23:00:00Z"))
        #expect(!turn.hasCome(at: turn.begins - .microseconds(1)))
        #expect(turn.hasCome(at: turn.begins) && turn.hasCome(at: turn.begins + .days(400)))
    }

    @Test func `G6: a maintenance contract is valid from its first day to its last`() throws {
        let contract = try #require(
            MaintenanceContract(from: date("2026-01-01"), until: date("2026-12-31")))
        #expect(try contract.isValid(on: date("2026-01-01")) && contract.isValid(on: date("2026-12-31")))
        #expect(try !contract.isValid(on: date("2025-12-31")) && !contract.isValid(on: date("2027-01-01")))
        #expect(try MaintenanceContract(from: date("2026-01-02"), until: date("2026-01-01")) == nil)
    }
}
