import RatchetCore
import Testing

@Suite("When a path can be done at the earliest")
struct ForecastTests {
    private static let day: Int64 = 86_400

    /// Windows of six hours from midnight on, and what is left of one.
    private static func nightly(from moment: Instant, _ room: Duration) -> Forecast.Span? {
        guard room <= .hours(6) else { return nil }
        let midnight = Instant(seconds: moment.seconds / day * day)
        let rest = Forecast.Span(start: max(midnight, moment), end: midnight + .hours(6))
        if rest.end.since(rest.start) >= room { return rest }
        return Forecast.Span(start: midnight + .hours(24), end: midnight + .hours(30))
    }

    private func forecast(
        _ hops: [PlannedHop], turn: TurnSituation = TurnSituation(turn: nil, hasContract: nil), waived: Bool = false,
        _ change: (inout UpgradeScene) -> Void = { _ in }
    ) throws -> Forecast {
        var scene = try UpgradeScene(hops)
        change(&scene)
        return Forecast(
            of: hops, on: scene.appliance, scene.policy, turn: turn, soakIsWaived: waived, from: noon,
            window: Self.nightly)
    }

    private let midnight = noon + .hours(12)

    @Test func `P5: a base package and the product package after it fall into one window`() throws {
        let found = try forecast(path("base-6.1", "product-22.2"))
        #expect(found.windows == 1 && found.obstacle == nil)
        #expect(found.entries.map(\.startsAt) == [midnight, midnight + .minutes(30)])
        #expect(found.entries.map(\.soaksUntil) == [nil, midnight + .hours(25)])
        #expect(found.finishesAt == midnight + .hours(1))
    }

    @Test func `S1: each product hop but the last is followed by its soak, then by the next window`() throws {
        let found = try forecast(path("product-22.2", "product-22.3", "product-22.4"))
        #expect(found.windows == 3)
        #expect(found.entries[1].startsAt == midnight + .hours(24) + .minutes(30), "24 hours after the end")
        #expect(found.entries[2].startsAt == found.entries[1].endsAt + .hours(24))
        #expect(found.finishesAt == found.entries[2].endsAt)
        #expect(try forecast(path("product-22.2", "product-22.3"), waived: true).windows == 1)
    }

    @Test func `S7: the soak that is running counts from its recorded moment`() throws {
        let found = try forecast(path("product-22.2")) {
            $0.appliance.lastProductHop = ProductHop(version: "22.1", at: noon - .hours(10), origin: .observed)
        }
        #expect(found.entries.first?.startsAt == noon + .hours(14), "in the window of midnight")
    }

    @Test func `G6: a major package waits for its turn; without turn or contract there is no finish`() throws {
        let hops = try path("product-22.2", "product-23.1")
        let found = try forecast(hops, turn: TurnSituation(turn: midnight + .days(9), hasContract: true))
        #expect(found.entries[1].startsAt == midnight + .days(9))
        let without = try forecast(hops)
        #expect(without.entries.count == 1 && without.obstacle?.reason == .turnNotSet && without.finishesAt == nil)
        let lapsed = try forecast(hops, turn: TurnSituation(turn: noon, hasContract: false))
        #expect(lapsed.obstacle?.reason == .contractMissing && lapsed.obstacle?.hop == hops[1])
    }

    @Test func `G6: the contract has to be valid on the day of the turn, whatever it is today`() throws {
        let (hops, day) = (try path("product-23.1"), noon + .days(9))
        func contract(_ from: String?, _ until: String) throws -> TurnSituation {
            TurnSituation(
                turn: day,
                contract: MaintenanceContract(
                    from: from.flatMap { CivilDate($0) }, until: try #require(CivilDate(until))))
        }
        // Bug: today's contract was taken, so that one which ends before the turn opened it, and a renewed one did not.
        let lapsing = try forecast(hops, turn: contract("2026-01-01", "2026-04-08"))
        #expect(lapsing.obstacle?.reason == .contractMissing && lapsing.finishesAt == nil)
        #expect(lapsing.obstacle?.contractUntil == CivilDate("2026-04-08"))
        #expect(try forecast(hops, turn: contract("2026-04-05", "2026-12-31")).obstacle == nil)
        let later = try forecast(hops, turn: contract("2026-04-20", "2026-12-31"))
        #expect(later.entries.first?.startsAt == midnight + .days(19), "it waits for the contract's first day")
        #expect(try forecast(path("product-22.2"), turn: contract(nil, "2026-01-01")).obstacle == nil, "no major one")
    }

    @Test func `G3: where no window ever fits, it says which hop and how much room it needs`() throws {
        let found = try forecast(path("base-6.1", "product-22.2")) {
            $0.appliance.measured = [
                MeasuredHop(
                    package: $0.upgrade.hops[1].package, packageClass: .product, took: .hours(5), estimate: .hours(1))
            ]
        }
        #expect(found.entries.count == 1 && found.finishesAt == nil)
        #expect(found.obstacle?.reason == .noWindow && found.obstacle?.needed == .minutes(310) * 1.25)
    }

    @Test func `a window that is answered with and is too short is not believed`() throws {
        let scene = try UpgradeScene()
        let found = Forecast(
            of: scene.upgrade.hops, on: scene.appliance, scene.policy, turn: scene.turn, from: noon
        ) { moment, _ in Forecast.Span(start: moment, end: moment + .minutes(1)) }
        #expect(found.obstacle?.reason == .noWindow)
    }

    @Test func `nothing to do takes no window`() throws {
        let scene = try UpgradeScene()
        let found = Forecast(
            of: [], on: scene.appliance, scene.policy, turn: scene.turn, from: noon, window: Self.nightly)
        #expect(found.windows == 0 && found.finishesAt == nil && found.obstacle == nil)
    }
}
