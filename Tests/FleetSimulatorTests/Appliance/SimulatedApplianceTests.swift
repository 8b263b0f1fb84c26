import FleetSimulator
import Foundation
import SeededRandom
import Testing

struct SimulatedApplianceTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func appliance(
        base: String = "5.9.0", product: String = "21.3.1", troubles: [String: [HopTrouble]] = [:], chance: Double = 0
    ) -> SimulatedAppliance {
        SimulatedAppliance(
            name: "Alpha", shelf: .support, base: base, product: product,
            mood: ApplianceMood(troubles: troubles, chance: chance), random: SeededRandom(seed: 7), at: Self.start)
    }

    private func ask(_ order: ApplianceOrder, _ appliance: inout SimulatedAppliance, at now: Date) -> ApplianceReply? {
        appliance.begin(order, call: "\(order)", at: now)
        guard case .ended(let reply) = appliance.state(of: "\(order)", at: now) else { return nil }
        return reply
    }

    private func report(_ appliance: inout SimulatedAppliance, at now: Date) -> ApplianceReport? {
        guard case .inventory(let report) = ask(.inventory, &appliance, at: now) else { return nil }
        return report
    }

    /// Installs a package and returns what is heard of it, and when.
    private func install(
        _ package: String, _ appliance: inout SimulatedAppliance, call: String = "hop", at now: Date = start
    ) -> (reply: ApplianceReply?, at: Date) {
        appliance.begin(.install(package: package), call: call, at: now)
        var now = now
        while true {
            switch appliance.state(of: call, at: now) {
            case .ended(let reply): return (reply, now)
            case .atWork(_, _, nil): return (nil, now)
            case .atWork(_, _, let until?): now = until
            }
        }
    }

    @Test func `a new version runs once its installation has switched over, and the appliance is away for a while`() {
        var appliance = appliance()
        appliance.begin(.install(package: "product-22.1.4"), call: "hop", at: Self.start)
        #expect(report(&appliance, at: Self.start)?.installing == "product-22.1.4")
        #expect(report(&appliance, at: Self.start)?.product == "21.3.1")
        guard case .atWork(_, _, let switches?) = appliance.state(of: "hop", at: Self.start) else {
            Issue.record("it is not at work")
            return
        }
        #expect(ask(.inventory, &appliance, at: switches) == .error("Alpha does not answer"))
        let (reply, end) = install("nothing", &appliance, call: "hop", at: switches)
        #expect(reply == .installed)
        #expect(report(&appliance, at: end)?.product == "22.1.4")
        #expect(appliance.witness.installCounts == ["product-22.1.4": 1])
    }

    @Test func `what another package must come before is greyed out with the reason, and refused`() {
        var appliance = appliance()
        let offers = report(&appliance, at: Self.start)?.available ?? []
        #expect(offers.first { $0.id == "product-22.3.2" }?.refusal == "needs base 6.1.0")
        #expect(offers.first { $0.id == "base-6.1.0" }.map { $0.refusal == nil } == true)
        #expect(install("product-22.3.2", &appliance).reply == .error("Alpha refuses product-22.3.2"))
        #expect(appliance.witness.misdeeds.map(\.kind) == [.blockedInstalled])
    }

    @Test func `the way through the shelf can be gone`() {
        var (appliance, now) = (appliance(), Self.start)
        for (number, package) in [
            "product-22.1.4", "base-6.1.0", "product-22.3.2", "product-23.1.2", "base-7.0.1", "product-23.3.1",
            "product-24.1.0",
        ].enumerated() {
            let end = install(package, &appliance, call: "hop-\(number)", at: now)
            #expect(end.reply == .installed)
            now = end.at
        }
        #expect(appliance.base == "7.0.1" && appliance.product == "24.1.0")
        #expect(appliance.witness.misdeeds.isEmpty)
    }

    @Test(arguments: HopTrouble.allCases) func `each trouble ends as it is described`(trouble: HopTrouble) {
        for (package, isBase) in [("product-22.1.4", false), ("base-6.1.0", true)] {
            var appliance = appliance(troubles: [package: [trouble]])
            let (_, heard) = install(package, &appliance)
            appliance.advance(to: heard + 86_400)
            let runsNew = isBase ? appliance.base == "6.1.0" : appliance.product != "21.3.1"
            #expect(runsNew == trouble.runsNew)
            #expect((appliance.state == .broken) == (isBase && trouble.breaks))
        }
    }

    @Test(arguments: [
        (HopTrouble.lies, ApplianceReply.installed), (.answerLost, .silence), (.orderLost, .silence),
        (.crashesNew, .silence), (.failsAfter, .error("the installer lost its connection")),
    ]) func `what is heard is not what is`(trouble: HopTrouble, reply: ApplianceReply) {
        var appliance = appliance(troubles: ["product-22.1.4": [trouble]])
        #expect(install("product-22.1.4", &appliance).reply == reply)
    }

    @Test func `an installation that hangs is never heard of, and its base is broken`() {
        var appliance = appliance(troubles: ["base-6.1.0": [.hangs]])
        let (reply, last) = install("base-6.1.0", &appliance)
        #expect(reply == nil && appliance.state == .broken)
        #expect(appliance.nextChange(after: last) == nil)
    }

    @Test func `D1: a broken base that is driven on is bricked, and the witness tells`() {
        var appliance = appliance(troubles: ["base-6.1.0": [.failsDuring]])
        let (_, now) = install("base-6.1.0", &appliance)
        #expect(report(&appliance, at: now)?.base == "5.9.0")
        #expect(appliance.witness.misdeeds.isEmpty)
        _ = ask(.backup, &appliance, at: now)
        #expect(appliance.state == .broken)
        #expect(install("base-6.1.0", &appliance, call: "again", at: now).reply == .silence)
        #expect(appliance.state == .bricked)
        #expect(appliance.witness.misdeeds.map(\.kind) == [.drivenWhileBroken, .drivenWhileBroken])
        #expect(ask(.health, &appliance, at: now) == .silence)
    }

    @Test func `a base that was mended can be tried again`() {
        var appliance = appliance(troubles: ["base-6.1.0": [.crashesBroken]])
        let (_, now) = install("base-6.1.0", &appliance)
        appliance.mend(at: now + 86_400)
        #expect(install("base-6.1.0", &appliance, call: "again", at: now + 86_400).reply == .installed)
        #expect(appliance.witness.misdeeds.isEmpty)
    }

    @Test func `design rule 2: a call that comes again, two at once and a package installed again are misdeeds`() {
        var appliance = appliance()
        appliance.begin(.install(package: "base-6.1.0"), call: "one", at: Self.start)
        appliance.begin(.install(package: "base-6.1.0"), call: "one", at: Self.start)
        appliance.begin(.install(package: "product-22.1.4"), call: "two", at: Self.start)
        _ = install("licence-video", &appliance, call: "three", at: Self.start + 86_400)
        _ = install("licence-video", &appliance, call: "four", at: Self.start + 2 * 86_400)
        #expect(
            appliance.witness.misdeeds.map(\.kind) == [.callRepeated, .twoAtOnce, .installedAgain])
        #expect(appliance.witness.installCounts == ["base-6.1.0": 1, "licence-video": 2])
    }

    @Test func `somebody may install the next package by hand, and inventories may be garbled`() {
        var visited = appliance(troubles: ["product-22.1.4": [.visitorAfter]])
        _ = install("base-6.1.0", &visited, call: "base")
        let (_, then) = install("product-22.1.4", &visited, at: Self.start + 86_400)
        #expect(report(&visited, at: then)?.product == "22.3.2")
        var garbled = appliance(troubles: ["product-22.1.4": [.garbledAfter]])
        let (_, now) = install("product-22.1.4", &garbled)
        #expect((1...3).map { _ in ask(.inventory, &garbled, at: now) == .garbled } == [true, true, false])
    }

    @Test func `the same seed goes the same way`() throws {
        func story() throws -> Data {
            var (appliance, now) = (appliance(chance: 0.5), Self.start)
            for (number, package) in ["product-22.1.4", "base-6.1.0", "product-22.3.2"].enumerated() {
                now = install(package, &appliance, call: "hop-\(number)", at: now).at + 86_400
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try encoder.encode(appliance)
        }
        #expect(try story() == story())
    }
}

extension HopTrouble {
    /// Written down once more, by its description.
    fileprivate var runsNew: Bool {
        [.failsAfter, .answerLost, .crashesNew, .slow, .alarmAfter, .visitorAfter, .garbledAfter].contains(self)
    }

    fileprivate var breaks: Bool { [.failsDuring, .crashesBroken, .hangs].contains(self) }
}
