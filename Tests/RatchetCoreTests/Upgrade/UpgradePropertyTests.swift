import RatchetCore
import SeededRandom
import Testing

@Suite("The upgrade under any sequence of events")
struct UpgradePropertyTests {
    private static func hops() throws -> [PlannedHop] {
        try path("base-6.1", "product-22.2", "base-6.2", "product-22.3")
    }

    private struct Played {
        var findings: [String] = []
        var seen: [UpgradeState: Int] = [:]
    }

    /// Rules D1 to D4 and S1 are checked at every event; `UpgradeWorld` says how, and what it finds begins with the rule.
    private static let played = Result {
        var played = Played()
        for seed in 1...80 as ClosedRange<UInt64> {
            var world = UpgradeWorld(seed: seed, try scene(seed))
            var states: Set<UpgradeState> = []
            for _ in 0..<500 where world.findings.isEmpty && world.scene.upgrade.state.isOpen {
                world.step()
                states.insert(world.scene.upgrade.state)
            }
            played.findings += world.findings.map { "\($0) (seed \(seed))" }
            for state in states { played.seen[state, default: 0] += 1 }
        }
        return played
    }

    private static func scene(_ seed: UInt64) throws -> UpgradeScene {
        var scene = try UpgradeScene(hops())
        // Weeks go by, and most of them are silence.
        scene.policy.inventoryInterval = .hours(3)
        if seed.isMultiple(of: 3) { scene.appliance.verbs.remove(.install) }
        if seed.isMultiple(of: 5) { scene.appliance.lastProductHop = nil }
        if seed.isMultiple(of: 7) { scene.appliance.verbs.subtract([.backup, .health]) }
        return scene
    }

    private func found(_ rule: String) throws -> [String] {
        try Self.played.get().findings.filter { $0.hasPrefix(rule) }
    }

    @Test
    func
        `D1: whatever happens, a failed base hop freezes, and a frozen appliance is only read until a person unfreezes it`()
        throws
    {
        #expect(try found("D1") == [])
    }

    @Test func `D2: whatever happens, nothing goes on from a failed product hop without a person`() throws {
        #expect(try found("D2") == [])
    }

    @Test func `D3: whatever happens, no hop is done without version and health from after its beginning`() throws {
        #expect(try found("D3") == [])
    }

    @Test func `D4: whatever happens, no hop is begun twice without a person between`() throws {
        #expect(try found("D4") == [])
    }

    @Test func `S1: whatever happens, no product hop begins before the soak is over, by the world's own record`() throws
    {
        #expect(try found("S1") == [])
    }

    @Test func `no hop begins while a gate is shut, nothing turns in circles, and every state is reached`() throws {
        let played = try Self.played.get()
        #expect(played.findings == [])
        for state in UpgradeState.allCases where ![.planned, .restoring].contains(state) {
            #expect(played.seen[state, default: 0] > 2, "\(state) is reached: \(played.seen)")
        }
    }

    @Test func `where nobody fails, the target is reached, in no less time than the soaks`() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            var world = UpgradeWorld(seed: seed, try UpgradeScene(Self.hops()), isHonest: true)
            var steps = 0
            while world.scene.upgrade.state.isOpen, steps < 2_000, world.findings.isEmpty {
                world.step()
                steps += 1
            }
            #expect(world.scene.upgrade.state == .done && world.findings.isEmpty, "\(world.findings)")
            #expect(world.now.since(noon) >= .hours(24) && world.now.since(noon) < .days(4))
        }
    }

    @Test func `each event told in each state is a chain, survives the store, and is nothing new when told twice`()
        throws
    {
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            let scene = try UpgradeScene(Self.hops())
            var upgrade = scene.upgrade
            for minute in 1...Int.random(in: 5...40, using: &random) {
                let event = try #require(UpgradeEvent.allCases.randomElement(using: &random))
                let before = upgrade
                let effects = try event.happen(to: &upgrade, scene, at: noon + .minutes(minute))
                check(effects, of: event, from: before, to: upgrade)
            }
        }
    }

    private func check(_ effects: [UpgradeEffect], of event: UpgradeEvent, from before: Upgrade, to after: Upgrade) {
        var state = before.state
        for case .moved(let from, let to, let evidence) in effects {
            #expect(from == state && from != to, "\(event) in \(before.state)")
            #expect(after.since <= after.evidence.at && evidence.at <= after.since)
            state = to
        }
        #expect(state == after.state)
        if effects.isIgnored { #expect(before == after, "\(event) in \(before.state)") }
        if !before.state.isOpen { #expect(before == after, "\(event) changed what is over") }
        if before.state == .frozen { #expect(after.state == .frozen || event == .unfreeze) }
        if before.state == .stopped, after.state != .stopped { #expect(event.isByPerson, "D2: \(event)") }
        if after.state == .installing, before.state != .installing {
            #expect(before.state == .waiting && before.pause == nil, "D4: \(event) in \(before.state)")
        }
        if after.done > before.done { #expect(event == .reported && before.state.isHopping, "D3: \(event)") }
        #expect(Upgrade(restoring: after.snapshot) == after)
    }
}
